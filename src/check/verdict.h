// What became of each property in a run.
#ifndef WSDRAIN_CHECK_VERDICT_H_
#define WSDRAIN_CHECK_VERDICT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/property.h"
#include "frame/role.h"

namespace wsdrain {

// kSlow: not done yet, in a run that does not wait for long.
enum class Result : uint8_t {
  kUnreached,
  kHolds,
  kSlow,
  kBroken,
  kStalled,
  kCrashed
};

constexpr std::string_view ResultName(Result result) {
  switch (result) {
    case Result::kUnreached:
      return "unreached";
    case Result::kHolds:
      return "holds";
    case Result::kSlow:
      return "slow";
    case Result::kBroken:
      return "broken";
    case Result::kStalled:
      return "stalled";
    case Result::kCrashed:
      return "crashed";
  }
  return "";
}

constexpr bool IsFailure(Result result) { return result >= Result::kBroken; }

struct Verdict {
  const Property* property = nullptr;
  Result result = Result::kUnreached;
  Level level = Level::kMust;  // as asked of this endpoint
  Role role = Role::kClient;   // whose
  std::optional<size_t> step;  // from 1; none: in the fair phase
  std::string expected;
  std::string actual;
};

// A verdict for every property that was asked, in the order of the list.
struct Report {
  std::vector<Verdict> verdicts;

  // The first failure that counts at `fail_on` (stalls and crashes always
  // do); null: all hold.
  const Verdict* FirstFailure(Level fail_on = Level::kMust) const {
    for (const Verdict& v : verdicts) {
      if (!IsFailure(v.result)) continue;
      if (v.result != Result::kBroken || v.level <= fail_on) return &v;
    }
    return nullptr;
  }
};

}  // namespace wsdrain

#endif  // WSDRAIN_CHECK_VERDICT_H_
