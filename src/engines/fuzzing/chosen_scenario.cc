// Takes the choices off a scenario, and puts them before it again.
#include "engines/fuzzing/chosen_scenario.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scenario/scenario_bytes.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

// One mutation in so many is of the choices.
constexpr uint32_t kHeadsTurn = 8;
// The least that a mutated scenario needs.
constexpr size_t kScenarioBytesMin = 4;

Mode ModeIn(std::string_view bytes) {
  return !bytes.empty() && (bytes[0] & 1) != 0 ? Mode::kPair : Mode::kSolo;
}

// The head ends before the line "scn 1"; from there on it is a scenario.
size_t HeadEnd(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (text.substr(at, 3) == "scn") return at;
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  }
  return text.size();
}

// "FILE:LINE...": the line counted from the top of the file.
absl::Status MovedDown(const absl::Status& status, std::string_view file,
                       size_t lines) {
  const std::string message(status.message());
  const char* const number = message.data() + file.size() + 1;
  size_t line = 0;
  const auto [rest, error] =
      std::from_chars(number, message.data() + message.size(), line);
  return absl::InvalidArgumentError(
      absl::StrCat(std::string(file), ":", line + lines, rest));
}

absl::Status RefusedSize(std::string_view file, const ChosenFormat& format) {
  return absl::InvalidArgumentError(absl::StrCat(
      std::string(file), ":1:1: found a longer scenario, allowed: ",
      format.steps_max, " steps, each times=", format.times_max, " with ",
      format.payload_bytes_max, " bytes"));
}

void Bound(const ChosenFormat& format, Scenario& scenario) {
  scenario.steps.resize(std::min(scenario.steps.size(), format.steps_max));
  for (Step& step : scenario.steps) {
    step.times = std::min(step.times, format.times_max);
    if (step.payload.size() <= format.payload_bytes_max) continue;
    std::string& unit = step.payload.unit;
    unit.resize(std::min(unit.size(), format.payload_bytes_max));
    step.payload.repeat =
        static_cast<uint32_t>(format.payload_bytes_max / unit.size());
  }
}

}  // namespace

ChosenScenario ChosenFromBytes(const ChosenFormat& format,
                               std::string_view bytes) {
  ChosenScenario chosen;
  for (size_t i = 0; i < format.choices.fields.size(); ++i) {
    const size_t words = format.choices.fields[i].words.size();
    const size_t at = i + 1;
    const auto byte =
        static_cast<uint8_t>(at < bytes.size() ? bytes[at] : '\0');
    chosen.choices.push_back(static_cast<uint32_t>(byte % words));
  }
  const size_t head = std::min(format.head_bytes(), bytes.size());
  chosen.scenario = ScenarioFromBytes(bytes.substr(head), ModeIn(bytes));
  Bound(format, chosen.scenario);
  return chosen;
}

std::string ChosenToText(const ChosenFormat& format,
                         const ChosenScenario& chosen) {
  const PlainRecord record{chosen.choices, ""};
  return PlainToText(format.choices, {&record, 1}) +
         ScenarioToText(chosen.scenario);
}

absl::StatusOr<std::string> ChosenToBytes(const ChosenFormat& format,
                                          std::string_view file,
                                          std::string_view text) {
  const size_t end = HeadEnd(text);
  const auto records = PlainFromText(format.choices, file, text.substr(0, end));
  if (!records.ok()) return records.status();
  const auto scenario = ScenarioFromText(file, text.substr(end));
  if (!scenario.ok()) {
    const auto lines = std::count(
        text.begin(), text.begin() + static_cast<ptrdiff_t>(end), '\n');
    return MovedDown(scenario.status(), file, static_cast<size_t>(lines));
  }
  Scenario bounded = *scenario;
  Bound(format, bounded);
  if (bounded.steps != scenario->steps) return RefusedSize(file, format);
  std::string bytes(1, scenario->cast == Cast::kPair ? '\1' : '\0');
  for (size_t i = 0; i < format.choices.fields.size(); ++i) {
    // No line of choices: the first of each.
    bytes.push_back(
        static_cast<char>(records->empty() ? 0 : records->front().values[i]));
  }
  return bytes + ScenarioToBytes(*scenario);
}

size_t MutateChosen(size_t head_bytes, uint8_t* data, size_t size,
                    size_t size_max, uint32_t seed, ByteMutator mutate_bytes) {
  if (size_max < head_bytes + kScenarioBytesMin) {
    return mutate_bytes(data, size, size_max, seed);
  }
  if (size < head_bytes) {
    std::memset(data + size, 0, head_bytes - size);
    size = head_bytes;
  }
  if (seed % kHeadsTurn == 0) {
    mutate_bytes(data, head_bytes, head_bytes, seed);
    return size;
  }
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  return head_bytes + MutateInPlace(ModeIn(bytes), data + head_bytes,
                                    size - head_bytes, size_max - head_bytes,
                                    seed, mutate_bytes);
}

size_t CrossChosen(size_t head_bytes, std::string_view first,
                   std::string_view second, uint8_t* out, size_t out_max,
                   uint32_t seed) {
  const bool is_short = std::min(first.size(), second.size()) < head_bytes ||
                        out_max < head_bytes + kScenarioBytesMin;
  if (is_short || ModeIn(first) != ModeIn(second)) {
    const size_t size = std::min(first.size(), out_max);
    std::copy_n(first.begin(), size, out);
    return size;
  }
  std::copy_n(first.begin(), head_bytes, out);
  return head_bytes + CrossInto(ModeIn(first), first.substr(head_bytes),
                                second.substr(head_bytes), out + head_bytes,
                                out_max - head_bytes, seed);
}

}  // namespace wsdrain
