// Scenarios as bytes, version 0. Every byte string is one: what is missing is
// zero, what is too large is clamped. Numbers of verbs, options and flags are
// append-only.
//
//   byte 0    bits 0-1 the cast: client, server, both (3 too); pair mode knows
//             its own. bits 2-7 the version; unknown ones are read as 0.
//   byte 1    swarm: the mutator's, written 0, no part of the scenario
//   varint    timeout in ms, 0 for the default
//   byte      how many options follow, at most 15; each is
//               byte    bits 0-5 its index in kOptions, unknown ones change
//                       nothing; bits 6-7 the side: 0 both, 1 client,
//                       2 server, 3 one value each, the client's first
//               varint  its value, or the index of its word (1 and more: 1)
//   steps     to the end of the bytes; kStepsMax of them are read; each is
//               byte    bits 0-5 the verb; an unknown one is skipped, and its
//                       flags are the next step
//               byte    flags
//               varint  times - 2, with flag bit 3
//               the verb's own arguments
//
// A varint has seven bits a byte, the low ones first; the top bit says that
// more follow, five bytes at most. A payload is a varint, so many bytes, and,
// with the repeat flag, the varint repeat - 2.
//
//   verbs                 flag bits                      arguments
//   0-5  local sends      0 server, 1-2 hook, 4 repeat,  payload
//                         5 binary (0, 1)
//   6    local close      0, 1-2, 4; 5 code, 6 reason    2 bytes code; payload
//   7-9  pause ... abort  0, 1-2
//   10   remote frame     0 fin=0, 1 repeat, 2 odd,      odd byte; 4 bytes
//                         4-7 opcode                     mask key; payload
//   11   remote bytes     4 repeat                       payload
//   14   deliver          0; 4-5: 0 N, 1 frame, 2-3 all  varint N
//   15   accept           the same                       the same
//   19   elapse                                          varint ms
//   21   lose             0
//   the others            0
//
// Flag bit 0 is the side in pair mode and nothing in solo mode. The odd byte:
// bits 0-2 RSV; 3-4 the mask: right, none, wrong, key; 5-6 the length: minimal,
// 7, 16, 64, minimal if the payload does not fit. Steps that the mode does not
// have are read and dropped. Payloads, `times` included, stop growing at
// kEncodedPayloadBytesMax; steps end at kPlayedStepsMax.
#include "scenario/scenario_bytes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "frame/role.h"
#include "scenario/scenario.h"
#include "scenario/scenario_bytes_bounds.h"
#include "scenario/scenario_bytes_codec.h"
#include "scenario/scenario_bytes_step.h"
#include "scenario/scenario_options.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

constexpr uint8_t kCastBits = 0x03;
constexpr int kEncodedOptionsMax = 15;
constexpr uint8_t kOptionBits = 0x3F;
constexpr int kSidesShift = 6;

// For so many steps there is room at once.
constexpr size_t kUsualSteps = 16;
constexpr size_t kStepBytesMin = 2;

// Whose value an option's entry sets.
enum Sides : int {
  kBothSides = 0,
  kClientOnly = 1,
  kServerOnly = 2,
  kEach = 3
};

Cast ReadCast(ByteReader& reader, Mode mode) {
  const Cast cast = static_cast<Cast>(reader.Byte() & kCastBits);
  if (mode == Mode::kPair) return Cast::kPair;
  return cast == Cast::kPair ? Cast::kBoth : cast;
}

int64_t Clamped(int64_t value, const OptionSpec& spec) {
  return spec.is_number() ? std::clamp(value, spec.least, kOptionNumberMax)
                          : std::min<int64_t>(value, 1);
}

void ReadOption(ByteReader& reader, Scenario& scenario) {
  const uint8_t id = reader.Byte();
  const size_t option = id & kOptionBits;
  const int sides = id >> kSidesShift;
  const bool is_known = option < kOptions.size();
  const OptionSpec& spec = kOptions[is_known ? option : 0];
  const int64_t first = Clamped(reader.Varint(), spec);
  const int64_t second =
      sides == kEach ? Clamped(reader.Varint(), spec) : first;
  if (!is_known) return;
  if (sides != kServerOnly) SetOption(scenario, option, Role::kClient, first);
  if (sides != kClientOnly) SetOption(scenario, option, Role::kServer, second);
}

std::string OptionEntry(size_t option, int sides) {
  return std::string(1, static_cast<char>(option | sides << kSidesShift));
}

void AppendOptions(const Scenario& scenario, std::string& out) {
  std::string entries;
  int count = 0;
  for (size_t i = 0; i < kOptions.size(); ++i) {
    const int64_t client =
        Clamped(OptionValue(scenario, i, Role::kClient), kOptions[i]);
    const int64_t server =
        Clamped(OptionValue(scenario, i, Role::kServer), kOptions[i]);
    const int64_t usual = DefaultOptionValue(i);
    if (client == usual && server == usual) continue;
    const Sides sides = client == server  ? kBothSides
                        : server == usual ? kClientOnly
                        : client == usual ? kServerOnly
                                          : kEach;
    entries += OptionEntry(i, sides);
    AppendVarint(sides == kServerOnly ? server : client, entries);
    if (sides == kEach) AppendVarint(server, entries);
    ++count;
  }
  out.push_back(static_cast<char>(count));
  out += entries;
}

}  // namespace

Scenario ScenarioFromBytes(std::string_view bytes, Mode mode) {
  ByteReader reader(bytes);
  Scenario scenario;
  scenario.cast = ReadCast(reader, mode);
  reader.Byte();  // kSwarmByte
  const int64_t timeout_ms = std::min(reader.Varint(), kTimeoutMsMax);
  if (timeout_ms != 0) scenario.timeout_ms = timeout_ms;
  const int options = std::min<int>(reader.Byte(), kEncodedOptionsMax);
  for (int i = 0; i < options; ++i) ReadOption(reader, scenario);

  StepBounds bounds(mode);
  scenario.steps.reserve(std::min(bytes.size() / kStepBytesMin, kUsualSteps));
  for (size_t i = 0; i < kStepsMax && !reader.AtEnd(); ++i) {
    Step step;
    if (ReadStep(reader, step) && bounds.Fit(step)) {
      scenario.steps.push_back(std::move(step));
    }
  }
  return scenario;
}

std::string ScenarioToBytes(const Scenario& scenario) {
  constexpr size_t kUsualBytes = 64;
  std::string bytes;
  bytes.reserve(kUsualBytes);
  bytes.push_back(static_cast<char>(scenario.cast));
  bytes.push_back(0);  // kSwarmByte
  const bool is_default = scenario.timeout_ms == kDefaultTimeoutMs;
  AppendVarint(is_default
                   ? 0
                   : std::clamp<int64_t>(scenario.timeout_ms, 1, kTimeoutMsMax),
               bytes);
  AppendOptions(scenario, bytes);
  StepBounds bounds(scenario.cast == Cast::kPair ? Mode::kPair : Mode::kSolo);
  for (Step step : scenario.steps) {
    if (bounds.Fit(step)) AppendStep(step, bytes);
  }
  return bytes;
}

}  // namespace wsdrain
