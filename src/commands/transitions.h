// What a corpus makes our connection go through: the rows of the table, and
// the places of the closing handshake at which each kind of step is played.
#ifndef WSDRAIN_COMMANDS_TRANSITIONS_H_
#define WSDRAIN_COMMANDS_TRANSITIONS_H_

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "closing/table.h"
#include "commands/input.h"
#include "commands/json.h"
#include "engines/fuzzing/counters.h"

namespace wsdrain {

// The inputs under one path, and what they reach.
struct CorpusReach {
  std::string name;
  size_t inputs = 0;
  std::bitset<kRows> rows;      // by State * kEvents + Event
  std::bitset<kPlaces> places;  // as PlaceCounters()
};

// Plays `inputs` to our connection, the RFC's table and no property. Those of
// a plain target do what the target does.
CorpusReach Reached(const std::string& name, const std::vector<Input>& inputs);

// Can be reached: it is not marked kUnreachable.
bool IsReachable(size_t row);

class TransitionReport {
 public:
  explicit TransitionReport(std::vector<CorpusReach> corpora);

  // The rows that can be reached, and that no corpus has.
  std::vector<size_t> RowsMissed() const;

  std::string Text() const;
  // {ok, corpora, rows, rows_missed, places}, added to `document`.
  void AddTo(Json& document) const;

 private:
  std::string CorporaText() const;
  std::string RowsText() const;
  std::string PlacesText() const;
  Json RowsJson() const;
  Json PlacesJson() const;
  // A letter for each corpus that has it; or their names.
  template <typename Has>
  std::string LettersOf(Has has) const;
  template <typename Has>
  Json NamesOf(Has has) const;

  std::vector<CorpusReach> corpora_;
  CorpusReach all_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_TRANSITIONS_H_
