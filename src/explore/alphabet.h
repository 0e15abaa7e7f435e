// The alphabets of the explorer, in the words of the scenario language.
#ifndef WSDRAIN_EXPLORE_ALPHABET_H_
#define WSDRAIN_EXPLORE_ALPHABET_H_

#include <span>

#include "explore/model.h"
#include "explore/space.h"

namespace wsdrain {

struct Line {
  const char* text;
  When when = When::kAlways;
  LetterFacts facts = {};
};

inline constexpr LetterFacts kGoodWill = {.is_good_will = true};
inline constexpr LetterFacts kTakesTime = {.takes_time = true};

// --- The remote of solo mode -------------------------------------------------

// Whole frames: where they are cut is the wire's affair.
inline constexpr Line kRemoteData[] = {
    {"remote text \"a\"", When::kWireIsEmpty},
    {"remote binary hex:ff", When::kWireIsEmpty},
    {"remote text hex:c3 fin=0", When::kWireIsEmpty},
    {"remote continuation hex:a9", When::kWireIsEmpty},
    {"remote continuation \"\"", When::kWireIsEmpty},
    {"remote ping \"p\"", When::kWireIsEmpty},
    {"remote pong \"p\"", When::kWireIsEmpty},
};
// More, where only the input is cut.
inline constexpr Line kMoreRemoteData[] = {
    {"remote binary hex:00 fin=0", When::kWireIsEmpty},
    {"remote ping \"\"", When::kWireIsEmpty},
};
inline constexpr Line kRemoteCloses[] = {
    {"remote close", When::kWireIsEmpty},
    {"remote close 1000 \"b\"", When::kWireIsEmpty, kGoodWill},
    {"remote close 1001", When::kWireIsEmpty},
    {"remote close 3000", When::kWireIsEmpty},
    {"remote close 4999 \"\\xc3\\xa9\"", When::kWireIsEmpty},
};
// 5.5.1, 7.4: bodies that no Close may have.
inline constexpr Line kRemoteBadCloses[] = {
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
inline constexpr Line kRemoteBadFrames[] = {
    {"remote text hex:ff", When::kWireIsEmpty},
    {"remote text hex:c3", When::kWireIsEmpty},
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
// server reads. The top bit of a length; a length over the limit; two messages
// in one read.
inline constexpr Line kBytesToClient[] = {
    {"remote bytes 817f80", When::kWireIsEmpty},
    {"remote bytes 817f0000000000010001", When::kWireIsEmpty},
    {"remote bytes 810161810162", When::kWireIsEmpty},
};
inline constexpr Line kBytesToServer[] = {
    {"remote bytes 81ff80", When::kWireIsEmpty},
    {"remote bytes 81ff0000000000010001", When::kWireIsEmpty},
    {"remote bytes 8181000000006181810000000062", When::kWireIsEmpty},
};
// Behind what is still unread, or at once.
inline constexpr Line kRemoteEnds[] = {
    {"remote eof", When::kRemoteIsThere, kGoodWill},
    {"remote reset", When::kRemoteIsThere},
};

// --- The application ---------------------------------------------------------

inline constexpr Line kCalls[] = {
    {"local text \"a\""},
    {"local fragment text hex:c3"},
    {"local continue hex:a9"},
    {"local finish \"\""},
    {"local ping \"q\""},
    {"local pong \"q\""},
    {"local close"},
    {"local close 1000 \"b\""},
    {"local close 1000 \"x\"*124"},  // refused: too long
    {"local close 1005"},            // refused: it may not be sent
    {"local abort"},
    {"local pause"},
    {"local resume", When::kAlways, kGoodWill},
};
// Fewer where the output is cut: what waits there multiplies.
inline constexpr Line kFewCalls[] = {
    {"local text \"a\""},       {"local ping \"q\""}, {"local close"},
    {"local close 1000 \"b\""}, {"local abort"},
};
inline constexpr Line kCallsInside[] = {
    {"inside ping local close 1000", When::kNoCallWaits},
    {"inside message local abort", When::kNoCallWaits},
    {"inside message local close 1000", When::kNoCallWaits},
    {"inside closed local text \"a\"", When::kNoCallWaits},
};

// --- Time and the wire -------------------------------------------------------

// The timeout is 2: before the deadline, on it, and beyond.
inline constexpr Line kTime[] = {
    {"elapse 1", When::kAlways, kTakesTime},
    {"elapse 2", When::kAlways, kTakesTime},
    {"elapse 3", When::kAlways, kTakesTime},
};
inline constexpr std::span kShortTime = std::span(kTime).first<2>();
inline constexpr Line kDeliveries[] = {
    {"deliver 1", When::kUnreadByteByByte, kGoodWill},
    {"deliver all", When::kUnread, kGoodWill},
};
inline constexpr Line kAcceptances[] = {
    {"accept 1", When::kOutputWaitsByteByByte, kGoodWill},
    {"accept frame", When::kOutputWaits, kGoodWill},
    {"accept all", When::kOutputWaits, kGoodWill},
};
inline constexpr Line kBreak[] = {{"break output"}};

// --- The product of both cuts ------------------------------------------------

inline constexpr Line kReducedRemote[] = {
    {"remote text \"a\"", When::kWireIsEmpty},
    {"remote text hex:c3 fin=0", When::kWireIsEmpty},
    {"remote continuation hex:a9", When::kWireIsEmpty},
    {"remote ping \"p\"", When::kWireIsEmpty},
    {"remote close", When::kWireIsEmpty},
    {"remote close 1000 \"b\"", When::kWireIsEmpty, kGoodWill},
    {"remote close 1005", When::kWireIsEmpty},
    {"remote text \"a\" rsv=4", When::kWireIsEmpty},
};
inline constexpr Line kReducedCalls[] = {
    {"local text \"a\""},
    {"local fragment text hex:c3"},
    {"local finish hex:a9"},
    {"local ping \"q\""},
    {"local close 1000"},
    {"local abort"},
    {"inside ping local close 1000", When::kNoCallWaits},
};

// --- Two endpoints -----------------------------------------------------------

inline constexpr Line kPairLetters[] = {
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
inline constexpr Line kPairCuts[] = {
    {"client deliver 1", When::kUnreadByteByByte, kGoodWill},
    {"server deliver 1", When::kUnreadByteByByte, kGoodWill},
    {"lose client"},
};

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_ALPHABET_H_
