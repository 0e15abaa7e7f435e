// Large numbers, in the form in which people read them.
#ifndef WSDRAIN_COMMANDS_FIGURES_H_
#define WSDRAIN_COMMANDS_FIGURES_H_

#include <cstdint>
#include <string>

namespace wsdrain {

// 9954656 -> "9,954,656"
std::string CountText(uint64_t count);
// "1 state", "2 states"
std::string CountText(uint64_t count, const std::string& noun);

// Per second, to two digits: 812345 -> "810,000/s".
std::string RateText(uint64_t count, double seconds);

// Binary units: "340 MiB", "1.4 GiB".
std::string BytesText(uint64_t bytes);

// "12.3 s"
std::string SecondsText(double seconds);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_FIGURES_H_
