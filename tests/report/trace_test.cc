// What a trace keeps of a run.
#include "report/trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "tests/report/recorded_run.h"

namespace wsdrain {
namespace {

std::vector<const TraceItem*> Of(const Trace& trace, Seen kind) {
  std::vector<const TraceItem*> items;
  for (const TraceItem& item : trace.items()) {
    if (item.kind == kind) items.push_back(&item);
  }
  return items;
}

TEST(TraceTest, KeepsBytesFramesEventsAndVerdictOfASoloRun) {
  const Scenario scenario = Parsed(
      "scn 1\nrole server\nremote text \"hi\"\nelapse 7\nlocal text \"yo\"\n"
      "remote close 1001 \"x\"\nremote eof\n");
  const Trace trace = Recorded(scenario);
  EXPECT_FALSE(trace.has(Role::kClient));
  ASSERT_TRUE(trace.has(Role::kServer));
  EXPECT_EQ(trace.sent(Role::kServer),
            std::string("\x81\x02yo\x88\x03\x03\xE9x", 9));
  EXPECT_EQ(trace.tcp(Role::kServer), Tcp::kClosed);
  const TraceItem* closed = trace.closed(Role::kServer);
  ASSERT_NE(closed, nullptr);
  EXPECT_TRUE(closed->closed->is_clean);
  EXPECT_EQ(closed->closed->code, 1001);
  EXPECT_EQ(closed->at_ms, 7);
  EXPECT_EQ(closed->step, 4u);

  const auto messages = Of(trace, Seen::kMessage);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_TRUE(messages[0]->is_text);
  EXPECT_EQ(messages[0]->bytes, "hi");
  EXPECT_EQ(messages[0]->step, 0u);
  const auto input = Of(trace, Seen::kInput);
  ASSERT_FALSE(input.empty());
  ASSERT_EQ(input[0]->frames.size(), 1u);
  EXPECT_TRUE(input[0]->frames[0].is_masked);
  EXPECT_EQ(input[0]->frames[0].payload, "hi");
  EXPECT_EQ(Of(trace, Seen::kFrameSent).size(), 2u);
  EXPECT_EQ(Of(trace, Seen::kEof).size(), 1u);
}

TEST(TraceTest, ShowsTheClockOfAPairOnce) {
  const Trace trace = Recorded(Parsed("scn 1\nrole pair\nelapse 5\n"));
  const auto times = Of(trace, Seen::kTime);
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0]->ms, 5);
  EXPECT_EQ(times[0]->at_ms, 5);
  EXPECT_EQ(trace.tcp(Role::kClient), Tcp::kOpen);
  EXPECT_EQ(trace.closed(Role::kServer), nullptr);
}

TEST(TraceTest, NotesTheFirstFaultOfTheInput) {
  const Trace trace =
      Recorded(Parsed("scn 1\nrole client\nremote text \"a\" rsv=4\n"
                      "remote text \"b\" rsv=4\n"));
  const auto input = Of(trace, Seen::kInput);
  EXPECT_EQ(std::count_if(input.begin(), input.end(),
                          [](const auto* i) { return i->fault.has_value(); }),
            1);
  EXPECT_EQ(input.front()->fault, InputFault::kReservedBits);
}

TEST(TraceTest, OutlivesTheRunItRecords) {
  std::optional<Trace> trace;
  {
    const Scenario scenario = Parsed("scn 1\nrole client\nlocal close 4000\n");
    trace = Recorded(scenario);
  }
  const auto calls = Of(*trace, Seen::kCall);
  ASSERT_EQ(calls.size(), 1u);
  EXPECT_EQ(calls[0]->call->code, 4000);
}

}  // namespace
}  // namespace wsdrain
