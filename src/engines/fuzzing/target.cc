// Lists the fuzz targets.
#include "engines/fuzzing/target.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "endpoints/reference.h"
#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/close_payload_input.h"
#include "engines/fuzzing/expectation_input.h"
#include "engines/fuzzing/frame_reader_input.h"
#include "engines/fuzzing/frame_round_trip_input.h"
#include "engines/fuzzing/resume_input.h"
#include "engines/fuzzing/scenario_text_input.h"
#include "engines/fuzzing/shrink_input.h"
#include "props/all.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

template <Mode kMode>
std::string DecodeScenario(std::string_view bytes) {
  return ScenarioToText(ScenarioFromBytes(bytes, kMode));
}

template <Mode kMode>
absl::StatusOr<std::string> EncodeScenario(std::string_view file,
                                           std::string_view text) {
  const absl::StatusOr<Scenario> scenario = ScenarioFromText(file, text);
  if (!scenario.ok()) return scenario.status();
  const bool is_pair = scenario->cast == Cast::kPair;
  if (is_pair != (kMode == Mode::kPair)) {
    return absl::InvalidArgumentError(
        absl::StrCat(std::string(file), ":1:1: found a ",
                     is_pair ? "pair" : "solo", " scenario, allowed: role ",
                     is_pair ? "client, server or both" : "pair"));
  }
  return ScenarioToBytes(*scenario);
}

template <Mode kMode, const PropertySet& (*kProperties)()>
std::optional<std::string> RunScenarioInput(std::string_view bytes) {
  const EndpointKind endpoint = Reference();
  const auto failure = FindFailure(
      kProperties(), ScenarioFromBytes(bytes, kMode), endpoint, endpoint);
  if (!failure.has_value()) return std::nullopt;
  return Explain(*failure, endpoint, endpoint);
}

Answer NextIsTheirClose(const Ledger& before, const Observation& now) {
  if (now.kind != Seen::kMessage || !before.close_called.has_value()) {
    return Unreached();
  }
  return Broken("after our Close, the next frame is the peer's Close",
                "a message that was in flight");
}

constexpr Property kFalseBelief = {
    "next_frame_after_our_close_is_theirs",
    "a_message_was_in_flight",
    "false on purpose",
    Level::kMust,
    Level::kMust,
    "whoever believes it closes TCP at the first frame that is no Close",
    On(Seen::kMessage),
    NextIsTheirClose};

constexpr std::array<TargetFormat, 11> kTargets = {{
    {"frame_reader_fuzzer", kFrameReaderClaim, std::nullopt, DecodeFrameReader,
     EncodeFrameReader, CheckFrameReader},
    {"frame_round_trip_fuzzer", kFrameRoundTripClaim, std::nullopt,
     DecodeFrameRoundTrip, EncodeFrameRoundTrip, CheckFrameRoundTrip},
    {"close_payload_fuzzer", kClosePayloadClaim, std::nullopt,
     DecodeClosePayload, EncodeClosePayloadInput, CheckClosePayload},
    {"scenario_text_fuzzer", kScenarioTextClaim, std::nullopt,
     DecodeScenarioText, EncodeScenarioText, CheckScenarioText,
     /*takes_text=*/true},
    {"expectation_fuzzer", kExpectationClaim, std::nullopt, DecodeExpectation,
     EncodeExpectation, CheckExpectation, /*takes_text=*/true},
    {"shrink_fuzzer", kShrinkClaim, std::nullopt, DecodeShrink, EncodeShrink,
     CheckShrink},
    {"resume_fuzzer", kResumeClaim, std::nullopt, DecodeResume, EncodeResume,
     CheckResume},
    {"closing_fuzzer", "no word of steps breaks a property", Mode::kSolo,
     DecodeScenario<Mode::kSolo>, EncodeScenario<Mode::kSolo>,
     RunScenarioInput<Mode::kSolo, AllProperties>},
    {"pair_fuzzer", "no two of our endpoints break a property", Mode::kPair,
     DecodeScenario<Mode::kPair>, EncodeScenario<Mode::kPair>,
     RunScenarioInput<Mode::kPair, AllProperties>},
    {"canary_fuzzer", "false on purpose: it must crash", Mode::kSolo,
     DecodeScenario<Mode::kSolo>, EncodeScenario<Mode::kSolo>,
     RunScenarioInput<Mode::kSolo, CanaryProperties>},
    // Here ours alone is asked: the others are the target's.
    {"differential_fuzzer",
     "no endpoint makes of a scenario what no other does", Mode::kSolo,
     DecodeScenario<Mode::kSolo>, EncodeScenario<Mode::kSolo>,
     RunScenarioInput<Mode::kSolo, AllProperties>},
}};

}  // namespace

std::span<const TargetFormat> Targets() { return kTargets; }

const TargetFormat* FindTarget(std::string_view name) {
  for (const TargetFormat& target : kTargets) {
    if (target.name == name) return &target;
  }
  return nullptr;
}

const PropertySet& CanaryProperties() {
  static const PropertySet& set = *new PropertySet({&kFalseBelief});
  return set;
}

}  // namespace wsdrain
