// A property: one RFC sentence asked about what can be observed.
#ifndef WSDRAIN_CHECK_PROPERTY_H_
#define WSDRAIN_CHECK_PROPERTY_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "scenario/ledger.h"
#include "scenario/observation.h"

namespace wsdrain {

enum class Level : uint8_t {
  kMust,
  kShould,  // broken: non-strict
  kNote,    // no RFC sentence demands it: policy, D1-D38
};

constexpr std::string_view LevelName(Level level) {
  return level == Level::kMust     ? "must"
         : level == Level::kShould ? "should"
                                   : "note";
}

// Two words long, for it is given many times at each step.
struct Answer {
  enum class Result : uint8_t { kUnreached, kHolds, kBroken };
  struct Difference {
    std::string expected;
    std::string actual;
  };
  Result result = Result::kUnreached;
  std::unique_ptr<Difference> difference;  // kBroken only
};

// The precondition is not met: nothing was asked.
inline Answer Unreached() { return {}; }
inline Answer Holds() { return {Answer::Result::kHolds, nullptr}; }
inline Answer Broken(std::string expected, std::string actual) {
  return {Answer::Result::kBroken,
          std::make_unique<Answer::Difference>(
              Answer::Difference{std::move(expected), std::move(actual)})};
}
inline Answer HoldsIf(bool condition, const char* expected,
                      const char* actual) {
  return condition ? Holds() : Broken(expected, actual);
}

// A set of kinds of observation.
using SeenSet = uint32_t;
template <typename... Kinds>
constexpr SeenSet On(Kinds... kinds) {
  return ((SeenSet{1} << static_cast<int>(kinds)) | ...);
}

// What a broken property is: a rule that is not kept, an end that never
// comes, or an endpoint that dies.
enum class FailureKind : uint8_t { kRule, kStall, kCrash };

// Two runs compared instead of one observation asked.
enum class Relation : uint8_t {
  kNone,
  kAnyChunking,  // input in one-byte reads gives the same trace
  kSameRun,      // the same input gives the same run
  kShiftedTime,  // an idle wait before the first step shifts all times
};

// `name` is a positive sentence. `holds` is asked on every observation in
// `asked_on`, given what happened before it; it sees nothing else. `reached`
// names the `sometimes` that proves that engines get there: it holds as soon
// as `holds` has an answer. A property that only proves such a place has no
// name of its own, and `holds` says where it is.
struct Property {
  std::string_view name;            // empty: only a `sometimes`
  std::string_view reached;         // the name of the `sometimes`
  std::string_view section;         // of RFC 6455, or a decision Dn
  Level level = Level::kMust;       // for strangers
  Level level_ours = Level::kMust;  // for our own endpoint
  std::string_view rule;            // the sentence, for people
  SeenSet asked_on = 0;
  Answer (*holds)(const Ledger& before, const Observation& now) = nullptr;
  FailureKind failure = FailureKind::kRule;
  Relation relation = Relation::kNone;
};

}  // namespace wsdrain

#endif  // WSDRAIN_CHECK_PROPERTY_H_
