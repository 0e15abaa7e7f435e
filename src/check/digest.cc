// Writes down a run for comparison.
#include "check/digest.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace wsdrain {
namespace {

std::string Hex(const std::string& bytes) {
  return absl::BytesToHexString(bytes.size() > 200 ? bytes.substr(0, 200)
                                                   : bytes);
}

// The line of `text` in which position `at` lies.
std::string LineAt(const std::string& text, size_t at) {
  if (at >= text.size()) return "(the end)";
  const size_t before = text.rfind('\n', at);
  const size_t begin = before == std::string::npos ? 0 : before + 1;
  const size_t end = text.find('\n', begin);
  return text.substr(begin, std::min<size_t>(end - begin, 200));
}

}  // namespace

void Digest::OnObservation(const Ledger& before, const Observation& now) {
  const size_t role = static_cast<size_t>(before.role);
  std::string& events = events_[role];
  const auto note = [&events](const char* what, std::string_view payload) {
    events += what;
    events += payload;
    events += '\n';
  };
  // Strangers choose keys by chance, answer Pings as reads bring them (5.5.3)
  // and may fail at any byte of a bad frame: theirs are messages and verdict.
  const bool is_ours = before.capabilities.is_ours;
  is_excused_ =
      is_excused_ ||
      (!is_ours && (before.input.fault().has_value() || before.has_own_limit));
  if (!is_ours && now.kind != Seen::kMessage && now.kind != Seen::kClosed) {
    return;
  }
  // D4: what comes after the own Close may be delivered or not, as reads bring
  // it.
  if (!is_ours && now.kind == Seen::kMessage &&
      before.close_called.has_value() &&
      before.data_after_close() == DataAfterClose::kUnknown) {
    return;
  }
  switch (now.kind) {
    case Seen::kOutput:
      sent_[role] += now.bytes;
      return;
    case Seen::kMessage:
      note(now.is_text ? "message text " : "message binary ", now.payload);
      return;
    case Seen::kPing:
      note("ping ", now.payload);
      return;
    case Seen::kPong:
      note("pong ", now.payload);
      return;
    case Seen::kClosed: {
      const std::string closed = absl::StrCat(
          "closed ", now.closed->is_clean ? "" : "un", "clean ",
          now.closed->code.value_or(0), " '", now.closed->reason, "'");
      if (is_ours) {
        absl::StrAppend(&events, closed, " at ", before.now_ms - shift_ms_,
                        " ms\n");
      } else if (!before.MayBeAtItsDeadline() && !before.is_reset &&
                 !before.is_abort_called) {  // D21
        stranger_ends_[role] = closed;
      }
      return;
    }
    case Seen::kTcp:
      absl::StrAppend(&events, "tcp ", static_cast<int>(now.tcp), " at ",
                      before.now_ms - shift_ms_, " ms\n");
      return;
    default:
      return;
  }
}

bool Digest::Differ(const Digest& a, const Digest& b, std::string& expected,
                    std::string& actual) {
  if (a.is_excused_ || b.is_excused_) return false;
  for (size_t role = 0; role < 2; ++role) {
    const std::string& ours = a.events_[role];
    const std::string& theirs = b.events_[role];
    if (ours != theirs) {
      const auto at =
          std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end());
      expected = LineAt(ours, at.first - ours.begin());
      actual = LineAt(theirs, at.second - theirs.begin());
      return true;
    }
    const std::string& our_end = a.stranger_ends_[role];
    const std::string& their_end = b.stranger_ends_[role];
    if (!our_end.empty() && !their_end.empty() && our_end != their_end) {
      expected = our_end;
      actual = their_end;
      return true;
    }
    if (a.sent_[role] != b.sent_[role]) {
      expected = absl::StrCat("sent ", Hex(a.sent_[role]));
      actual = absl::StrCat("sent ", Hex(b.sent_[role]));
      return true;
    }
  }
  return false;
}

}  // namespace wsdrain
