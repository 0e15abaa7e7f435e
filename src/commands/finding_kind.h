// How bad a failure is: the kinds that tables and reports sort by.
#ifndef WSDRAIN_COMMANDS_FINDING_KIND_H_
#define WSDRAIN_COMMANDS_FINDING_KIND_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "check/verdict.h"

namespace wsdrain {

// Worst first. A crash and a stall are kinds of their own, whatever the level.
enum class FindingKind : uint8_t { kCrash, kStall, kMust, kShould, kNote };
inline constexpr size_t kFindingKinds = 5;

// By kind.
inline constexpr std::array<const char*, kFindingKinds> kFindingKindWords = {
    "crash", "stall", "must", "should", "note"};

// Of a failure.
constexpr FindingKind FindingKindOf(const Verdict& verdict) {
  if (verdict.result == Result::kCrashed) return FindingKind::kCrash;
  if (verdict.result == Result::kStalled) return FindingKind::kStall;
  return verdict.level == Level::kMust     ? FindingKind::kMust
         : verdict.level == Level::kShould ? FindingKind::kShould
                                           : FindingKind::kNote;
}

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_FINDING_KIND_H_
