// The binary format of scenarios, byte by byte: every input is one.
#include "scenario/scenario_bytes.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "frame/frame_writer.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

std::string FromHex(const std::string& hex) {
  return absl::HexStringToBytes(hex);
}

// Of the casts both or pair, with defaults only.
std::string Lines(Mode mode, const std::string& hex) {
  const std::string header = "02000000";
  const std::string text =
      ScenarioToText(ScenarioFromBytes(FromHex(header + hex), mode));
  const std::string start =
      mode == Mode::kPair ? "scn 1\nrole pair\n" : "scn 1\n";
  EXPECT_EQ(text.substr(0, start.size()), start);
  return text.substr(start.size());
}

TEST(ScenarioBytesTest, MissingBytesAreZero) {
  EXPECT_TRUE(ScenarioFromBytes("", Mode::kSolo) ==
              Scenario{.cast = Cast::kClient});
  EXPECT_TRUE(ScenarioFromBytes("", Mode::kPair) ==
              Scenario{.cast = Cast::kPair});
  EXPECT_EQ(Lines(Mode::kSolo, "00"), "local text\n");
  EXPECT_EQ(Lines(Mode::kSolo, "0626"), "inside closed local close 0\n");
  EXPECT_EQ(Lines(Mode::kSolo, "0a1005"), "remote text\n");
  EXPECT_EQ(Lines(Mode::kSolo, "0a141812"), "remote text mask=12000000\n");
}

TEST(ScenarioBytesTest, TheFirstByteIsTheCastAndTheVersion) {
  const auto cast = [](uint8_t byte, Mode mode) {
    return ScenarioFromBytes(std::string(1, static_cast<char>(byte)), mode)
        .cast;
  };
  EXPECT_EQ(cast(0, Mode::kSolo), Cast::kClient);
  EXPECT_EQ(cast(1, Mode::kSolo), Cast::kServer);
  EXPECT_EQ(cast(2, Mode::kSolo), Cast::kBoth);
  EXPECT_EQ(cast(3, Mode::kSolo), Cast::kBoth);
  for (int byte = 0; byte < 256; ++byte) {
    EXPECT_EQ(cast(static_cast<uint8_t>(byte), Mode::kPair), Cast::kPair);
    EXPECT_EQ(cast(static_cast<uint8_t>(byte), Mode::kSolo),
              cast(byte & 3, Mode::kSolo));
  }
}

TEST(ScenarioBytesTest, TheSwarmByteDoesNotMatter) {
  for (int byte = 0; byte < 256; ++byte) {
    std::string bytes = FromHex("020000000c00");
    const Scenario scenario = ScenarioFromBytes(bytes, Mode::kSolo);
    bytes[kSwarmByte] = static_cast<char>(byte);
    EXPECT_TRUE(ScenarioFromBytes(bytes, Mode::kSolo) == scenario);
  }
}

struct Encoding {
  std::string text;
  std::string hex;
};

// Each way: these are the canonical bytes.
void ExpectEncodings(const std::string& headers, Mode mode,
                     const std::string& hex_headers,
                     const std::vector<Encoding>& encodings) {
  for (const Encoding& e : encodings) {
    const absl::StatusOr<Scenario> scenario =
        ScenarioFromText("f.scn", "scn 1\n" + headers + e.text);
    ASSERT_TRUE(scenario.ok()) << scenario.status();
    const std::string hex = hex_headers + e.hex;
    EXPECT_EQ(absl::BytesToHexString(ScenarioToBytes(*scenario)), hex)
        << e.text;
    EXPECT_TRUE(ScenarioFromBytes(FromHex(hex), mode) == *scenario) << e.text;
  }
}

TEST(ScenarioBytesTest, WritesSoloSteps) {
  ExpectEncodings("", Mode::kSolo, "02000000",
                  {{"local text \"x\"", "00000178"},
                   {"local binary \"x\"*3", "0030017801"},
                   {"local fragment binary", "012000"},
                   {"local continue \"a\"", "02000161"},
                   {"inside ping local finish", "030400"},
                   {"local ping", "040000"},
                   {"local pong times=2", "05080000"},
                   {"local close", "0600"},
                   {"local close 1000", "062003e8"},
                   {"local close 1000 \"bye\"", "066003e803627965"},
                   {"inside closed local pause", "0706"},
                   {"local resume", "0800"},
                   {"local abort times=1000", "0908e607"},
                   {"remote text \"x\"", "0a100178"},
                   {"remote continuation fin=0", "0a0100"},
                   {"remote close 1000", "0a800203e8"},
                   {"remote ping \"x\"*200", "0a920178c601"},
                   {"remote text rsv=4 mask=wrong length=64", "0a147400"},
                   {"remote frame opcode=15 mask=01020304", "0af4180102030400"},
                   {"remote bytes 8100", "0b00028100"},
                   {"remote eof", "0c00"},
                   {"remote reset", "0d00"},
                   {"deliver 3", "0e0003"},
                   {"deliver frame", "0e10"},
                   {"accept all times=3", "0f2801"},
                   {"hold input", "1000"},
                   {"hold output", "1100"},
                   {"break output", "1200"},
                   {"elapse 1000", "1300e807"},
                   {"await message", "1400"}});
}

