// Reads and prints the header lines.
#include "scenario/scenario_text_header.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "frame/masking.h"
#include "frame/role.h"
#include "scenario/scenario.h"
#include "scenario/scenario_options.h"
#include "scenario/scenario_text.h"
#include "scenario/scenario_text_cursor.h"
#include "scenario/scenario_text_payload.h"

namespace wsdrain {
namespace {

constexpr std::array<std::string_view, 4> kCastWords = {"client", "server",
                                                        "both", "pair"};

// A line prints what it has just parsed.
std::string RoleLine(Cast cast) {
  return absl::StrCat("role ",
                      std::string(kCastWords[static_cast<size_t>(cast)]));
}

std::string TimeoutLine(int64_t timeout_ms) {
  return absl::StrCat("timeout ", timeout_ms);
}

// `side` is "", "client " or "server ".
std::string OptionLine(std::string_view side, size_t option, int64_t value) {
  return absl::StrCat("option ", std::string(side),
                      std::string(kOptions[option].name), " ",
                      OptionValueText(option, value));
}

std::string KeysLine(const std::vector<MaskingKey>& keys) {
  std::string line = "keys";
  for (const MaskingKey& key : keys) {
    line += " " + HexText(std::string(key.begin(), key.end()));
  }
  return line;
}

std::string WordsLine(std::string_view header,
                      const std::vector<std::string>& words, size_t from) {
  return absl::StrCat(std::string(header), " ",
                      absl::StrJoin(words.begin() + from, words.end(), " "));
}

std::string ParseRole(LineCursor& cursor, Scenario& scenario) {
  for (size_t i = 0; i < kCastWords.size(); ++i) {
    if (!cursor.Try(kCastWords[i])) continue;
    scenario.cast = static_cast<Cast>(i);
    return RoleLine(scenario.cast);
  }
  cursor.Fail();
  return "";
}

std::string ParseTimeout(LineCursor& cursor, Scenario& scenario) {
  if (!cursor.TryNumber(1, kTimeoutMsMax, scenario.timeout_ms)) cursor.Fail();
  return TimeoutLine(scenario.timeout_ms);
}

int64_t ParseOptionValue(LineCursor& cursor, const OptionSpec& spec) {
  int64_t value = 0;
  if (spec.is_number()) {
    if (!cursor.TryNumber(spec.least, kOptionNumberMax, value)) cursor.Fail();
    return value;
  }
  for (size_t i = 0; i < spec.words.size(); ++i) {
    if (cursor.Try(spec.words[i])) return static_cast<int64_t>(i);
  }
  cursor.Fail();
  return value;
}

// [client|server] NAME VALUE
std::string ParseOption(LineCursor& cursor, HeadersSeen& seen,
                        Scenario& scenario) {
  std::array<bool, 2> sides = {true, true};
  std::string side_text;
  for (const Role role : {Role::kClient, Role::kServer}) {
    if (!side_text.empty() || !cursor.Try(RoleName(role))) continue;
    sides[static_cast<size_t>(Peer(role))] = false;
    side_text = std::string(RoleName(role)) + " ";
  }
  for (size_t i = 0; i < kOptions.size(); ++i) {
    std::array<bool, 2>& set = seen.options[i];
    const bool is_set = (set[0] && sides[0]) || (set[1] && sides[1]);
    const bool is_sideless = !side_text.empty() && !kOptions[i].has_side();
    if (is_set || is_sideless || !cursor.Try(kOptions[i].name)) continue;
    const int64_t value = ParseOptionValue(cursor, kOptions[i]);
    for (const Role role : {Role::kClient, Role::kServer}) {
      if (!sides[static_cast<size_t>(role)]) continue;
      set[static_cast<size_t>(role)] = true;
      SetOption(scenario, i, role, value);
    }
    return OptionLine(side_text, i, value);
  }
  cursor.Fail();
  return "";
}

std::string ParseKeys(LineCursor& cursor, Scenario& scenario) {
  MaskingKey key;
  while (scenario.keys.size() < kKeysMax && TryMaskingKey(cursor, "", key)) {
    scenario.keys.push_back(key);
  }
  if (scenario.keys.empty()) cursor.Fail();
  return KeysLine(scenario.keys);
}

// 5, 5.5, 5.5.1
bool IsSection(std::string_view word) {
  constexpr size_t kSectionBytesMax = 16;
  bool was_digit = false;
  for (const char c : word) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && (c != '.' || !was_digit)) return false;
    was_digit = is_digit;
  }
  return was_digit && word.size() <= kSectionBytesMax;
}

