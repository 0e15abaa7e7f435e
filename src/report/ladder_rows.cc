// Turns the items of a trace into rows, one at a time.
#include "report/ladder_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "report/words.h"
#include "scenario/input_view.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr size_t kPeriodMax = 6;      // rows in what is folded
constexpr size_t kRowsFirstMax = 60;  // of one step
constexpr size_t kRowsLastMax = 12;

std::string Bytes(size_t n) {
  return absl::StrCat(n, n == 1 ? " byte" : " bytes");
}

std::string CallText(const TraceItem& item) {
  Step step = *item.call;
  step.hook = Hook::kNone;
  step.times = 1;
  const std::string words = ShortStepText(step, Cast::kClient, 60).substr(6);
  const char* answer = item.result == CallResult::kAccepted  ? ""
                       : item.result == CallResult::kRefused ? ": refused"
                       : item.result == CallResult::kAlreadyClosing
                           ? ": already closing"
                           : ": it has no such call";
  return absl::StrCat(item.call->hook == Hook::kNone ? "" : "calls ", words,
                      answer);
}

std::string TcpText(const TraceItem& item) {
  switch (item.tcp) {
    case Tcp::kOpen:
      return "";
    case Tcp::kWriteShutdown:
      return "FIN, writing is shut down";
    case Tcp::kClosed:
      return item.unread == 0 ? "FIN, TCP is closed"
                              : absl::StrCat("RST, TCP is closed with ",
                                             Bytes(item.unread), " unread");
    case Tcp::kReset:
      return "RST, TCP is reset";
  }
  return "";
}

class RowMaker {
 public:
  RowMaker(bool is_pair, size_t steps) : is_pair_(is_pair), rows_(steps + 1) {}

  void Add(const TraceItem& item) {
    if (item.step != step_) {
      EndSent();
      EndRead();
      step_ = std::min(item.step, rows_.size() - 1);
    }
    if (item.kind != Seen::kInput) EndRead();
    if (item.kind != Seen::kOutput && item.kind != Seen::kFrameSent) EndSent();
    AddItem(item);
  }

  std::vector<std::vector<LadderRow>> Take() {
    EndSent();
    EndRead();
    return std::move(rows_);
  }

 private:
  // Of one seat: bytes of a frame that is not whole yet.
  struct Partial {
    size_t bytes = 0;  // in all
    size_t shown = 0;  // of them
  };

  void AddItem(const TraceItem& item) {
    switch (item.kind) {
      case Seen::kInput:
        return AddInput(item);
      case Seen::kOutput:
        sent_[Lane(item.role)].bytes += item.bytes.size();
        return;
      case Seen::kFrameSent:
        return AddFrameSent(item);
      case Seen::kEof:
        return Read(item.role, "FIN");
      case Seen::kReset:
        return Read(item.role, "RST");
      case Seen::kCall:
        if (item.call->hook != Hook::kNone ||
            item.result != CallResult::kAccepted) {
          Note(item.role, "* " + CallText(item));
        }
        return;
      case Seen::kMessage:
        return Note(item.role,
                    "* " + PayloadToText(
                               item.is_text ? "message text" : "message binary",
                               item.bytes));
      case Seen::kPing:
        return Note(item.role, "* " + PayloadToText("ping", item.bytes));
      case Seen::kPong:
        return Note(item.role, "* " + PayloadToText("pong", item.bytes));
      case Seen::kClosed:
        return Note(item.role, "* " + ClosedToText(*item.closed));
      case Seen::kTcp:
        return Send(item.role, TcpText(item));
      case Seen::kTime:
        return Note(Role::kClient, absl::StrCat("~ ", item.ms, " ms pass: now ",
                                                item.at_ms, " ms"));
      case Seen::kStep:
      case Seen::kLeft:
      case Seen::kSettled:
      case Seen::kEnd:
        return;
    }
  }

  void AddInput(const TraceItem& item) {
    Partial& partial = read_[Lane(item.role)];
    partial.bytes += item.bytes.size();
    for (const WireFrame& frame : item.frames) {
      partial.bytes -= std::min(partial.bytes, frame.wire_bytes);
      partial.shown = 0;
      Read(item.role, FrameToText(frame, Peer(item.role)));
    }
    if (item.fault.has_value()) {
      EndRead();
      const FaultFacts& facts = Facts(*item.fault);
      Note(item.role, absl::StrCat(facts.strength == FaultStrength::kLimit
                                       ? "! beyond "
                                       : "! the peer broke ",
                                   facts.section, ": ", facts.words));
    }
  }

