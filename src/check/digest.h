// A run boiled down to what two runs of a relation must agree on.
#ifndef WSDRAIN_CHECK_DIGEST_H_
#define WSDRAIN_CHECK_DIGEST_H_

#include <array>
#include <string>

#include "scenario/runner.h"

namespace wsdrain {

// By role: the bytes sent, and the events with the times of the clock. `text`
// is one line an event, so that the first difference can be shown.
class Digest : public RunSink {
 public:
  explicit Digest(int64_t shift_ms = 0) : shift_ms_(shift_ms) {}

  void OnStep(size_t) override {}
  void OnObservation(const Ledger& before, const Observation& now) override;

  // Empty if equal; else the first difference, as "expected" and "actual".
  static bool Differ(const Digest& a, const Digest& b, std::string& expected,
                     std::string& actual);

 private:
  int64_t shift_ms_;
  // A stranger that was sent a violation may do either (D25, D26).
  bool is_excused_ = false;
  std::array<std::string, 2> sent_;    // bytes
  std::array<std::string, 2> events_;  // lines
  // When a stranger ends is up to it; that it never does is asked elsewhere.
  std::array<std::string, 2> stranger_ends_;  // empty: it did not
};

}  // namespace wsdrain

#endif  // WSDRAIN_CHECK_DIGEST_H_
