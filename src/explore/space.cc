// Puts alphabets and limits together.
#include "explore/space.h"

#include <algorithm>
#include <cassert>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "explore/alphabet.h"
#include "explore/small_alphabets.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

Scenario Parsed(const std::string& text) {
  auto scenario = ScenarioFromText("space", text);
  assert(scenario.ok() && "the alphabets are in the language");
  return *std::move(scenario);
}

void Add(Space& space, std::span<const Line> lines) {
  const bool is_pair = space.scenario.cast == Cast::kPair;
  const std::string head =
      is_pair ? "scn 1\nrole pair\n" : "scn 1\nrole client\n";
  for (const Line& line : lines) {
    space.letters.push_back({.step = Parsed(head + line.text + "\n").steps[0],
                             .when = line.when,
                             .facts = line.facts});
  }
}

// A client's keys, in turn. One is enough where frames are cut and not read:
// the same frames with other keys would double the space for nothing.
constexpr char kTwoKeys[] = "keys 0a1b2c3d a0b1c2d3\n";
constexpr char kOneKey[] = "keys 0a1b2c3d\n";

// Queues are full soon, so that their full states are visited.
Settings SmallSettings(Role role) {
  Settings settings;
  settings.message_bytes_max = 65536;
  settings.messages_waiting_max = 1;
  settings.pongs_max = 1;
  settings.output_bytes_max = role == Role::kClient ? 9 : 5;
  return settings;
}

std::string SoloLimits(const Scenario& scenario, Role role) {
  const Settings& limits = scenario.settings[static_cast<size_t>(role)];
  return absl::StrCat(
      "messages of at most ", limits.message_bytes_max, " bytes, of which ",
      limits.messages_waiting_max, " may wait, ", limits.pongs_max,
      " waiting Pong, ", limits.output_bytes_max,
      " bytes of output for calls, timeout ", scenario.timeout_ms,
      " ms, 1 frame on the wire, 1 call waiting for a callback");
}

// Frames to a server, all with one key: where they are not cut, another key
// would make another state of an equal future.
void UseOneRemoteKey(Space& space) {
  if (space.scenario.cast != Cast::kServer) return;
  for (Letter& letter : space.letters) {
    if (letter.step.verb != Verb::kRemoteFrame) continue;
    if (letter.step.mask != MaskForm::kRight) continue;
    letter.step.mask = MaskForm::kKey;
    letter.step.key = {0x11, 0x22, 0x33, 0x44};
  }
}

// What has to be spelled for the one role and for the other.
std::span<const Line> SpelledFor(Role role, std::span<const Line> to_client,
                                 std::span<const Line> to_server) {
  return role == Role::kClient ? to_client : to_server;
}

std::span<const Line> BytesTo(Role role) {
  return SpelledFor(role, kBytesToClient, kBytesToServer);
}

using Alphabets = std::initializer_list<std::span<const Line>>;

Space SoloSpace(std::string name, Role role, const std::string& keys_and_holds,
                Alphabets alphabets, const Settings& settings) {
  Space space;
  space.name = std::move(name);
  space.scenario = Parsed(
      absl::StrCat("scn 1\nrole ", role == Role::kClient ? "client" : "server",
                   "\ntimeout 2\n", keys_and_holds));
  space.scenario.settings[static_cast<size_t>(role)] = settings;
  for (const auto& lines : alphabets) Add(space, lines);
  space.limits = SoloLimits(space.scenario, role);
  if (space.scenario.keys.size() == 1) UseOneRemoteKey(space);
  return space;
}

Space SoloSpace(std::string name, Role role, const std::string& keys_and_holds,
                Alphabets alphabets) {
  return SoloSpace(std::move(name), role, keys_and_holds, alphabets,
                   SmallSettings(role));
}

}  // namespace

Space InputCuts(Role role) {
  return SoloSpace("input-cuts", role, absl::StrCat(kTwoKeys, "hold input\n"),
                   {kRemoteData, kRemoteCloses, kRemoteBadCloses,
                    kRemoteBadFrames, BytesTo(role), kRemoteEnds,
                    kMoreRemoteData, kCalls, kCallsInside, kTime, kDeliveries});
}

