// Groups digits, rounds, and picks units.
#include "commands/figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <sstream>

namespace wsdrain {
namespace {

std::string Fixed(double number, int digits) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(digits) << number;
  return text.str();
}

}  // namespace

std::string CountText(uint64_t count) {
  std::string text = std::to_string(count);
  for (size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string CountText(uint64_t count, const std::string& noun) {
  return CountText(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string RateText(uint64_t count, double seconds) {
  // What took no time that a clock can tell has no rate that can be told.
  const double rate = static_cast<double>(count) / std::max(seconds, 1e-3);
  double unit = 1;
  while (rate / unit >= 100) unit *= 10;
  return CountText(static_cast<uint64_t>(std::round(rate / unit) * unit)) +
         "/s";
}

std::string BytesText(uint64_t bytes) {
  constexpr std::array kUnits = {"B", "KiB", "MiB", "GiB", "TiB"};
  double number = static_cast<double>(bytes);
  size_t unit = 0;
  for (; number >= 1024 && unit + 1 < kUnits.size(); ++unit) number /= 1024;
  return Fixed(number, unit > 0 && number < 10 ? 1 : 0) + " " + kUnits[unit];
}

std::string SecondsText(double seconds) { return Fixed(seconds, 1) + " s"; }

}  // namespace wsdrain
