// Shows that every row of the table is caught when it is wrong in one place.
//
// Usage: mutate_table [--row STATE EVENT] [--json] [-o FILE] [--threads N]
//
//   --row STATE EVENT  only this row, with all details: kOpen kEof; may be
//                      repeated
//   --json             one JSON document
//   -o FILE            the counts as Markdown, into that file
//   --threads N        mutants at a time (default: one for each core)
//
// Each row gets every other target and every other action. A mutant is caught
// by a property, with a shortest word, or equivalent for a reason of a closed
// list: the row is unreachable; the two actions cannot be told apart from
// outside; the target state behaves the same from there on. That nobody can
// tell them apart is shown by the explorer, within the spaces table-rows (both
// roles) and pair.
//
// Exit codes: 0 all are caught or explained; 1 not so; 2 bad usage; 3 the
// system failed.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "explore/mutant_report.h"
#include "explore/table_mutants.h"

namespace wsdrain {
namespace {

struct Arguments {
  std::vector<Mutant> mutants;  // empty: all
  bool is_json = false;
  std::string markdown;  // a file's name; empty: none
  size_t threads = std::max(1u, std::thread::hardware_concurrency());
};

const Row* RowNamed(const std::string& state, const std::string& event) {
  for (const Row& row : kTable.rows) {
    if (StateName(row.from) == state && EventName(row.on) == event) return &row;
  }
  return nullptr;
}

// None: bad usage, and `why` says what.
std::optional<Arguments> Parse(const std::vector<std::string>& words,
                               std::string& why) {
  Arguments arguments;
  for (size_t i = 0; i < words.size(); ++i) {
    const size_t left = words.size() - i - 1;
    if (words[i] == "--json") {
      arguments.is_json = true;
    } else if (words[i] == "--row" && left >= 2) {
      const Row* row = RowNamed(words[i + 1], words[i + 2]);
      if (row == nullptr) {
        why = absl::StrCat("--row: found ", words[i + 1], " ", words[i + 2],
                           ", allowed: a state and an event of the table");
        return std::nullopt;
      }
      const std::vector<Mutant> more = MutantsOf(*row);
      arguments.mutants.insert(arguments.mutants.end(), more.begin(),
                               more.end());
      i += 2;
    } else if (words[i] == "-o" && left >= 1) {
      arguments.markdown = words[++i];
    } else if (words[i] == "--threads" && left >= 1) {
      if (!absl::SimpleAtoi(words[++i], &arguments.threads) ||
          arguments.threads == 0) {
        why = absl::StrCat("--threads wants a number from 1 on, found ",
                           words[i]);
        return std::nullopt;
      }
    } else {
      why = absl::StrCat("found ", words[i],
                         ", allowed: --row STATE EVENT, --json, -o FILE, "
                         "--threads N");
      return std::nullopt;
    }
  }
  return arguments;
}

// One line, redrawn.
class Progress {
 public:
  explicit Progress(size_t all) : all_(all), is_shown_(isatty(2) != 0) {}
  ~Progress() {
    if (is_shown_) std::cerr << "\r\x1b[K" << std::flush;
  }

  void Note(const Judgement& judgement) {
    const std::lock_guard lock(mutex_);
    ++done_;
    if (judgement.fate == Fate::kCaught) ++caught_;
    if (judgement.fate == Fate::kEquivalent) ++equivalent_;
    if (!is_shown_) return;
    std::cerr << "\r\x1b[K" << done_ << " of " << all_
              << " mutants: " << caught_ << " caught, " << equivalent_
              << " equivalent, " << done_ - caught_ - equivalent_ << " neither"
              << std::flush;
  }

 private:
  std::mutex mutex_;
  size_t all_;
  bool is_shown_;
  size_t done_ = 0;
  size_t caught_ = 0;
  size_t equivalent_ = 0;
};

// Mutants have nothing to do with each other: each thread takes the next.
std::vector<Judgement> JudgeAll(const std::vector<Mutant>& mutants,
                                const HuntingGround& ground,
                                size_t thread_count) {
  std::vector<Judgement> judgements(mutants.size());
  std::atomic<size_t> next = 0;
  Progress progress(mutants.size());
  const auto work = [&] {
    for (size_t i = next++; i < mutants.size(); i = next++) {
      judgements[i] = Judge(mutants[i], ground);
      progress.Note(judgements[i]);
    }
  };
  std::vector<std::thread> threads;
  for (size_t i = 0; i < thread_count; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  return judgements;
}

int Main(const std::vector<std::string>& words) {
  std::string why;
  const std::optional<Arguments> arguments = Parse(words, why);
  if (!arguments.has_value()) {
    std::cerr << "mutate_table: " << why << "\n";
    return 2;
  }
  std::ofstream markdown;
  if (!arguments->markdown.empty()) {
    markdown.open(arguments->markdown);
    if (!markdown) {
      std::cerr << "mutate_table: cannot write " << arguments->markdown << "\n";
      return 3;
    }
  }
  const HuntingGround ground = WholeGround();
  for (const std::string& fault : {ground.fault, MisjudgedRow(ground)}) {
    if (fault.empty()) continue;
    std::cerr << "mutate_table: the RFC's own table: " << fault << "\n";
    return 1;
  }
  const bool is_all = arguments->mutants.empty();
  const std::vector<Judgement> judgements = JudgeAll(
      is_all ? AllMutants() : arguments->mutants, ground, arguments->threads);
  if (arguments->is_json) {
    PrintJson(judgements, /*has_all=*/!is_all, std::cout);
  } else {
    if (!is_all) {
      for (const Judgement& judgement : judgements) {
        PrintJudgement(judgement, std::cout);
      }
    }
    PrintText(judgements, std::cout);
  }
  if (markdown.is_open()) PrintMarkdown(judgements, markdown);
  return Tally(judgements).ok() ? 0 : 1;
}

}  // namespace
}  // namespace wsdrain

int main(int argc, char** argv) {
  return wsdrain::Main(std::vector<std::string>(argv + 1, argv + argc));
}