// F01 to F30
bool IsClass(std::string_view word) {
  int64_t number = 0;
  return word.size() == 3 && word.front() == 'F' &&
         ParseNumber(word.substr(1), 1, 30, number);
}

bool IsNeed(std::string_view word) {
  for (const char* need : kNeeds) {
    if (word == need) return true;
  }
  return false;
}

// A header that is a list of words; its lines add up.
struct WordsHeader {
  std::string_view header;
  bool (*is_word)(std::string_view);
  std::string (*allowed)();
  std::vector<std::string> Scenario::* words;
};
constexpr std::array<WordsHeader, 3> kWordsHeaders = {{
    {"rfc", IsSection, [] { return std::string("a section such as 5.5.1"); },
     &Scenario::rfc},
    {"class", IsClass, [] { return std::string("F01 to F30"); },
     &Scenario::classes},
    {"needs", IsNeed, [] { return absl::StrJoin(kNeeds, ", "); },
     &Scenario::needs},
}};

std::string ParseWords(LineCursor& cursor, const WordsHeader& header,
                       Scenario& scenario) {
  std::vector<std::string>& words = scenario.*header.words;
  const size_t before = words.size();
  while (words.size() < kHeaderWordsMax && header.is_word(cursor.word())) {
    words.emplace_back(cursor.word());
    cursor.Advance();
  }
  if (words.size() < kHeaderWordsMax) cursor.Allow(header.allowed());
  if (words.size() == before) cursor.Fail();
  return WordsLine(header.header, words, before);
}

bool TryWords(LineCursor& cursor, Scenario& scenario, std::string& text) {
  for (const WordsHeader& header : kWordsHeaders) {
    if ((scenario.*header.words).size() >= kHeaderWordsMax ||
        !cursor.Try(header.header)) {
      continue;
    }
    text = ParseWords(cursor, header, scenario);
    return true;
  }
  return false;
}

}  // namespace

bool TryHeader(LineCursor& cursor, HeadersSeen& seen, Scenario& scenario,
               std::string& text) {
  if (!seen.role && cursor.Try("role")) {
    seen.role = true;
    text = ParseRole(cursor, scenario);
  } else if (!seen.timeout && cursor.Try("timeout")) {
    seen.timeout = true;
    text = ParseTimeout(cursor, scenario);
  } else if (cursor.Try("option")) {
    text = ParseOption(cursor, seen, scenario);
  } else if (!seen.keys && cursor.Try("keys")) {
    seen.keys = true;
    text = ParseKeys(cursor, scenario);
  } else if (!TryWords(cursor, scenario, text)) {
    return false;
  }
  if (!cursor.TryEnd()) cursor.Fail();
  return true;
}

namespace {

std::vector<std::string> OptionLines(const Scenario& scenario) {
  std::vector<std::string> lines;
  for (size_t i = 0; i < kOptions.size(); ++i) {
    const int64_t client = OptionValue(scenario, i, Role::kClient);
    const int64_t server = OptionValue(scenario, i, Role::kServer);
    const int64_t usual = DefaultOptionValue(i);
    if (client == server) {
      if (client != usual) lines.push_back(OptionLine("", i, client));
      continue;
    }
    if (client != usual) lines.push_back(OptionLine("client ", i, client));
    if (server != usual) lines.push_back(OptionLine("server ", i, server));
  }
  return lines;
}

}  // namespace

std::string HeadersToText(const Scenario& scenario) {
  std::vector<std::string> lines;
  if (scenario.cast != Cast::kBoth) lines.push_back(RoleLine(scenario.cast));
  if (scenario.timeout_ms != kDefaultTimeoutMs) {
    lines.push_back(TimeoutLine(scenario.timeout_ms));
  }
  for (std::string& line : OptionLines(scenario)) {
    lines.push_back(std::move(line));
  }
  if (!scenario.keys.empty()) lines.push_back(KeysLine(scenario.keys));
  for (const WordsHeader& header : kWordsHeaders) {
    const std::vector<std::string>& words = scenario.*header.words;
    if (!words.empty()) lines.push_back(WordsLine(header.header, words, 0));
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace wsdrain