Space OutputCuts(Role role) {
  return SoloSpace(
      "output-cuts", role, absl::StrCat(kOneKey, "hold output\n"),
      {kRemoteData, kRemoteCloses, kRemoteBadCloses, kRemoteBadFrames,
       BytesTo(role), kRemoteEnds, kFewCalls, kTime, kAcceptances, kBreak});
}

Space TableRows(Role role) {
  // Beside a Close there is room for a message: the table says no, not a limit.
  Settings settings = SmallSettings(role);
  if (role == Role::kClient) settings.output_bytes_max = 13;
  return SoloSpace("table-rows", role, absl::StrCat(kOneKey, "hold output\n"),
                   {kRowsRemote, BytesTo(role).last(1), kRemoteEnds, kRowsCalls,
                    kShortTime, std::span(kAcceptances).subspan(1), kBreak},
                   settings);
}

Space Borders(Role role) {
  Settings settings = SmallSettings(role);
  settings.output_bytes_max = 65600;
  return SoloSpace(
      "borders", role, kOneKey,
      {kBorderRemote,
       SpelledFor(role, kBorderBytesToClient, kBorderBytesToServer),
       kRemoteEnds, kBorderCalls, kShortTime},
      settings);
}

Space OtherOptions(Role role) {
  Settings settings = SmallSettings(role);
  settings.delivers_after_close = false;
  settings.refuses_close_in_message = true;
  settings.accepts_non_minimal_length = true;
  settings.accepts_reserved_codes = true;
  return SoloSpace("other-options", role, kOneKey,
                   {kOptionsRemote, kRemoteEnds, kOptionsCalls, kShortTime},
                   settings);
}

Space Limits(Role role) {
  Settings settings = SmallSettings(role);
  settings.frame_bytes_max = 2;
  settings.message_bytes_max = 3;
  settings.messages_waiting_max = 2;
  return SoloSpace(
      "limits", role, kOneKey,
      {kLimitsRemote,
       SpelledFor(role, kLimitsBytesToClient, kLimitsBytesToServer),
       kRemoteEnds, kLimitsCalls, kShortTime},
      settings);
}

Space HalfFrame(Role role) {
  return SoloSpace("half-frame", role, absl::StrCat(kOneKey, "hold output\n"),
                   {SpelledFor(role, kHalfToClient, kHalfToServer), kHalfCalls,
                    kRemoteEnds, kShortTime});
}

Space BothReduced(Role role) {
  return SoloSpace("both-reduced", role,
                   absl::StrCat(kOneKey, "hold input\nhold output\n"),
                   {kReducedRemote, kRemoteEnds, kReducedCalls, kTime,
                    kDeliveries, kAcceptances, kBreak});
}

Space Pair(size_t messages, bool cuts) {
  Space space;
  space.name = "pair";
  space.messages_max = messages;
  space.scenario = Parsed(
      "scn 1\nrole pair\ntimeout 2\n"
      "option client pongs_max 1\noption server pongs_max 1\n"
      "keys 0a1b2c3d a0b1c2d3\n");
  Add(space, kPairLetters);
  if (cuts) Add(space, kPairCuts);
  space.limits =
      absl::StrCat("each side sends at most ", messages,
                   " messages of one byte and one Ping; timeout 2 ms");
  return space;
}

std::vector<Space> AllSpaces(bool is_large, size_t messages) {
  std::vector<Space> spaces;
  for (const Role role : {Role::kClient, Role::kServer}) {
    spaces.push_back(InputCuts(role));
    spaces.push_back(OutputCuts(role));
    spaces.push_back(TableRows(role));
    spaces.push_back(Borders(role));
    spaces.push_back(OtherOptions(role));
    spaces.push_back(Limits(role));
    spaces.push_back(HalfFrame(role));
    if (is_large) spaces.push_back(BothReduced(role));
  }
  spaces.push_back(Pair(messages, /*cuts=*/false));
  if (is_large) {
    spaces.push_back(Pair(std::max<size_t>(messages, 2), /*cuts=*/true));
  }
  return spaces;
}

}  // namespace wsdrain
