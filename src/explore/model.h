// What can be explored: states as bytes, and letters that lead from each to
// the next.
#ifndef WSDRAIN_EXPLORE_MODEL_H_
#define WSDRAIN_EXPLORE_MODEL_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace wsdrain {

// What the explorer must know of a state. An obliged state must come to an
// end: closing has started, and `closed` is still to come.
struct StateFacts {
  bool is_obliged = false;
  bool is_ended = false;  // what was owed has come; never obliged as well
  // Obliged: the virtual time left, in milliseconds. Ended: the virtual time
  // that it took.
  int64_t ms = 0;

  friend bool operator==(const StateFacts&, const StateFacts&) = default;
};

// A broken property, in words.
struct Finding {
  std::string property;
  std::string expected;
  std::string actual;
  bool is_at_the_end = false;  // in the fair phase, after the last letter
};

// How a letter acts on an obliged state.
struct LetterFacts {
  bool takes_time = false;  // must strictly lower the time left
  // The transport and the peer do what they should, and nobody gives up.
  bool is_good_will = false;
};

enum class Outcome : uint8_t {
  kDisabled,  // the letter cannot be played here
  kMoved,
  kBroken,  // a property is broken: finding() says which
};

// One worker's view of a state space. Equal bytes are equal states; whatever
// is asked or played depends on the bytes alone.
class Model {
 public:
  virtual ~Model() = default;
  // Another view of the same space, for another thread.
  virtual std::unique_ptr<Model> Fork() const = 0;

  virtual size_t letters() const = 0;  // at most 65533
  virtual LetterFacts Facts(size_t letter) const = 0;

  // Appends the first state.
  virtual void AppendFirst(std::string& state) = 0;
  // Makes `state` the one that Inspect and Play start from. It stays valid
  // until the next Enter.
  virtual void Enter(std::string_view state) = 0;
  // Asks what is asked of a state alone, its fair endings included. False:
  // finding() says what is broken.
  virtual bool Inspect() = 0;
  // Plays `letter` from the state that was entered, and appends the state that
  // it leads to.
  virtual Outcome Play(size_t letter, std::string& next) = 0;
  // The facts of the state that Enter made current, or Play led to, last.
  virtual StateFacts facts() const = 0;
  virtual const Finding& finding() const = 0;
};

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_MODEL_H_
