// Plays the other world only where it may differ: where a row was obeyed that
// does, or where the two worlds no longer stand alike.
#include "explore/equivalence_model.h"

#include <algorithm>
#include <array>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "check/check.h"

namespace wsdrain {
namespace {

// In front of two states that differ stand the bytes of the first, so wide.
constexpr size_t kSizeBytes = 4;
constexpr char kAlike = 0;
constexpr char kUnlike = 1;

// --- What is seen, a line each -----------------------------------------------

// Where the property below writes to. Properties are plain functions, and each
// thread plays one world at a time.
thread_local std::string* seen_here = nullptr;
thread_local bool is_letter_played = false;

std::string Hex(std::string_view bytes) {
  return absl::BytesToHexString(std::string(bytes));
}

std::string ResultOf(const Observation& now) {
  constexpr std::array<const char*, 4> kResults = {
      "accepted", "refused", "already closing", "unsupported"};
  return absl::StrCat("the call is ", kResults[static_cast<size_t>(now.result)],
                      ", ", now.output_before, " then ", now.output_after,
                      " bytes wait");
}

std::string EndOf(const ClosedReport& closed) {
  return absl::StrCat("closed ", closed.is_clean ? "" : "not ", "clean, ",
                      closed.code.value_or(0), " ", Hex(closed.reason));
}

std::string TcpOf(const Observation& now) {
  constexpr std::array<const char*, 4> kTcps = {"open", "FIN", "closed",
                                                "reset"};
  return absl::StrCat("TCP ", kTcps[static_cast<size_t>(now.tcp)],
                      now.unread > 0 ? ", input unread" : "",
                      now.is_torn ? ", a frame torn" : "");
}

std::string RestOf(const Observation& now) {
  return absl::StrCat("at rest: ", now.output_after, " bytes wait, ",
                      now.unread, " unread",
                      now.complaint.empty() ? "" : ", a complaint");
}

std::string WordsFor(const Observation& now) {
  switch (now.kind) {
    case Seen::kEof:
      return "reads FIN";
    case Seen::kReset:
      return "is told of RST";
    case Seen::kCall:
      return ResultOf(now);
    case Seen::kOutput:
      return absl::StrCat("writes ", Hex(now.bytes));
    case Seen::kMessage:
      return absl::StrCat("message ", now.is_text ? "text " : "binary ",
                          Hex(now.payload));
    case Seen::kPing:
      return absl::StrCat("ping ", Hex(now.payload));
    case Seen::kPong:
      return absl::StrCat("pong ", Hex(now.payload));
    case Seen::kClosed:
      return EndOf(*now.closed);
    case Seen::kTcp:
      return TcpOf(now);
    case Seen::kSettled:
    case Seen::kEnd:
      return RestOf(now);
    default:
      return "";
  }
}

// A property that is never broken, and writes down what it is asked about.
//
// Not written: steps and the clock, which are the tester's; how reads are cut
// up; frames, which are bytes already. What stands at rest is written where a
// state is inspected: an endpoint's own timer may add stops within a letter.
Answer IsWrittenDown(const Ledger& before, const Observation& now) {
  if (seen_here == nullptr) return Unreached();
  if (now.kind == Seen::kStep) seen_here->clear();  // a letter, played again
  if (now.kind == Seen::kSettled &&
      (is_letter_played || before.is_fair_phase)) {
    return Unreached();
  }
  const std::string words = WordsFor(now);
  if (words.empty()) return Unreached();
  absl::StrAppend(seen_here, before.role == Role::kClient ? "client" : "server",
                  " at ", before.now_ms, " ms: ", words, "\n");
  return Holds();
}

constexpr Property kWritesDown = {
    .name = "is_written_down",
    .asked_on = (SeenSet{1} << kSeenKinds) - 1,
    .holds = IsWrittenDown,
};

const PropertySet& WritingDown() {
  static const PropertySet kSet({&kWritesDown});
  return kSet;
}

// The lines of `text` from where it first differs from `than`.
std::string FirstDifference(const std::string& text, const std::string& than) {
  const auto at =
      std::mismatch(text.begin(), text.end(), than.begin(), than.end()).first -
      text.begin();
  const size_t newline = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const size_t begin = newline == std::string::npos ? 0 : newline + 1;
  const std::string line = text.substr(begin, text.find('\n', begin) - begin);
  return line.empty() ? "nothing more" : line;
}

}  // namespace

// --- The model ---------------------------------------------------------------

EquivalenceModel::Side::Side(const Space& space, const Table& table,
                             RowVisits* visits)
    : kind(Reference(visits, &table)),
      world(space, PlayersOf(space, kind), WritingDown()) {}

EquivalenceModel::EquivalenceModel(const Space& space, const Table& one,
                                   const Table& other)
    : space_(space),
      one_table_(one),
      other_table_(other),
      one_(space, one, &visits_),
      other_(space, other, nullptr) {
  for (size_t row = 0; row < kRows; ++row) {
    if (one.rows[row].to != other.rows[row].to ||
        one.rows[row].action != other.rows[row].action) {
      differing_rows_.push_back(row);
    }
    const State state = one.rows[row].from;
    if (one.Parses(state) != other.Parses(state)) parses_alike_ = false;
  }
}

std::unique_ptr<Model> EquivalenceModel::Fork() const {
  return std::make_unique<EquivalenceModel>(space_, one_table_, other_table_);
}

bool EquivalenceModel::TakeDifferingRowObeyed() {
  bool any = !parses_alike_;
  for (const size_t row : differing_rows_) {
    any = any || visits_[row] > 0;
    visits_[row] = 0;
  }
  return any;
}

void EquivalenceModel::AppendFirst(std::string& state) {
  state.push_back(kAlike);  // no row is obeyed before the first letter
  one_.world.AppendFirst(state);
}

void EquivalenceModel::Enter(std::string_view state) {
  const bool is_alike = state.front() == kAlike;
  state.remove_prefix(1);
  one_.state = other_.state = state;
  if (!is_alike) {
    size_t size = 0;
    for (size_t i = kSizeBytes; i-- > 0;) {
      size = size << 8 | static_cast<uint8_t>(state[i]);
    }
    one_.state = state.substr(kSizeBytes, size);
    other_.state = state.substr(kSizeBytes + size);
  }
  one_.world.Enter(one_.state);
  if (!is_alike) other_.world.Enter(other_.state);
  TakeDifferingRowObeyed();
}

void EquivalenceModel::InspectOne(Side& side) {
  side.seen.clear();
  seen_here = &side.seen;
  is_letter_played = false;
  side.world.Inspect();
  seen_here = nullptr;
}

bool EquivalenceModel::Inspect() {
  InspectOne(one_);
  const bool is_obeyed = TakeDifferingRowObeyed();
  if (one_.state == other_.state) {
    if (!is_obeyed) return true;
    other_.world.Enter(other_.state);
  }
  InspectOne(other_);
  return LooksTheSame(/*is_at_the_end=*/true);
}

Outcome EquivalenceModel::PlayOne(Side& side, size_t letter,
                                  std::string& next) {
  next.clear();
  side.seen.clear();
  seen_here = &side.seen;
  is_letter_played = true;
  const Outcome outcome = side.world.Play(letter, next);
  seen_here = nullptr;
  return outcome;
}

Outcome EquivalenceModel::Play(size_t letter, std::string& next) {
  const Outcome outcome = PlayOne(one_, letter, next_one_);
  const bool is_obeyed = TakeDifferingRowObeyed();
  if (one_.state == other_.state) {
    if (outcome != Outcome::kMoved) return outcome;
    if (!is_obeyed) {
      next.push_back(kAlike);
      next += next_one_;
      return outcome;
    }
    other_.world.Enter(other_.state);
  }
  // What can be played is what can be seen: the other can play it as well.
  if (PlayOne(other_, letter, next_other_) != outcome) {
    finding_ = {std::string(kNoDifference), "the same can be played", "not so"};
    return Outcome::kBroken;
  }
  if (outcome != Outcome::kMoved) return outcome;
  if (!LooksTheSame(/*is_at_the_end=*/false)) return Outcome::kBroken;
  const bool is_alike = next_one_ == next_other_;
  next.push_back(is_alike ? kAlike : kUnlike);
  if (!is_alike) {
    for (size_t i = 0; i < kSizeBytes; ++i) {
      next.push_back(static_cast<char>(next_one_.size() >> (8 * i)));
    }
  }
  next += next_one_;
  if (!is_alike) next += next_other_;
  return outcome;
}

bool EquivalenceModel::LooksTheSame(bool is_at_the_end) {
  if (one_.seen == other_.seen) return true;
  finding_ = {.property = std::string(kNoDifference),
              .expected = FirstDifference(one_.seen, other_.seen),
              .actual = FirstDifference(other_.seen, one_.seen),
              .is_at_the_end = is_at_the_end};
  return false;
}

}  // namespace wsdrain
