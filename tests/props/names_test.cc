// The list of properties reads well: names, sections, rules, no two alike.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

#include "props/all.h"

namespace wsdrain {
namespace {

// Two words at least, in small letters and digits, joined by underscores.
bool IsSentence(std::string_view name) {
  const auto is_allowed = [](char c) {
    return std::islower(static_cast<unsigned char>(c)) != 0 ||
           std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  return std::all_of(name.begin(), name.end(), is_allowed) &&
         name.find('_') != std::string_view::npos &&
         name.find("__") == std::string_view::npos && name.front() != '_' &&
         name.back() != '_';
}

TEST(PropertyNamesTest, AtLeastFortyAreAlways) {
  const auto& list = AllProperties().list();
  EXPECT_GE(std::count_if(list.begin(), list.end(),
                          [](const Property* p) { return !p->name.empty(); }),
            40);
}

TEST(PropertyNamesTest, NamesAreUniqueSentences) {
  std::set<std::string_view> names;
  for (const Property* property : AllProperties().list()) {
    EXPECT_TRUE(IsSentence(property->reached)) << property->reached;
    EXPECT_TRUE(names.insert(property->reached).second) << property->reached;
    if (property->name.empty()) continue;
    EXPECT_TRUE(IsSentence(property->name)) << property->name;
    EXPECT_TRUE(names.insert(property->name).second) << property->name;
  }
}

// What is good is named, not what is bad.
TEST(PropertyNamesTest, NamesArePositive) {
  for (const Property* property : AllProperties().list()) {
    const std::string words = "_" + std::string(property->name) + "_";
    for (const char* bad :
         {"_bug_", "_wrongly_", "_error_", "_broken_", "_violates_"}) {
      EXPECT_EQ(words.find(bad), std::string::npos) << property->name;
    }
  }
}

TEST(PropertyNamesTest, EachSaysWhereItStandsAndWhatItAsks) {
  for (const Property* property : AllProperties().list()) {
    const std::string_view name = property->reached;
    ASSERT_FALSE(property->section.empty()) << name;
    EXPECT_TRUE(std::isdigit(property->section[0]) ||
                property->section[0] == 'D' || property->section == "policy")
        << name << ": " << property->section;
    EXPECT_FALSE(property->rule.empty()) << name;
    // Ours is never held to less than a stranger.
    EXPECT_LE(property->level_ours, property->level) << name;
    const bool is_relation = property->relation != Relation::kNone;
    EXPECT_EQ(property->holds == nullptr, is_relation) << name;
    EXPECT_EQ(property->asked_on == 0, is_relation) << name;
  }
}

TEST(PropertyNamesTest, EveryPartIsInTheList) {
  size_t in_parts = 0;
  for (const auto part :
       {MaskingProperties(), BaseFramingProperties(), FragmentationProperties(),
        ControlFrameProperties(), CloseProperties(), SendingProperties(),
        ReceivingProperties(), DrainingProperties(), ClosingProperties(),
        StatusCodeProperties(), ErrorProperties(), RelationProperties(),
        PolicyProperties()}) {
    EXPECT_FALSE(part.empty());
    in_parts += part.size();
  }
  EXPECT_EQ(AllProperties().list().size(), in_parts);
}

}  // namespace
}  // namespace wsdrain
