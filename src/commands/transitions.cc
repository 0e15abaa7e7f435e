// Plays corpora with the counters of the fuzz targets, and words what they say.
#include "commands/transitions.h"

#include <algorithm>
#include <array>
#include <iomanip>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "endpoints/reference.h"
#include "engines/fuzzing/check_or_die.h"

namespace wsdrain {
namespace {

constexpr std::array<std::string_view, kClosingPhases> kPhaseNames = {
    "open",        "close_called", "close_sent", "close_received",
    "both_closes", "fault",        "eof",        "closed"};
constexpr std::array<std::string_view, kOutputProgresses> kOutputNames = {
    "empty", "waiting", "partial_frame"};
constexpr std::array<std::string_view, kVerbs> kVerbNames = {
    "send",          "fragment",     "continue",    "finish",       "ping",
    "pong",          "close",        "pause",       "resume",       "abort",
    "remote_frame",  "remote_bytes", "remote_eof",  "remote_reset", "deliver",
    "accept",        "hold_input",   "hold_output", "break_output", "elapse",
    "await_message", "lose"};
constexpr size_t kClasses = kClosingPhases * kOutputProgresses;

std::string RowName(size_t row) {
  const Row& r = kTable.rows[row];
  return absl::StrCat(std::string(StateName(r.from)), " x ",
                      std::string(EventName(r.on)));
}

size_t ReachableRows() {
  size_t rows = 0;
  for (size_t row = 0; row < kRows; ++row) rows += IsReachable(row) ? 1 : 0;
  return rows;
}

// a, b, ..., z; the 27th and on share the last.
char LetterOf(size_t corpus) {
  return static_cast<char>('a' + std::min<size_t>(corpus, 25));
}

// The verbs of `places` that have been played at `class_index`, or have not.
std::string VerbsAt(const std::bitset<kPlaces>& places, size_t class_index,
                    bool were_played) {
  std::string text;
  for (size_t verb = 0; verb < kVerbs; ++verb) {
    if (places[class_index * kVerbs + verb] != were_played) continue;
    absl::StrAppend(&text, text.empty() ? "" : " ",
                    std::string(kVerbNames[verb]));
  }
  return text;
}

bool HasClass(const std::bitset<kPlaces>& places, size_t class_index) {
  return !VerbsAt(places, class_index, true).empty();
}

}  // namespace

bool IsReachable(size_t row) {
  return kTable.rows[row].action != Action::kUnreachable;
}

CorpusReach Reached(const std::string& name, const std::vector<Input>& inputs) {
  ResetCounters();
  const EndpointKind ours = Reference(&RowCounters());
  const PropertySet none({});
  for (const Input& input : inputs) {
    if (input.scenario.has_value()) {
      FindFailure(none, *input.scenario, ours, ours);
    } else {
      input.target->run(input.bytes);
    }
  }
  CorpusReach reach{.name = name, .inputs = inputs.size()};
  for (size_t row = 0; row < kRows; ++row) {
    reach.rows[row] = RowCounters()[row] > 0;
  }
  for (size_t place = 0; place < kPlaces; ++place) {
    reach.places[place] = PlaceCounters()[place] > 0;
  }
  return reach;
}

TransitionReport::TransitionReport(std::vector<CorpusReach> corpora)
    : corpora_(std::move(corpora)) {
  all_.name = "all";
  for (const CorpusReach& corpus : corpora_) {
    all_.inputs += corpus.inputs;
    all_.rows |= corpus.rows;
    all_.places |= corpus.places;
  }
}

std::vector<size_t> TransitionReport::RowsMissed() const {
  std::vector<size_t> rows;
  for (size_t row = 0; row < kRows; ++row) {
    if (IsReachable(row) && !all_.rows[row]) rows.push_back(row);
  }
  return rows;
}

template <typename Has>
std::string TransitionReport::LettersOf(Has has) const {
  std::string letters;
  for (size_t i = 0; i < corpora_.size(); ++i) {
    if (has(corpora_[i])) letters.push_back(LetterOf(i));
  }
  return letters;
}

template <typename Has>
Json TransitionReport::NamesOf(Has has) const {
  Json names = Json::array();
  for (const CorpusReach& corpus : corpora_) {
    if (has(corpus)) names.push_back(corpus.name);
  }
  return names;
}

// --- For people --------------------------------------------------------------

std::string TransitionReport::CorporaText() const {
  std::ostringstream out;
  size_t columns = 6;
  for (const CorpusReach& corpus : corpora_) {
    columns = std::max(columns, corpus.name.size());
  }
  const auto line = [&](const std::string& letter, const CorpusReach& corpus) {
    out << std::left << std::setw(3) << letter
        << std::setw(static_cast<int>(columns) + 2) << corpus.name << std::right
        << std::setw(8) << corpus.inputs << std::setw(6) << corpus.rows.count()
        << std::setw(8) << corpus.places.count() << "\n";
  };
  out << std::left << "   " << std::setw(static_cast<int>(columns) + 2)
      << "corpus" << "  inputs  rows  places\n";
  for (size_t i = 0; i < corpora_.size(); ++i) {
    line(std::string(1, LetterOf(i)), corpora_[i]);
  }
  line("", all_);
  return out.str();
}

std::string TransitionReport::RowsText() const {
  std::ostringstream out;
  out << "Rows of the table that can be reached, and by which corpora:\n";
  for (size_t row = 0; row < kRows; ++row) {
    if (!IsReachable(row)) continue;
    const Row& r = kTable.rows[row];
    const std::string by =
        LettersOf([row](const CorpusReach& c) { return c.rows[row]; });
    out << "  " << std::left << std::setw(16) << StateName(r.from)
        << std::setw(17) << EventName(r.on) << std::setw(33) << r.section
        << (by.empty() ? "MISSED" : by) << "\n";
  }
  return out.str();
}

std::string TransitionReport::PlacesText() const {
  std::ostringstream out;
  out << "Places of the closing handshake (how far it has come, what waits in "
         "the\noutput), by which corpora, and the steps that are not played "
         "there:\n";
  for (size_t c = 0; c < kClasses; ++c) {
    const std::string by = LettersOf(
        [c](const CorpusReach& corpus) { return HasClass(corpus.places, c); });
    const std::string without = VerbsAt(all_.places, c, false);
    out << "  " << std::left << std::setw(15)
        << kPhaseNames[c / kOutputProgresses] << std::setw(14)
        << kOutputNames[c % kOutputProgresses];
    if (by.empty()) {
      out << "none\n";
      continue;
    }
    out << by << (without.empty() ? "" : "  without " + without) << "\n";
  }
  return out.str();
}

std::string TransitionReport::Text() const {
  const size_t reachable = ReachableRows();
  const size_t missed = RowsMissed().size();
  return absl::StrCat(CorporaText(), "\n", RowsText(), "\n", PlacesText(), "\n",
                      reachable - missed, " of ", reachable,
                      " rows that can be reached, ", all_.places.count(),
                      " of ", kPlaces, " places and steps\n");
}

// --- For programs ------------------------------------------------------------

Json TransitionReport::RowsJson() const {
  Json rows = Json::array();
  for (size_t row = 0; row < kRows; ++row) {
    const Row& r = kTable.rows[row];
    Json json;
    json["state"] = std::string(StateName(r.from));
    json["event"] = std::string(EventName(r.on));
    json["section"] = std::string(r.section);
    json["reachable"] = IsReachable(row);
    json["corpora"] =
        NamesOf([row](const CorpusReach& c) { return c.rows[row]; });
    rows.push_back(std::move(json));
  }
  return rows;
}

Json TransitionReport::PlacesJson() const {
  Json places = Json::array();
  for (size_t place = 0; place < kPlaces; ++place) {
    if (!all_.places[place]) continue;
    const size_t c = place / kVerbs;
    Json json;
    json["phase"] = std::string(kPhaseNames[c / kOutputProgresses]);
    json["output"] = std::string(kOutputNames[c % kOutputProgresses]);
    json["step"] = std::string(kVerbNames[place % kVerbs]);
    json["corpora"] =
        NamesOf([place](const CorpusReach& r) { return r.places[place]; });
    places.push_back(std::move(json));
  }
  return places;
}

void TransitionReport::AddTo(Json& document) const {
  const std::vector<size_t> missed = RowsMissed();
  document["ok"] = missed.empty();
  document["corpora"] = Json::array();
  for (const CorpusReach& corpus : corpora_) {
    Json json;
    json["name"] = corpus.name;
    json["inputs"] = corpus.inputs;
    json["rows"] = corpus.rows.count();
    json["places"] = corpus.places.count();
    document["corpora"].push_back(std::move(json));
  }
  document["rows_reachable"] = ReachableRows();
  document["rows_missed"] = Json::array();
  for (const size_t row : missed) {
    document["rows_missed"].push_back(RowName(row));
  }
  document["places_reached"] = all_.places.count();
  document["rows"] = RowsJson();
  document["places"] = PlacesJson();
}

}  // namespace wsdrain
