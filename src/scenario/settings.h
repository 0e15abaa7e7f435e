// What a scenario sets of an endpoint: the documented knobs and limits.
#ifndef WSDRAIN_SCENARIO_SETTINGS_H_
#define WSDRAIN_SCENARIO_SETTINGS_H_

#include <cstdint>
#include <tuple>

namespace wsdrain {

// Only the standard library, and C++17: strangers' endpoints include this. The
// names in the language stand beside the fields.
struct Settings {
  bool delivers_after_close = true;         // data_after_close deliver|discard
  bool refuses_close_in_message = false;    // close_in_message accept|fail
  bool accepts_non_minimal_length = false;  // non_minimal_length fail|accept
  bool accepts_reserved_codes = false;      // reserved_codes fail|accept
  int64_t frame_bytes_max = 16 << 20;       // frame_bytes_max N
  int64_t message_bytes_max = 16 << 20;     // message_bytes_max N
  int64_t pongs_max = 16;                   // pongs_max N
  int64_t output_bytes_max = 64 << 20;      // output_bytes_max N
  int64_t messages_waiting_max = 16;        // messages_waiting_max N

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.delivers_after_close, self.refuses_close_in_message,
                    self.accepts_non_minimal_length,
                    self.accepts_reserved_codes, self.frame_bytes_max,
                    self.message_bytes_max, self.pongs_max,
                    self.output_bytes_max, self.messages_waiting_max);
  }

  friend bool operator==(const Settings& a, const Settings& b) {
    return PartsOf(a) == PartsOf(b);
  }
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SETTINGS_H_
