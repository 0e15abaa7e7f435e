// Every violation is described, with its section and the code to fail with.
#include "frame/violation.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wsdrain {
namespace {

using enum ViolationKind;

TEST(ViolationTest, DescribesEveryKindAsItself) {
  std::set<std::string_view> words;
  for (int i = 0; i < kViolationKinds; ++i) {
    const auto kind = static_cast<ViolationKind>(i);
    EXPECT_EQ(Describe(kind).kind, kind);
    EXPECT_FALSE(Describe(kind).words.empty());
    words.insert(Describe(kind).words);
  }
  EXPECT_EQ(words.size(), static_cast<size_t>(kViolationKinds));
}

// 7.4.1: 1007 for data of the wrong kind, 1009 for too much, else 1002.
TEST(ViolationTest, FailsWithTheFittingCode) {
  const std::set<ViolationKind> bad_data = {kTextNotUtf8, kCloseReasonNotUtf8};
  const std::set<ViolationKind> too_big = {kFrameTooBig, kMessageTooBig};
  for (int i = 0; i < kViolationKinds; ++i) {
    const auto kind = static_cast<ViolationKind>(i);
    const int code = bad_data.count(kind)  ? 1007
                     : too_big.count(kind) ? 1009
                                           : 1002;
    EXPECT_EQ(Describe(kind).close_code, code) << Describe(kind).words;
  }
}

TEST(ViolationTest, CitesTheSection) {
  const std::vector<std::pair<ViolationKind, std::string_view>> sections = {
      {kReservedBits, "5.2"},
      {kReservedOpcode, "5.2"},
      {kMaskMissing, "5.1"},
      {kMaskUnexpected, "5.1"},
      {kControlFragmented, "5.5"},
      {kControlTooLong, "5.5"},
      {kNothingToContinue, "5.4"},
      {kMessageNotFinished, "5.4"},
      {kLengthNotMinimal, "5.2"},
      {kLengthTopBit, "5.2"},
      {kFrameTooBig, "10.4"},
      {kMessageTooBig, "10.4"},
      {kTextNotUtf8, "8.1"},
      {kCloseBodyOneByte, "5.5.1"},
      {kCloseCodeNotAllowed, "7.4"},
      {kCloseReasonNotUtf8, "8.1"},
      {kCloseInsideMessage, "policy D9"}};
  ASSERT_EQ(sections.size(), static_cast<size_t>(kViolationKinds));
  for (const auto& [kind, section] : sections) {
    EXPECT_EQ(Describe(kind).section, section) << Describe(kind).words;
  }
}

}  // namespace
}  // namespace wsdrain
