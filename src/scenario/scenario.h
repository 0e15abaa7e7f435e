// A word over the alphabet of steps, with what it is played under.
#ifndef WSDRAIN_SCENARIO_SCENARIO_H_
#define WSDRAIN_SCENARIO_SCENARIO_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "frame/masking.h"
#include "frame/role.h"
#include "scenario/expectation.h"
#include "scenario/settings.h"
#include "scenario/step.h"

namespace wsdrain {

// The role of the endpoint under test. The numbers are the binary format's.
enum class Cast : uint8_t { kClient = 0, kServer = 1, kBoth = 2, kPair = 3 };

inline constexpr int64_t kDefaultTimeoutMs = 1000;
inline constexpr int64_t kTimeoutMsMax = 3'600'000;
inline constexpr size_t kKeysMax = 256;

struct Scenario {
  Cast cast = Cast::kBoth;
  // From the start of closing to closed, at most.
  int64_t timeout_ms = kDefaultTimeoutMs;
  // By role: [kClient], [kServer]. Solo mode uses that of the role played.
  std::array<Settings, 2> settings;
  // RST destroys what the receiver has not read yet (reset_discards yes|no).
  bool reset_discards = true;
  // Masking keys that a client under test uses, in turn; none: a counter.
  std::vector<MaskingKey> keys;
  std::vector<Step> steps;

  // Not in the binary format:
  std::vector<std::string> rfc;      // sections
  std::vector<std::string> classes;  // F01 to F30
  std::vector<std::string> needs;    // of kNeeds
  std::vector<Expectation> expects;

  friend bool operator==(const Scenario&, const Scenario&) = default;
};

// What a scenario may say that it needs of the endpoint or of the set-up.
inline constexpr std::array<const char*, 8> kNeeds = {
    "trigger",      "echo",      "pause", "abort",
    "virtual_time", "fragments", "ping",  "limits"};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_H_
