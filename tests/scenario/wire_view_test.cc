// The judge's parser reads RFC 6455's own examples, and whatever is written.
#include <gtest/gtest.h>
// GoogleTest first.
#include <rapidcheck/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "frame/frame_writer.h"
#include "scenario/wire_view.h"

namespace wsdrain {
namespace {

std::string Bytes(std::initializer_list<int> bytes) {
  std::string out;
  for (const int byte : bytes) out.push_back(static_cast<char>(byte));
  return out;
}

struct Example {
  std::string bytes;
  bool fin;
  int opcode;
  bool is_masked;
  int length_bits;
  std::string payload;
};

// RFC 6455 5.7.
std::vector<Example> Examples() {
  return {
      {Bytes({0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f}), true, 1, false, 7,
       "Hello"},
      {Bytes(
           {0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58}),
       true, 1, true, 7, "Hello"},
      {Bytes({0x01, 0x03, 0x48, 0x65, 0x6c}), false, 1, false, 7, "Hel"},
      {Bytes({0x80, 0x02, 0x6c, 0x6f}), true, 0, false, 7, "lo"},
      {Bytes({0x89, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f}), true, 9, false, 7,
       "Hello"},
      {Bytes(
           {0x8a, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58}),
       true, 10, true, 7, "Hello"},
      {Bytes({0x82, 0x7E, 0x01, 0x00}) + std::string(256, 'b'), true, 2, false,
       16, std::string(256, 'b')},
      {Bytes({0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0}) + std::string(65536, 'c'),
       true, 2, false, 64, std::string(65536, 'c')},
  };
}

TEST(WireViewTest, ReadsTheExamplesOfSection57) {
  for (const Example& example : Examples()) {
    const auto frame = ReadWireFrame(example.bytes + "more");
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(frame->fin, example.fin);
    EXPECT_EQ(frame->rsv, 0);
    EXPECT_EQ(frame->opcode, example.opcode);
    EXPECT_EQ(frame->is_masked, example.is_masked);
    EXPECT_EQ(frame->length_bits, example.length_bits);
    EXPECT_EQ(frame->declared_bytes, example.payload.size());
    EXPECT_EQ(frame->payload, example.payload);
    EXPECT_EQ(frame->wire_bytes, example.bytes.size());
  }
}

TEST(WireViewTest, WaitsForTheLastByteOfTheFrame) {
  for (const Example& example : Examples()) {
    const std::string_view bytes = example.bytes;
    for (size_t n = 0; n < bytes.size(); n += n < 20 ? 1 : 997) {
      EXPECT_FALSE(ReadWireFrame(bytes.substr(0, n)).has_value()) << n;
    }
  }
}

TEST(WireViewTest, ReadsEachBitOfTheFirstByte) {
  for (int first = 0; first < 256; ++first) {
    const auto frame = ReadWireFrame(Bytes({first, 0}));
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(frame->fin, (first & 0x80) != 0);
    EXPECT_EQ(frame->rsv, first >> 4 & 7);
    EXPECT_EQ(frame->opcode, first & 15);
    EXPECT_EQ(frame->IsControl(), (first & 8) != 0);
    EXPECT_EQ(frame->IsData(), (first & 15) <= 2);
    EXPECT_EQ(frame->IsClose(), (first & 15) == 8);
    EXPECT_EQ(frame->IsPing(), (first & 15) == 9);
    EXPECT_EQ(frame->IsPong(), (first & 15) == 10);
  }
}

TEST(WireViewTest, ReadsAHeaderWithoutItsPayload) {
  const std::string top_bit = Bytes({0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 1,  //
                                     0xDE, 0xAD, 0xBE, 0xEF});
  const WireHeader header = ReadWireHeader(top_bit);
  EXPECT_EQ(header.header_bytes, 14u);
  EXPECT_EQ(header.frame.declared_bytes, (uint64_t{1} << 63) + 1);
  EXPECT_EQ(header.frame.key, 0xDEADBEEFu);
  for (size_t n = 0; n < top_bit.size(); ++n) {
    EXPECT_EQ(
        ReadWireHeader(std::string_view(top_bit).substr(0, n)).header_bytes,
        0u);
  }
}

WireForm ArbitraryForm(size_t payload_bytes) {
  WireForm form;
  form.opcode = *rc::gen::inRange<uint8_t>(0, 16);
  form.is_final = *rc::gen::arbitrary<bool>();
  form.rsv = *rc::gen::inRange<uint8_t>(0, 8);
  std::vector<LengthForm> forms = {LengthForm::k64};
  if (payload_bytes <= 0xFFFF) forms.push_back(LengthForm::k16);
  if (payload_bytes <= 125) forms.push_back(LengthForm::k7);
  form.length = *rc::gen::elementOf(forms);
  if (*rc::gen::arbitrary<bool>()) {
    form.key = *rc::gen::arbitrary<MaskingKey>();
  }
  return form;
}

std::string ArbitraryPayload() {
  const size_t size = *rc::gen::weightedOneOf<size_t>(
      {{8, rc::gen::inRange<size_t>(0, 130)},
       {1, rc::gen::inRange<size_t>(65530, 65540)}});
  return *rc::gen::container<std::string>(size, rc::gen::arbitrary<char>());
}

RC_GTEST_PROP(WireViewTest, ReadsWhatTheWriterWrote, ()) {
  struct Written {
    WireForm form;
    std::string payload;
  };
  std::vector<Written> written;
  std::string bytes;
  const int frames = *rc::gen::inRange(1, 5);
  for (int i = 0; i < frames; ++i) {
    std::string payload = ArbitraryPayload();
    const WireForm form = ArbitraryForm(payload.size());
    bytes += EncodeAnything(form, payload);
    written.push_back({form, std::move(payload)});
  }
  const size_t cut = *rc::gen::inRange<size_t>(0, bytes.size() + 1);
  WireView view;
  view.Feed(std::string_view(bytes).substr(0, cut));
  std::vector<WireFrame> read;
  while (const auto frame = view.Next()) read.push_back(*frame);
  view.Feed(std::string_view(bytes).substr(cut));
  while (const auto frame = view.Next()) read.push_back(*frame);
  RC_ASSERT(!view.IsTorn());
  RC_ASSERT(read.size() == written.size());
  for (size_t i = 0; i < read.size(); ++i) {
    const WireForm& form = written[i].form;
    RC_ASSERT(read[i].fin == form.is_final);
    RC_ASSERT(read[i].rsv == form.rsv);
    RC_ASSERT(read[i].opcode == form.opcode);
    RC_ASSERT(read[i].length_bits == static_cast<int>(*form.length));
    RC_ASSERT(read[i].is_masked == form.key.has_value());
    RC_ASSERT(read[i].payload == written[i].payload);
    RC_ASSERT(EncodeAnything(form, written[i].payload).size() ==
              read[i].wire_bytes);
  }
}

// Moving all that is left for each frame would take minutes.
TEST(WireViewTest, CutsAMillionFramesFromOneReadInTime) {
  std::string bytes;
  for (int i = 0; i < 1'000'000; ++i) bytes.append("\x89\0", 2);
  const auto since = std::chrono::steady_clock::now();
  WireView view;
  view.Feed(bytes);
  size_t frames = 0;
  while (view.Next().has_value()) ++frames;
  EXPECT_EQ(frames, 1'000'000u);
  EXPECT_EQ(view.position(), bytes.size());
  EXPECT_LT(std::chrono::steady_clock::now() - since, std::chrono::seconds(5));
}

TEST(WireViewTest, SaysWhenAFrameIsTorn) {
  WireView view;
  EXPECT_FALSE(view.IsTorn());
  view.Feed("\x81\x02");
  EXPECT_FALSE(view.Next().has_value());
  EXPECT_TRUE(view.IsTorn());
  view.Feed("ab");
  EXPECT_TRUE(view.Next().has_value());
  EXPECT_FALSE(view.IsTorn());
}

}  // namespace
}  // namespace wsdrain
