// One run, judged and written down.
#ifndef WSDRAIN_REPORT_JUDGED_TRACE_H_
#define WSDRAIN_REPORT_JUDGED_TRACE_H_

#include <cstddef>
#include <utility>

#include "check/check.h"
#include "report/trace.h"
#include "scenario/runner.h"

namespace wsdrain {

class JudgedTrace : public RunSink {
 public:
  // `properties` outlive it.
  explicit JudgedTrace(const PropertySet& properties) : checker_(properties) {}

  void OnStep(size_t index) override {
    checker_.OnStep(index);
    trace_.OnStep(index);
  }
  void OnObservation(const Ledger& before, const Observation& now) override {
    checker_.OnObservation(before, now);
    trace_.OnObservation(before, now);
  }

  bool has_failed() const { return checker_.has_failed(); }
  Report TakeReport() { return checker_.TakeReport(); }
  Trace TakeTrace() { return std::move(trace_); }

 private:
  Checker checker_;
  Trace trace_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_REPORT_JUDGED_TRACE_H_
