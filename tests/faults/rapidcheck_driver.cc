// Asks RapidCheck for a failure of our own endpoint, with a seed of one's own.
//
// Arguments: SEED CASES. Solo and pair scenarios take turns by a thousand
// cases, in both roles. Prints the shrunk failure, if any, and how many cases
// it took. Exit codes: 0 none found, 1 found.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "endpoints/reference.h"
#include "engines/fuzzing/check_or_die.h"
#include "engines/rapidcheck/check_with_rapidcheck.h"
#include "props/all.h"

namespace wsdrain {
namespace {

constexpr size_t kCasesInTurn = 1000;

// Returns true if it has found a failure, which it has printed.
bool FindIt(uint64_t seed, size_t cases_max) {
  const EndpointKind ours = Reference();
  size_t cases = 0;
  RapidCheckOptions options;
  for (uint64_t turn = 0; cases < cases_max; ++turn) {
    options.mode = turn % 2 == 0 ? Mode::kSolo : Mode::kPair;
    options.cases = std::min(kCasesInTurn, cases_max - cases);
    options.seed = seed * 1000 + turn;
    const RapidCheckResult result =
        CheckWithRapidCheck(AllProperties(), ours, ours, options);
    cases += result.cases;
    if (!result.failure.has_value()) continue;
    std::fputs(Explain(*result.failure, ours, ours).c_str(), stderr);
    std::fprintf(stderr, "wsdrain: Assertion `%s' failed.\ncases: %zu\n",
                 std::string(result.failure->verdict.property->name).c_str(),
                 cases);
    return true;
  }
  std::fprintf(stderr, "cases: %zu\n", cases);
  return false;
}

}  // namespace
}  // namespace wsdrain

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s SEED CASES\n", argv[0]);
    return 2;
  }
  const uint64_t seed = std::strtoull(argv[1], nullptr, 10);
  const size_t cases = std::strtoull(argv[2], nullptr, 10);
  return wsdrain::FindIt(seed, cases) ? 1 : 0;
}
