// Plays the same letters by two tables in lockstep, and finds where a stranger
// could tell them apart.
#ifndef WSDRAIN_TESTS_EXPLORE_EQUIVALENCE_MODEL_H_
#define WSDRAIN_TESTS_EXPLORE_EQUIVALENCE_MODEL_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "closing/table.h"
#include "endpoints/reference.h"
#include "explore/model.h"
#include "explore/space.h"
#include "explore/world_model.h"

namespace wsdrain {

// The property that is broken where the tables can be told apart.
inline constexpr std::string_view kNoDifference = "nobody_sees_a_difference";

// A state is that of both worlds. What is compared of each letter, and of each
// state under both endings, is all that a stranger can see, its own
// application included: bytes written, callbacks, the results of calls, TCP,
// and when; what waits for the wire, what is left unread; whether the endpoint
// complains, but not of which row. If the exploration closes off, nobody can
// tell the tables apart by any word over the letters of the space.
//
// Worlds are kept as WorldModel keeps them. What it forgets of the wire is the
// content of input that came after the peer's Close or a fault, and only where
// input is held: a table that reads on there is told apart in a space that
// holds none. All else that it forgets is the judge's.
class EquivalenceModel : public Model {
 public:
  // Both tables and `space` outlive it.
  EquivalenceModel(const Space& space, const Table& one, const Table& other);

  std::unique_ptr<Model> Fork() const override;
  size_t letters() const override { return space_.letters.size(); }
  LetterFacts Facts(size_t) const override { return {}; }
  void AppendFirst(std::string& state) override;
  void Enter(std::string_view state) override;
  bool Inspect() override;
  Outcome Play(size_t letter, std::string& next) override;
  StateFacts facts() const override { return {}; }
  const Finding& finding() const override { return finding_; }

 private:
  // One of the two worlds, and what was seen of it.
  struct Side {
    Side(const Space& space, const Table& table, RowVisits* visits);

    EndpointKind kind;
    WorldModel world;
    std::string_view state;  // as it was entered
    std::string seen;
  };

  // Asks one world, which has just been entered.
  void InspectOne(Side& side);
  Outcome PlayOne(Side& side, size_t letter, std::string& next);
  // One of the rows in which the tables differ was obeyed since they were
  // asked last.
  bool TakeDifferingRowObeyed();
  bool LooksTheSame(bool is_at_the_end);

  const Space& space_;
  const Table& one_table_;
  const Table& other_table_;
  std::vector<size_t> differing_rows_;
  // They read frames in the same states: only their rows differ.
  bool parses_alike_ = true;
  RowVisits visits_ = {};  // of one
  Side one_;
  Side other_;
  std::string next_one_;
  std::string next_other_;
  Finding finding_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_EXPLORE_EQUIVALENCE_MODEL_H_
