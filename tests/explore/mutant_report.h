// What became of the mutants, for people, programs and the documents.
#ifndef WSDRAIN_TESTS_EXPLORE_MUTANT_REPORT_H_
#define WSDRAIN_TESTS_EXPLORE_MUTANT_REPORT_H_

#include <cstddef>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "explore/table_mutants.h"

namespace wsdrain {

struct MutantTally {
  size_t mutants = 0;
  size_t caught = 0;
  std::map<size_t, size_t> by_steps;
  std::map<std::string, size_t> by_property;
  size_t equivalent = 0;
  std::map<std::string, size_t> by_reason;
  std::map<std::string, size_t> by_why;  // of actions that look alike
  size_t survivors = 0;
  size_t unsettled = 0;

  // All are caught or explained.
  bool ok() const { return survivors == 0 && unsettled == 0; }
};

MutantTally Tally(const std::vector<Judgement>& judgements);

// What became of one, with the word that shows it.
void PrintJudgement(const Judgement& judgement, std::ostream& out);
// The table, and in full what is neither caught nor explained.
void PrintText(const std::vector<Judgement>& judgements, std::ostream& out);
void PrintMarkdown(const std::vector<Judgement>& judgements, std::ostream& out);
// One document. `has_all`: every judgement, not only what is not explained.
void PrintJson(const std::vector<Judgement>& judgements, bool has_all,
               std::ostream& out);

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_EXPLORE_MUTANT_REPORT_H_