TEST(ScenarioBytesTest, WritesPairSteps) {
  ExpectEncodings("role pair\n", Mode::kPair, "03000000",
                  {{"client text \"x\"", "00000178"},
                   {"server close 1000", "062103e8"},
                   {"server inside message abort", "0903"},
                   {"server deliver frame", "0e11"},
                   {"elapse 7", "130007"},
                   {"lose server", "1501"}});
}

TEST(ScenarioBytesTest, WritesHeaders) {
  ExpectEncodings(
      "role server\n", Mode::kSolo, "0100",
      {{"timeout 300", "ac0200"},
       {"timeout 1000", "0000"},
       {"option data_after_close discard", "00010001"},
       {"option client pongs_max 5", "00014605"},
       {"option server reserved_codes accept", "00018301"},
       {"option client frame_bytes_max 1\noption server frame_bytes_max 0",
        "0001c40100"},
       {"option reset_discards no\nremote eof", "000109010c00"}});
}

TEST(ScenarioBytesTest, EveryOptionFits) {
  Scenario scenario;
  scenario.settings[0] = {false, true, true, true, 1, 2, 3, 4, 5};
  scenario.settings[1] = {true, false, false, false, 6, 7, 8, 9, 10};
  scenario.reset_discards = false;
  EXPECT_TRUE(ScenarioFromBytes(ScenarioToBytes(scenario), Mode::kSolo) ==
              scenario);
}

TEST(ScenarioBytesTest, ClampsHeaders) {
  const auto headers = [](const std::string& hex) {
    return ScenarioToText(
        ScenarioFromBytes(FromHex("0200" + hex), Mode::kSolo));
  };
  EXPECT_EQ(headers("ffffffff7f"), "scn 1\ntimeout 3600000\n");
  // A limit beyond the most, one below the least, a word after the last.
  EXPECT_EQ(headers("000304ffffffff7f06000142"),
            "scn 1\noption close_in_message fail\n"
            "option frame_bytes_max 268435456\noption pongs_max 1\n");
  // Unknown options change nothing: 10 with one value, 63 with two.
  EXPECT_EQ(headers("00030a05ff05060901"), "scn 1\noption reset_discards no\n");
  // 255 options are 15; the step after them is read.
  std::string options;
  for (int i = 0; i < 15; ++i) options += "0001";
  EXPECT_EQ(headers("00ff" + options + "0c00"),
            "scn 1\noption data_after_close discard\nremote eof\n");
}

TEST(ScenarioBytesTest, ClampsSteps) {
  // 7 bits cannot hold 126 bytes.
  const std::string payload =
      "7e" + absl::BytesToHexString(std::string(126, 'a'));
  EXPECT_EQ(Lines(Mode::kSolo, "0a1420" + payload),
            "remote text \"" + std::string(126, 'a') + "\"\n");
  EXPECT_EQ(Lines(Mode::kSolo, "0a1440" + payload),
            "remote text \"" + std::string(126, 'a') + "\" length=16\n");
  EXPECT_EQ(Lines(Mode::kSolo, "1300ffffffff7f"), "elapse 3600000\n");
  EXPECT_EQ(Lines(Mode::kSolo, "0e00ffffffff7f"), "deliver 268435456\n");
  EXPECT_EQ(Lines(Mode::kSolo, "0e30"), "deliver all\n");
  EXPECT_EQ(Lines(Mode::kSolo, "0c08ffffffff7f"), "remote eof times=1000\n");
  // Nothing is not repeated; a reason may come without a code.
  EXPECT_EQ(Lines(Mode::kSolo, "04100005"), "local ping\n");
  EXPECT_EQ(Lines(Mode::kSolo, "064001620c00"),
            "local close \"b\"\nremote eof\n");
}

