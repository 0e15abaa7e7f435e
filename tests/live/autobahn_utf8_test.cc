// Case 6 of the Autobahn test suite: text that is UTF-8, and text that is not
// (RFC 6455 8.1). Its sequences are those of Markus Kuhn's "UTF-8 decoder
// capability and stress test".
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/live/autobahn.h"

namespace wsdrain::autobahn {
namespace {

using std::string_literals::operator""s;

const std::string kKosme = "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5";
const std::string kUmlauts = "Hello-µ@ßöä";
const std::string kAccents = "üàá-UTF-8!!";

Case Valid(const std::string& text) {
  return {.writes = {{Frame(kText, text)}}, .answers = {{kText, text}}};
}

Case Invalid(const std::string& text) {
  return Fails({{Frame(kText, text)}}, {}, 1007);
}

// Whole messages, one a case.
std::vector<Case> AllValid(const std::vector<std::string>& texts) {
  std::vector<Case> cases;
  for (const std::string& text : texts) cases.push_back(Valid(text));
  return cases;
}
std::vector<Case> AllInvalid(const std::vector<std::string>& texts) {
  std::vector<Case> cases;
  for (const std::string& text : texts) cases.push_back(Invalid(text));
  return cases;
}

std::vector<Write> Fragmented(const std::vector<std::string>& fragments) {
  std::vector<Write> writes;
  for (size_t i = 0; i < fragments.size(); ++i) {
    writes.push_back({Frame(i == 0 ? kText : kContinuation, fragments[i],
                            /*is_final=*/i + 1 == fragments.size())});
  }
  return writes;
}

// 6.2.3, 6.2.4, 6.3.2: fragments that end within characters.
std::vector<Write> InOctets(const std::string& text) {
  std::vector<std::string> octets;
  for (const char octet : text) octets.emplace_back(1, octet);
  return Fragmented(octets);
}

std::vector<Case> EmptyFragments() {
  const std::string middle = "middle frame payload";
  return {
      Valid(""),
      {.writes = Fragmented({"", "", ""}), .answers = {{kText, ""}}},
      {.writes = Fragmented({"", middle, ""}), .answers = {{kText, middle}}}};
}

std::vector<Case> ValidFragments() {
  const std::string text = kUmlauts + kAccents;
  return {
      Valid(text),
      {.writes = Fragmented({kUmlauts, kAccents}), .answers = {{kText, text}}},
      {.writes = InOctets(text), .answers = {{kText, text}}},
      {.writes = InOctets(kKosme), .answers = {{kText, kKosme}}}};
}

std::vector<Case> InvalidFragments() {
  const std::string text = kKosme + "\xed\xa0\x80" + "edited";
  return {Invalid(text), Fails(InOctets(text), {}, 1007)};
}

// 6.4: nothing is wrong with the first part, so nothing happens; with the
// second part all is lost, and the suite's third must not be waited for.
std::vector<Case> FailFast() {
  const auto fails = [](const std::string& good, const std::string& bad) {
    return Fails({{.bytes = good, .quiet_ms = 50}, {.bytes = bad}}, {}, 1007);
  };
  const auto part = [](const std::string& payload, uint8_t opcode) {
    return Frame(opcode, payload, /*is_final=*/false);
  };
  const std::string bad = "\xf4\x90\x80\x80";
  const std::string text = kKosme + bad + "edited";
  const std::string frame = Frame(kText, text);
  const size_t good_bytes = frame.size() - text.size() + kKosme.size();
  return {
      fails(part(kKosme, kText), part(bad, kContinuation)),
      fails(part(kKosme + bad[0], kText),
            part(bad.substr(1, 1), kContinuation)),
      fails(frame.substr(0, good_bytes), frame.substr(good_bytes, bad.size())),
      fails(frame.substr(0, good_bytes + 1), frame.substr(good_bytes + 1, 1))};
}

// 6.6: every prefix of a word; only those that end between characters are text.
std::vector<Case> Prefixes() {
  std::vector<Case> cases;
  for (size_t bytes = 1; bytes <= kKosme.size(); ++bytes) {
    const std::string prefix = kKosme.substr(0, bytes);
    const bool is_whole = bytes == 2 || bytes == 5 || bytes == 7 ||
                          bytes == 9 || bytes == kKosme.size();
    cases.push_back(is_whole ? Valid(prefix) : Invalid(prefix));
  }
  return cases;
}

// 6.11: around the surrogates, and around the last code point.
std::vector<Case> Boundaries() {
  std::vector<Case> cases = AllValid(
      {"\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbd", "\xf4\x8f\xbf\xbf"});
  cases.push_back(Invalid("\xf4\x90\x80\x80"));
  return cases;
}

// 6.12: from one to six continuation bytes, then 63 of all 64.
std::vector<std::string> LoneContinuations() {
  std::vector<std::string> texts = {"\x80", "\xbf"};
  for (size_t bytes = 2; bytes <= 6; ++bytes) {
    std::string text;
    for (size_t i = 0; i < bytes; ++i) text += i % 2 == 0 ? '\x80' : '\xbf';
    texts.push_back(text);
  }
  texts.emplace_back();
  for (int octet = 0x80; octet < 0xbf; ++octet) {
    texts.back() += static_cast<char>(octet);
  }
  return texts;
}

// 6.13: the first octets of sequences of 2 to 6, but for each last one.
std::vector<std::string> LoneStarts() {
  std::vector<std::string> texts;
  for (const auto& [first, last] :
       {std::pair(0xc0, 0xde), std::pair(0xe0, 0xee), std::pair(0xf0, 0xf6),
        std::pair(0xf8, 0xfa), std::pair(0xfc, 0xfc)}) {
    std::string text;
    for (int octet = first; octet <= last; ++octet) {
      text += static_cast<char>(octet);
      text += ' ';
    }
    texts.push_back(text);
  }
  return texts;
}

const std::vector<std::string> kLastOctetMissing = {"\xc0",
                                                    "\xe0\x80",
                                                    "\xf0\x80\x80",
                                                    "\xf8\x80\x80\x80",
                                                    "\xfc\x80\x80\x80\x80",
                                                    "\xdf",
                                                    "\xef\xbf",
                                                    "\xf7\xbf\xbf",
                                                    "\xfb\xbf\xbf\xbf",
                                                    "\xfd\xbf\xbf\xbf\xbf"};

std::string AllInOne(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text;
  return all;
}

const std::vector<std::string> kSurrogates = {
    "\xed\xa0\x80", "\xed\xad\xbf", "\xed\xae\x80", "\xed\xaf\xbf",
    "\xed\xb0\x80", "\xed\xbe\x80", "\xed\xbf\xbf"};

// 6.21: the first four of them before the first and the last of the others.
std::vector<std::string> SurrogatePairs() {
  std::vector<std::string> texts;
  for (size_t high = 0; high < 4; ++high) {
    texts.push_back(kSurrogates[high] + kSurrogates[4]);
    texts.push_back(kSurrogates[high] + kSurrogates[6]);
  }
  return texts;
}

std::string Utf8OfFour(uint32_t code_point) {
  std::string text;
  for (const int shift : {18, 12, 6, 0}) {
    const uint32_t bits = code_point >> shift & 0x3f;
    text += static_cast<char>((shift == 18 ? 0xf0 : 0x80) | bits);
  }
  return text;
}

// 6.22: U+FFFE, U+FFFF and, of each plane, the last two: they are no
// characters, but legal.
std::vector<std::string> NonCharacters() {
  std::vector<std::string> texts = {"\xef\xbf\xbe", "\xef\xbf\xbf"};
  for (uint32_t plane = 1; plane <= 16; ++plane) {
    texts.push_back(Utf8OfFour(plane << 16 | 0xfffe));
    texts.push_back(Utf8OfFour(plane << 16 | 0xffff));
  }
  return texts;
}

std::vector<Case> Utf8Cases() {
  std::vector<Case> cases;
  const auto valid = [&cases](const std::string& section,
                              const std::vector<std::string>& texts) {
    AddNumbered(section, AllValid(texts), cases);
  };
  const auto invalid = [&cases](const std::string& section,
                                const std::vector<std::string>& texts) {
    AddNumbered(section, AllInvalid(texts), cases);
  };
  AddNumbered("6.1", EmptyFragments(), cases);
  AddNumbered("6.2", ValidFragments(), cases);
  AddNumbered("6.3", InvalidFragments(), cases);
  AddNumbered("6.4", FailFast(), cases);
  valid("6.5", {"hello$world", "hello¢world", "hello€world",
                "hello\xf0\xa4\xad\xa2world", kKosme});
  AddNumbered("6.6", Prefixes(), cases);
  valid("6.7", {"\0"s, "\xc2\x80", "\xe0\xa0\x80", "\xf0\x90\x80\x80"});
  invalid("6.8", {"\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80"});
  valid("6.9", {"\x7f", "\xdf\xbf", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf"});
  invalid("6.10", {"\xf7\xbf\xbf\xbf", "\xfb\xbf\xbf\xbf\xbf",
                   "\xfd\xbf\xbf\xbf\xbf\xbf"});
  AddNumbered("6.11", Boundaries(), cases);
  invalid("6.12", LoneContinuations());
  invalid("6.13", LoneStarts());
  invalid("6.14", kLastOctetMissing);
  invalid("6.15", {AllInOne(kLastOctetMissing)});
  invalid("6.16", {"\xfe", "\xff", "\xfe\xfe\xff\xff"});
  // Overlong: '/', the longest of each length, and NUL.
  invalid("6.17", {"\xc0\xaf", "\xe0\x80\xaf", "\xf0\x80\x80\xaf",
                   "\xf8\x80\x80\x80\xaf", "\xfc\x80\x80\x80\x80\xaf"});
  invalid("6.18", {"\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf",
                   "\xf8\x87\xbf\xbf\xbf", "\xfc\x83\xbf\xbf\xbf\xbf"});
  invalid("6.19", {"\xc0\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80",
                   "\xf8\x80\x80\x80\x80", "\xfc\x80\x80\x80\x80\x80"});
  invalid("6.20", kSurrogates);
  invalid("6.21", SurrogatePairs());
  valid("6.22", NonCharacters());
  valid("6.23", {"\xef\xbf\xb9", "\xef\xbf\xba", "\xef\xbf\xbb", "\xef\xbf\xbc",
                 "\xef\xbf\xbd", "\xef\xbf\xbe", "\xef\xbf\xbf"});
  return cases;
}

class AutobahnUtf8Test : public testing::TestWithParam<Case> {};

TEST_P(AutobahnUtf8Test, IsAnsweredStrictly) { Play(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Autobahn, AutobahnUtf8Test,
                         testing::ValuesIn(Utf8Cases()), NameOf);

TEST(AutobahnTest, HasEveryCaseOfUtf8) {
  EXPECT_EQ(Utf8Cases().size(), 3 + 4 + 2 + 4 + 132);
}

}  // namespace
}  // namespace wsdrain::autobahn
