// Endpoints that do not behave, for targets that need something to find.
#ifndef WSDRAIN_ENGINES_FUZZING_LIAR_H_
#define WSDRAIN_ENGINES_FUZZING_LIAR_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "scenario/endpoint.h"

namespace wsdrain {

enum class Lie : uint8_t {
  kNone,
  kHalfReads,     // takes half of what it is given: no fault
  kSkipsShort,    // does not look at what comes as a single byte
  kLosesPings,    // reports every second Ping only
  kClockOfDay,    // its deadline is 0 once much time has passed
  kThrowsError,   // an exception escapes it when a message comes
  kThrowsNumber,  // one of no known type, later on
  kNeverIdle,     // its loop turns and turns when the peer closes
  kCannotCopy,    // cannot be copied: no fault
  kHasNoCalls,    // has no calls but that to close: no fault
  kBareStranger,  // does not report codes or Pings, discards late data
  kKeepsFinBack,  // says nothing of a FIN that it has read
  kPingsLate,     // sends a Ping once much time has passed
  kThrowsLate,    // as kThrowsError, if much else has come before
};
inline constexpr size_t kLies = 14;

inline constexpr std::array<std::string_view, kLies> kLieWords = {
    "none",         "half_reads",   "skips_short",   "loses_pings",
    "clock_of_day", "throws_error", "throws_number", "never_idle",
    "cannot_copy",  "has_no_calls", "bare_stranger", "keeps_fin_back",
    "pings_late",   "throws_late"};

// `inner` behind `lie`. The same input gives the same run.
EndpointKind Lying(const EndpointKind& inner, Lie lie);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_LIAR_H_