TEST(ScenarioBytesTest, DropsWhatTheModeDoesNotHave) {
  EXPECT_EQ(Lines(Mode::kSolo, "15000c00"), "remote eof\n");
  EXPECT_EQ(Lines(Mode::kPair, "0a1001780b0001780c000d0014001501"),
            "lose server\n");
  // Unknown verbs have one byte.
  EXPECT_EQ(Lines(Mode::kSolo, "3f160c00"), "remote eof\n");
  // The upper bits of a verb mean nothing yet.
  EXPECT_EQ(Lines(Mode::kSolo, "cc00"), "remote eof\n");
  // Solo mode has no sides; neither has elapse.
  EXPECT_EQ(Lines(Mode::kSolo, "0601"), "local close\n");
  EXPECT_EQ(Lines(Mode::kPair, "130105"), "elapse 5\n");
}

TEST(ScenarioBytesTest, BoundsStepsAndPayloads) {
  const auto repeated = [](const std::string& bytes, size_t times) {
    std::string all = FromHex("02000000");
    for (size_t i = 0; i < times; ++i) all += bytes;
    return ScenarioFromBytes(all, Mode::kSolo);
  };
  EXPECT_EQ(repeated(FromHex("0c00"), 1000).steps.size(), kStepsMax);
  const Scenario played = repeated(FromHex("0c08e607"), 10);
  ASSERT_EQ(played.steps.size(), 5u);
  EXPECT_EQ(played.steps[4].times, 96u);
  // Twice 131200, so that the second is repeated 128 times less, and the third
  // not at all.
  const Scenario sent = repeated(FromHex("0a12026161be8004"), 3);
  ASSERT_EQ(sent.steps.size(), 3u);
  size_t bytes = 0;
  for (const Step& step : sent.steps) bytes += step.payload.size();
  EXPECT_EQ(bytes, kEncodedPayloadBytesMax);
  // `times` counts.
  const Scenario again = repeated(FromHex("0a1a620161feff03"), 2);
  ASSERT_EQ(again.steps.size(), 2u);
  EXPECT_EQ(again.steps[1].payload.size(), 0u);
  EXPECT_EQ(again.steps[0].payload.size(), size_t{1} << 16);
  EXPECT_EQ(again.steps[0].times, 4u);
}

TEST(ScenarioBytesTest, ClampsWhatItWrites) {
  Scenario scenario{.timeout_ms = -5};
  scenario.settings[0].pongs_max = -1;
  scenario.settings[1].frame_bytes_max = INT64_MAX;
  scenario.steps.resize(2 * kStepsMax,
                        Step{.verb = Verb::kElapse, .times = 0, .number = -1});
  scenario.steps[0] = {.verb = Verb::kRemoteFrame,
                       .opcode = 1,
                       .payload = {.unit = std::string(300, 'a')},
                       .length = LengthForm::k7};
  const std::string bytes = ScenarioToBytes(scenario);
  const Scenario clamped = ScenarioFromBytes(bytes, Mode::kSolo);
  EXPECT_EQ(clamped.timeout_ms, 1);
  EXPECT_EQ(clamped.settings[0].pongs_max, 1);
  EXPECT_EQ(clamped.settings[1].frame_bytes_max, kAmountMax);
  ASSERT_EQ(clamped.steps.size(), kStepsMax);
  EXPECT_FALSE(clamped.steps[0].length.has_value());
  EXPECT_EQ(clamped.steps[1].times, 1u);
  EXPECT_EQ(clamped.steps[1].number, 0);
  EXPECT_EQ(ScenarioToBytes(clamped), bytes);
}

// 64 MiB, random and of single bytes: decoding stops at the bounds.
TEST(ScenarioBytesTest, HugeInputsAreQuick) {
  constexpr size_t kHuge = 64 << 20;
  std::mt19937_64 random(1);
  std::string noise(kHuge, '\0');
  for (char& c : noise) c = static_cast<char>(random());
  std::vector<std::string> inputs = {noise};
  for (const char byte : {'\0', '\x0A', '\x0B', '\x0C', '\x3F', '\xFF'}) {
    inputs.push_back(FromHex("02000000") + std::string(kHuge, byte));
  }
  for (const std::string& input : inputs) {
    for (const Mode mode : {Mode::kSolo, Mode::kPair}) {
      const auto start = std::chrono::steady_clock::now();
      const Scenario scenario = ScenarioFromBytes(input, mode);
      const std::chrono::duration<double> seconds =
          std::chrono::steady_clock::now() - start;
      EXPECT_LE(scenario.steps.size(), kStepsMax);
      EXPECT_LT(seconds.count(), 0.5);  // sanitizers are slow
    }
  }
}

}  // namespace
}  // namespace wsdrain
