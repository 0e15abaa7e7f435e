// The alphabets, in the words of the scenario language.
#include "explore/space.h"

#include <algorithm>
#include <cassert>
#include <span>
#include <string_view>
#include <utility>

#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

struct Line {
  const char* text;
  When when = When::kAlways;
  LetterFacts facts = {};
};

constexpr LetterFacts kGoodWill = {.is_good_will = true};
constexpr LetterFacts kTakesTime = {.takes_time = true};

// --- The remote of solo mode -------------------------------------------------

// Whole frames: where they are cut is the wire's affair.
constexpr Line kRemoteData[] = {
    {"remote text \"a\"", When::kWireIsEmpty},
    {"remote binary hex:ff", When::kWireIsEmpty},
    {"remote text hex:c3 fin=0", When::kWireIsEmpty},
    {"remote continuation hex:a9", When::kWireIsEmpty},
    {"remote continuation \"\"", When::kWireIsEmpty},
    {"remote ping \"p\"", When::kWireIsEmpty},
    {"remote pong \"p\"", When::kWireIsEmpty},
};
// More, where only the input is cut.
constexpr Line kMoreRemoteData[] = {
    {"remote binary hex:00 fin=0", When::kWireIsEmpty},
    {"remote ping \"\"", When::kWireIsEmpty},
};
constexpr Line kRemoteCloses[] = {
    {"remote close", When::kWireIsEmpty},
    {"remote close 1000 \"b\"", When::kWireIsEmpty, kGoodWill},
    {"remote close 1001", When::kWireIsEmpty},
    {"remote close 3000", When::kWireIsEmpty},
    {"remote close 4999 \"\\xc3\\xa9\"", When::kWireIsEmpty},
};
// 5.5.1, 7.4: bodies that no Close may have.
constexpr Line kRemoteBadCloses[] = {
    {"remote close hex:03", When::kWireIsEmpty},
    {"remote close 0", When::kWireIsEmpty},
    {"remote close 999", When::kWireIsEmpty},
    {"remote close 1004", When::kWireIsEmpty},
    {"remote close 1005", When::kWireIsEmpty},
    {"remote close 1006", When::kWireIsEmpty},
    {"remote close 1015", When::kWireIsEmpty},
    {"remote close 1016", When::kWireIsEmpty},
    {"remote close 2999", When::kWireIsEmpty},
    {"remote close 5000", When::kWireIsEmpty},
    {"remote close 1000 \"\\xff\"", When::kWireIsEmpty},
    {"remote close 1000 \"\\xc3\"", When::kWireIsEmpty},
    {"remote close 1000 \"x\"*124", When::kWireIsEmpty},
    {"remote close 1000 fin=0", When::kWireIsEmpty},
};
constexpr Line kRemoteBadFrames[] = {
    {"remote text hex:ff", When::kWireIsEmpty},
    {"remote text hex:c3", When::kWireIsEmpty},
    {"remote text \"abcde\"", When::kWireIsEmpty},  // over the limit
    {"remote text \"a\" mask=wrong", When::kWireIsEmpty},
    {"remote ping \"p\" mask=wrong", When::kWireIsEmpty},
    {"remote close 1000 mask=wrong", When::kWireIsEmpty},
    {"remote text \"a\" rsv=4", When::kWireIsEmpty},
    {"remote ping \"p\" rsv=1", When::kWireIsEmpty},
    {"remote frame opcode=3 \"a\"", When::kWireIsEmpty},
    {"remote frame opcode=11 \"a\"", When::kWireIsEmpty},
    {"remote text \"a\" length=16", When::kWireIsEmpty},
    {"remote text \"a\" length=64", When::kWireIsEmpty},
    {"remote ping \"p\" fin=0", When::kWireIsEmpty},
    {"remote ping \"x\"*126", When::kWireIsEmpty},
};
// What has to be spelled, by role of the reader: 5.1 wants masked what a
// server reads. The top bit of a length; two messages in one read.
constexpr Line kBytesToClient[] = {
    {"remote bytes 817f80", When::kWireIsEmpty},
    {"remote bytes 810161810162", When::kWireIsEmpty},
};
constexpr Line kBytesToServer[] = {
    {"remote bytes 81ff80", When::kWireIsEmpty},
    {"remote bytes 8181000000006181810000000062", When::kWireIsEmpty},
};
// A remote that goes on before the first of two frames is read.
constexpr Line kRemoteEnds[] = {
    {"remote eof", When::kRemoteIsThere, kGoodWill},
    {"remote reset", When::kRemoteIsThere},
};

// --- The application ---------------------------------------------------------

constexpr Line kCalls[] = {
    {"local text \"a\""},
    {"local fragment text hex:c3"},
    {"local continue hex:a9"},
    {"local finish \"\""},
    {"local ping \"q\""},
    {"local pong \"q\""},
    {"local close"},
    {"local close 1000 \"b\""},
    {"local close 1005"},  // refused: it may not be sent
    {"local abort"},
    {"local pause"},
    {"local resume", When::kAlways, kGoodWill},
};
// Fewer where the output is cut: what waits there multiplies.
constexpr Line kFewCalls[] = {
    {"local text \"a\""},       {"local ping \"q\""}, {"local close"},
    {"local close 1000 \"b\""}, {"local abort"},
};
constexpr Line kCallsInside[] = {
    {"inside ping local close 1000", When::kNoCallWaits},
    {"inside message local abort", When::kNoCallWaits},
    {"inside message local close 1000", When::kNoCallWaits},
    {"inside closed local text \"a\"", When::kNoCallWaits},
};

