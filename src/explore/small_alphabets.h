// The alphabets of the small spaces: rows, borders, options, limits, halves.
#ifndef WSDRAIN_EXPLORE_SMALL_ALPHABETS_H_
#define WSDRAIN_EXPLORE_SMALL_ALPHABETS_H_

#include "explore/alphabet.h"

namespace wsdrain {

// --- The rows of the table ---------------------------------------------------

inline constexpr Line kRowsRemote[] = {
    {"remote text \"a\"", When::kWireIsEmpty},
    {"remote text \"a\" fin=0", When::kWireIsEmpty},
    {"remote ping \"p\"", When::kWireIsEmpty},
    {"remote pong \"p\"", When::kWireIsEmpty},
    {"remote close", When::kWireIsEmpty},
    {"remote close 1000 \"b\"", When::kWireIsEmpty, kGoodWill},
    {"remote text \"a\" rsv=4", When::kWireIsEmpty},
    {"deliver all", When::kEndIsRead},
};
inline constexpr Line kRowsCalls[] = {
    {"local text \"a\""},
    {"local fragment binary \"a\""},
    {"local finish \"\""},
    {"local ping \"q\""},
    {"local pong \"q\""},
    {"local close"},
    {"local close 1000 \"b\""},
    {"local abort"},
    {"inside message local abort", When::kNoCallWaits},
};

// --- Borders, options, limits, halves of frames ------------------------------

// Whole, and in one read: on the borders of 5.2's length forms, of what 5.5 and
// 5.5.1 allow, and of the codes (7.4, D15); every bit and opcode (5.2).
inline constexpr Line kBorderRemote[] = {
    {"remote text \"a\"", When::kWireIsEmpty},
    {"remote text \"a\" rsv=1", When::kWireIsEmpty},
    {"remote binary \"a\" rsv=2", When::kWireIsEmpty},
    {"remote pong \"a\" rsv=4", When::kWireIsEmpty},
    {"remote close 1000 rsv=1", When::kWireIsEmpty},
    {"remote text \"a\" mask=wrong", When::kWireIsEmpty},
    {"remote text \"\" mask=wrong", When::kWireIsEmpty},
    {"remote ping \"\" mask=wrong", When::kWireIsEmpty},
    {"remote close mask=wrong", When::kWireIsEmpty},
    {"remote frame opcode=4 \"a\"", When::kWireIsEmpty},
    {"remote frame opcode=5 \"a\"", When::kWireIsEmpty},
    {"remote frame opcode=6 \"a\"", When::kWireIsEmpty},
    {"remote frame opcode=7 \"a\"", When::kWireIsEmpty},
    {"remote frame opcode=12 \"a\"", When::kWireIsEmpty},
    {"remote frame opcode=13 \"a\"", When::kWireIsEmpty},
    {"remote frame opcode=14 \"a\"", When::kWireIsEmpty},
    {"remote frame opcode=15 \"a\"", When::kWireIsEmpty},
    {"remote binary \"x\"*125", When::kWireIsEmpty},
    {"remote binary \"x\"*126", When::kWireIsEmpty},
    {"remote binary \"x\"*127", When::kWireIsEmpty},
    {"remote binary \"x\"*128 fin=0", When::kWireIsEmpty},
    {"remote continuation \"x\"*126", When::kWireIsEmpty},
    {"remote binary \"x\"*32768", When::kWireIsEmpty},
    {"remote text \"x\"*65535", When::kWireIsEmpty},
    {"remote text \"x\"*65536", When::kWireIsEmpty},
    {"remote binary \"x\"*125 length=16", When::kWireIsEmpty},
    {"remote binary \"x\"*65535 length=64", When::kWireIsEmpty},
    {"remote ping \"x\"*125", When::kWireIsEmpty},
    {"remote pong \"x\"*125", When::kWireIsEmpty},
    {"remote pong \"x\"*126", When::kWireIsEmpty},
    {"remote pong \"\" fin=0", When::kWireIsEmpty},
    {"remote close fin=0", When::kWireIsEmpty},
    {"remote close 1000 \"b\"", When::kWireIsEmpty, kGoodWill},
    {"remote close 1000 \"x\"*123", When::kWireIsEmpty},
    {"remote close 1000 \"\\xe2\\x82\\xac\"*41", When::kWireIsEmpty},
    {"remote close 1000 \"\\xe2\\x82\"", When::kWireIsEmpty},
    {"remote close 1002", When::kWireIsEmpty},
    {"remote close 1003", When::kWireIsEmpty},
    {"remote close 1007", When::kWireIsEmpty},
    {"remote close 1011", When::kWireIsEmpty},
    {"remote close 1012", When::kWireIsEmpty},
    {"remote close 1014", When::kWireIsEmpty},
    {"remote close 3999", When::kWireIsEmpty},
    {"remote close 4000", When::kWireIsEmpty},
    {"remote close 65535", When::kWireIsEmpty},
};
// A long form on its first bytes; lengths that wrap around as 32 and 64 bits; a
// message, and in the same read a Close or what breaks 5.2.
inline constexpr Line kBorderBytesToClient[] = {
    {"remote bytes 817f7f", When::kWireIsEmpty},
    {"remote bytes 827f000000010000000100", When::kWireIsEmpty},
    {"remote bytes 827fffffffffffffffff00", When::kWireIsEmpty},
    {"remote bytes 8101618800", When::kWireIsEmpty},
    {"remote bytes 810161c10162", When::kWireIsEmpty},
};
inline constexpr Line kBorderBytesToServer[] = {
    {"remote bytes 81ff7f", When::kWireIsEmpty},
    {"remote bytes 82ff00000001000000010000000000", When::kWireIsEmpty},
    {"remote bytes 82ffffffffffffffffff0000000000", When::kWireIsEmpty},
    {"remote bytes 8181010203046088800a0b0c0d", When::kWireIsEmpty},
    {"remote bytes 81810102030460c1810a0b0c0d68", When::kWireIsEmpty},
};
inline constexpr Line kBorderCalls[] = {
    {"local text \"x\"*125"},
    {"local text \"x\"*126"},
    {"local binary \"x\"*65535"},
    {"local binary \"x\"*65536"},
    {"local ping \"x\"*125"},
    {"local ping \"x\"*126"},  // refused: too long
    {"local pong \"x\"*126"},  // refused as well
    {"local close 1000 \"x\"*123"},
    {"local close 4999 \"\\xe2\\x82\\xac\"*41"},
    {"local close 1000 \"\\xc3\\xa9\"*62"},  // refused: 124 bytes
    {"local close 1000 \"\\xff\""},          // refused: no UTF-8
    {"local close \"b\""},                   // refused: a reason alone
    {"local close 999"},                     // refused, as those without name
    {"local close 1004"},
    {"local close 1006"},
    {"local close 1010"},  // refused from a server
    {"local close 1011"},
    {"local close 1015"},
    {"local close 1016"},
    {"local close 2999"},
    {"local close 3000"},
    {"local close 5000"},
};

// What another option decides: all of them turned round.
inline constexpr Line kOptionsRemote[] = {
    {"remote text \"a\"", When::kWireIsEmpty},
    {"remote text \"b\" fin=0", When::kWireIsEmpty},
    {"remote continuation \"c\"", When::kWireIsEmpty},
    {"remote binary \"d\" length=16", When::kWireIsEmpty},
    {"remote binary \"e\" length=64", When::kWireIsEmpty},
    {"remote ping \"p\"", When::kWireIsEmpty},
    {"remote close", When::kWireIsEmpty},
    {"remote close 1000 \"b\"", When::kWireIsEmpty, kGoodWill},
    {"remote close 1016", When::kWireIsEmpty},
    {"remote close 2999", When::kWireIsEmpty},
    {"remote close 5000", When::kWireIsEmpty},
    {"remote close 33768", When::kWireIsEmpty},
    {"remote close 65535", When::kWireIsEmpty},
    {"remote text \"a\" rsv=4", When::kWireIsEmpty},
};
inline constexpr Line kOptionsCalls[] = {
    {"local text \"a\""},
    {"local ping \"q\""},
    {"local close"},
    {"local close 1000 \"b\""},
    {"local pause"},
    {"local resume", When::kAlways, kGoodWill},
    {"inside message local close 1000", When::kNoCallWaits},
};

// Frames of at most two bytes, messages of at most three, and two that wait.
inline constexpr Line kLimitsRemote[] = {
    {"remote text \"a\"", When::kWireIsEmpty},
    {"remote text \"abc\"", When::kWireIsEmpty},
    {"remote text \"a\" fin=0", When::kWireIsEmpty},
    {"remote continuation \"bc\" fin=0", When::kWireIsEmpty},
    {"remote continuation \"d\"", When::kWireIsEmpty},
    {"remote continuation \"\"", When::kWireIsEmpty},
    {"remote ping \"pqr\"", When::kWireIsEmpty},
    {"remote close", When::kWireIsEmpty, kGoodWill},
};
// The beginnings of a Close and of a Ping.
inline constexpr Line kLimitsBytesToClient[] = {
    {"remote bytes 880203", When::kWireIsEmpty},
    {"remote bytes 890270", When::kWireIsEmpty},
};
inline constexpr Line kLimitsBytesToServer[] = {
    {"remote bytes 88821122334412", When::kWireIsEmpty},
    {"remote bytes 89821122334461", When::kWireIsEmpty},
};
inline constexpr Line kLimitsCalls[] = {
    {"local pause"},
    {"local resume", When::kAlways, kGoodWill},
    {"local close 1000"},
    {"inside message local pause", When::kNoCallWaits},
};

// The header of 156 bytes and three of them, and the others in odd pieces; the
// output in odd pieces as well.
inline constexpr Line kHalfToClient[] = {
    {"remote bytes 827e009c616263", When::kWireIsEmpty},
    {"remote bytes 6465666768696a6b6c6d6e6f7071727374 times=9",
     When::kWireIsEmpty},
};
inline constexpr Line kHalfToServer[] = {
    {"remote bytes 82fe009c11223344616263", When::kWireIsEmpty},
    {"remote bytes 6465666768696a6b6c6d6e6f7071727374 times=9",
     When::kWireIsEmpty},
};
inline constexpr Line kHalfCalls[] = {
    {"local close 1000 \"b\""},
    {"local abort"},
    {"accept 7", When::kOutputWaits, kGoodWill},
    {"accept all", When::kOutputWaits, kGoodWill},
};

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_SMALL_ALPHABETS_H_