  void AddFrameSent(const TraceItem& item) {
    Partial& partial = sent_[Lane(item.role)];
    const WireFrame& frame = item.frames.front();
    partial.bytes -= std::min(partial.bytes, frame.wire_bytes);
    partial.shown = 0;
    Send(item.role, FrameToText(frame, item.role));
  }

  // What was read or sent of a frame that is not whole, as far as it is new.
  void EndRead() {
    for (const Role role : {Role::kClient, Role::kServer}) {
      Partial& partial = read_[Lane(role)];
      if (partial.bytes == partial.shown) continue;
      Read(role, Bytes(partial.bytes - partial.shown) + " of a frame");
      partial.shown = partial.bytes;
      if (!is_pair_) return;
    }
  }
  void EndSent() {
    for (const Role role : {Role::kClient, Role::kServer}) {
      Partial& partial = sent_[Lane(role)];
      if (partial.bytes == partial.shown) continue;
      Send(role, Bytes(partial.bytes - partial.shown) + " of a frame");
      partial.shown = partial.bytes;
      if (!is_pair_) return;
    }
  }

  size_t Lane(Role role) const {
    return is_pair_ && role == Role::kServer ? 1 : 0;
  }
  // Bytes go to the right if the left end sends them.
  void Send(Role role, const std::string& what) {
    Note(role, (Lane(role) == 0 ? "-> " : "<- ") + what);
  }
  void Read(Role role, const std::string& what) {
    const size_t lane = Lane(role);
    std::string text = (lane == 0 ? "<- " : "-> ") + what;
    // In a pair, what is read at once stands beside what was sent.
    std::vector<LadderRow>& rows = rows_[step_];
    if (is_pair_ && !rows.empty() && rows.back().lanes[lane].empty() &&
        rows.back().lanes[1 - lane] == text) {
      rows.back().lanes[lane] = std::move(text);
      return;
    }
    Note(role, std::move(text));
  }
  void Note(Role role, std::string text) {
    LadderRow row;
    row.lanes[Lane(role)] = std::move(text);
    rows_[step_].push_back(std::move(row));
  }

  bool is_pair_;
  std::vector<std::vector<LadderRow>> rows_;
  size_t step_ = 0;
  std::array<Partial, 2> read_;
  std::array<Partial, 2> sent_;
};

// How often the `period` rows at `at` stand there in a row.
size_t Repeats(const std::vector<LadderRow>& rows, size_t at, size_t period) {
  size_t n = 1;
  while (at + (n + 1) * period <= rows.size() &&
         std::equal(rows.begin() + at, rows.begin() + at + period,
                    rows.begin() + at + n * period)) {
    ++n;
  }
  return n;
}

}  // namespace

std::vector<std::vector<LadderRow>> RowsByStep(const Trace& trace, bool is_pair,
                                               size_t steps) {
  RowMaker maker(is_pair, steps);
  for (const TraceItem& item : trace.items()) maker.Add(item);
  return maker.Take();
}

std::vector<LadderRow> Folded(const std::vector<LadderRow>& rows) {
  std::vector<LadderRow> folded;
  const auto say = [&folded](const std::string& words) {
    folded.push_back({.lanes = {words, ""}});
  };
  for (size_t i = 0; i < rows.size();) {
    size_t period = 1;
    size_t repeats = 1;
    for (size_t p = 1; p <= kPeriodMax && repeats < 3; ++p) {
      period = p;
      repeats = Repeats(rows, i, p);
    }
    if (repeats < 3) period = repeats = 1;
    folded.insert(folded.end(), rows.begin() + i, rows.begin() + i + period);
    if (repeats > 1) {
      say(absl::StrCat(": ",
                       period == 1 ? "this" : absl::StrCat("these ", period),
                       " again, ", repeats - 1, " times"));
    }
    i += period * repeats;
  }
  if (folded.size() <= kRowsFirstMax + kRowsLastMax + 1) return folded;
  const size_t left_out = folded.size() - kRowsFirstMax - kRowsLastMax;
  folded.erase(folded.begin() + kRowsFirstMax, folded.end() - kRowsLastMax);
  folded.insert(
      folded.begin() + kRowsFirstMax,
      {.lanes = {absl::StrCat(": ", left_out, " lines left out"), ""}});
  return folded;
}

}  // namespace wsdrain