// --- Time and the wire -------------------------------------------------------

// The timeout is 2: before the deadline, on it, and beyond.
constexpr Line kTime[] = {
    {"elapse 1", When::kAlways, kTakesTime},
    {"elapse 2", When::kAlways, kTakesTime},
    {"elapse 3", When::kAlways, kTakesTime},
};
constexpr Line kDeliveries[] = {
    {"deliver 1", When::kUnreadByteByByte, kGoodWill},
    {"deliver all", When::kUnread, kGoodWill},
};
constexpr Line kAcceptances[] = {
    {"accept 1", When::kOutputWaitsByteByByte, kGoodWill},
    {"accept frame", When::kOutputWaits, kGoodWill},
    {"accept all", When::kOutputWaits, kGoodWill},
};
constexpr Line kBreak[] = {{"break output"}};

// --- The product of both cuts ------------------------------------------------

constexpr Line kReducedRemote[] = {
    {"remote text \"a\"", When::kWireIsEmpty},
    {"remote ping \"p\"", When::kWireIsEmpty},
    {"remote close 1000 \"b\"", When::kWireIsEmpty, kGoodWill},
    {"remote text \"a\" rsv=4", When::kWireIsEmpty},
};
constexpr Line kReducedCalls[] = {
    {"local text \"a\""},
    {"local ping \"q\""},
    {"local close 1000"},
    {"local abort"},
};

// --- Two endpoints -----------------------------------------------------------

constexpr Line kPairLetters[] = {
    {"client text \"a\"", When::kMessagesLeft},
    {"server text \"b\"", When::kMessagesLeft},
    {"client ping \"p\"", When::kPingsLeft},
    {"server ping \"q\"", When::kPingsLeft},
    {"client close 1000"},
    {"server close 1001 \"r\""},
    {"client hold input"},
    {"server hold input"},
    {"client deliver frame", When::kUnread, kGoodWill},
    {"server deliver frame", When::kUnread, kGoodWill},
    {"client deliver all", When::kUnread, kGoodWill},
    {"server deliver all", When::kUnread, kGoodWill},
    {"elapse 1", When::kAlways, kTakesTime},
    {"elapse 2", When::kAlways, kTakesTime},
};
constexpr Line kPairCuts[] = {
    {"client deliver 1", When::kUnreadByteByByte, kGoodWill},
    {"server deliver 1", When::kUnreadByteByByte, kGoodWill},
    {"lose client"},
};

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

std::string SoloHead(Role role) {
  return std::string("scn 1\nrole ") +
         (role == Role::kClient ? "client" : "server") +
         "\ntimeout 2\n"
         "option message_bytes_max 4\n"
         "option messages_waiting_max 1\n"
         "option pongs_max 1\n"
         "option output_bytes_max " +
         (role == Role::kClient ? "9" : "5") + "\n";
}

std::string SoloLimits(Role role) {
  return std::string(
             "messages of at most 4 bytes, 1 waiting message, 1 "
             "waiting Pong, ") +
         (role == Role::kClient ? "9" : "5") +
         " bytes of output for calls, timeout 2 ms, 1 frame on "
         "the wire, 1 call waiting for a callback";
}

void AddRemote(Space& space, Role role) {
  Add(space, kRemoteData);
  Add(space, kRemoteCloses);
  Add(space, kRemoteBadCloses);
  Add(space, kRemoteBadFrames);
  if (role == Role::kClient) Add(space, kBytesToClient);
  if (role == Role::kServer) Add(space, kBytesToServer);
  Add(space, kRemoteEnds);
}

}  // namespace

Space InputCuts(Role role) {
  Space space;
  space.name = "input-cuts";
  space.scenario = Parsed(SoloHead(role) + kTwoKeys + "hold input\n");
  AddRemote(space, role);
  Add(space, kMoreRemoteData);
  Add(space, kCalls);
  Add(space, kCallsInside);
  Add(space, kTime);
  Add(space, kDeliveries);
  space.limits = SoloLimits(role);
  return space;
}

Space OutputCuts(Role role) {
  Space space;
  space.name = "output-cuts";
  space.scenario = Parsed(SoloHead(role) + kOneKey + "hold output\n");
  AddRemote(space, role);
  Add(space, kFewCalls);
  Add(space, kTime);
  Add(space, kAcceptances);
  Add(space, kBreak);
  space.limits = SoloLimits(role);
  return space;
}

Space BothReduced(Role role) {
  Space space;
  space.name = "both-reduced";
  space.scenario =
      Parsed(SoloHead(role) + kOneKey + "hold input\nhold output\n");
  Add(space, kReducedRemote);
  Add(space, kRemoteEnds);
  Add(space, kReducedCalls);
  Add(space, kTime);
  Add(space, kDeliveries);
  Add(space, kAcceptances);
  Add(space, kBreak);
  space.limits = SoloLimits(role);
  return space;
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
  space.limits = "each side sends at most " + std::to_string(messages) +
                 " messages of one byte and one Ping; timeout 2 ms";
  return space;
}

std::vector<Space> AllSpaces(bool is_large, size_t messages) {
  std::vector<Space> spaces;
  for (const Role role : {Role::kClient, Role::kServer}) {
    spaces.push_back(InputCuts(role));
    spaces.push_back(OutputCuts(role));
    if (is_large) spaces.push_back(BothReduced(role));
  }
  spaces.push_back(Pair(messages, /*cuts=*/false));
  if (is_large) {
    spaces.push_back(Pair(std::max<size_t>(messages, 2), /*cuts=*/true));
  }
  return spaces;
}

}  // namespace wsdrain
