// Reads and prints one `expect` line.
#include "scenario/scenario_text_expectation.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "frame/close_code.h"
#include "frame/role.h"
#include "scenario/expectation.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text.h"
#include "scenario/scenario_text_cursor.h"
#include "scenario/scenario_text_payload.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

using Kind = Expectation::Kind;

// What may follow the word after the kind.
enum class Tail : uint8_t {
  kNothing,
  kPayload,    // [PAYLOAD]
  kCloseBody,  // [empty | CODE [PAYLOAD]]
  kVerdict,    // [CODE [PAYLOAD]]
};

struct WhatWord {
  std::string_view what;
  Tail tail = Tail::kNothing;
};

struct KindWord {
  std::string_view word;
  Kind kind;
  std::array<WhatWord, 8> whats;  // up to the first without a name
};

constexpr std::array<KindWord, 5> kKindWords = {{
    {"delivered",
     Kind::kDelivered,
     {{{"text", Tail::kPayload},
       {"binary", Tail::kPayload},
       {"ping", Tail::kPayload},
       {"pong", Tail::kPayload}}}},
    {"sent",
     Kind::kSent,
     {{{"text", Tail::kPayload},
       {"binary", Tail::kPayload},
       {"continuation", Tail::kPayload},
       {"ping", Tail::kPayload},
       {"pong", Tail::kPayload},
       {"close", Tail::kCloseBody}}}},
    {"refused",
     Kind::kRefused,
     {{{"text"},
       {"binary"},
       {"fragment"},
       {"continue"},
       {"finish"},
       {"ping"},
       {"pong"},
       {"close"}}}},
    {"tcp",
     Kind::kTcp,
     {{{"open"}, {"write_shutdown"}, {"closed"}, {"reset"}}}},
    {"closed",
     Kind::kClosed,
     {{{"clean", Tail::kVerdict}, {"unclean", Tail::kVerdict}}}},
}};

void ParsePayload(LineCursor& cursor, size_t bytes_max, Expectation& expect) {
  Payload payload;
  if (TryPayload(cursor, bytes_max, payload)) expect.payload = payload.Bytes();
}

void ParseTail(LineCursor& cursor, Tail tail, size_t bytes_max,
               Expectation& expect) {
  if (tail == Tail::kNothing) return;
  if (tail == Tail::kPayload) return ParsePayload(cursor, bytes_max, expect);
  if (tail == Tail::kCloseBody && cursor.Try("empty")) {
    expect.is_empty = true;
    return;
  }
  int64_t code = 0;
  if (!cursor.TryNumber(0, 0xFFFF, code)) return;
  expect.code = static_cast<CloseCode>(code);
  ParsePayload(cursor, bytes_max, expect);
}

void ParseSide(LineCursor& cursor, Expectation& expect) {
  for (const Role role : {Role::kClient, Role::kServer}) {
    if (!cursor.Try(RoleName(role))) continue;
    expect.side = role;
    return;
  }
  cursor.Fail();
}

void ParseKind(LineCursor& cursor, size_t bytes_max, Expectation& expect) {
  for (const KindWord& kind : kKindWords) {
    if (!cursor.Try(kind.word)) continue;
    expect.kind = kind.kind;
    for (const WhatWord& what : kind.whats) {
      if (what.what.empty() || !cursor.Try(what.what)) continue;
      expect.what = std::string(what.what);
      return ParseTail(cursor, what.tail, bytes_max, expect);
    }
    if (kind.kind != Kind::kClosed) cursor.Fail();
    return;
  }
  cursor.Fail();
}

}  // namespace

Expectation ParseExpectation(LineCursor& cursor, Cast cast, size_t bytes_max) {
  Expectation expect;
  expect.is_negated = cursor.Try("not");
  if (cast == Cast::kPair) ParseSide(cursor, expect);
  ParseKind(cursor, bytes_max, expect);
  if (!cursor.TryEnd()) cursor.Fail();
  return expect;
}

std::string ExpectationToText(const Expectation& expectation) {
  std::string line = "expect";
  if (expectation.is_negated) line += " not";
  if (expectation.side.has_value()) {
    line += absl::StrCat(" ", std::string(RoleName(*expectation.side)));
  }
  for (const KindWord& kind : kKindWords) {
    if (kind.kind == expectation.kind) {
      line += absl::StrCat(" ", std::string(kind.word));
    }
  }
  if (!expectation.what.empty()) line += " " + expectation.what;
  if (expectation.is_empty) line += " empty";
  if (expectation.code.has_value()) {
    line += absl::StrCat(" ", *expectation.code);
  }
  if (expectation.payload.has_value()) {
    line += " " + PayloadText(Compacted(*expectation.payload));
  }
  return line;
}

}  // namespace wsdrain
