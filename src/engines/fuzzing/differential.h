// One scenario, several endpoints: finds who makes of it what no other does.
//
// The judge holds each endpoint to the RFC; here they are held to each other,
// which needs no judge. Where they may differ is known by rule, not by name: an
// endpoint has no say where the RFC or a decision (D1-D38) leaves it a choice,
// and a dissenter that breaks a property in that run, of whatever level, is
// explained by it. What is left, nobody has thought of.
#ifndef WSDRAIN_ENGINES_FUZZING_DIFFERENTIAL_H_
#define WSDRAIN_ENGINES_FUZZING_DIFFERENTIAL_H_

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "scenario/endpoint.h"
#include "scenario/scenario.h"

namespace wsdrain {

// What endpoints are compared in.
enum class Aspect : size_t { kMessages, kClosed, kEnd };
inline constexpr std::array<std::string_view, 3> kAspectNames = {
    "the messages that are delivered", "the end as it is reported",
    "whether it ends"};

// What one endpoint says to an aspect.
struct Saying {
  std::string endpoint;
  std::string words;

  friend bool operator==(const Saying&, const Saying&) = default;
};

struct Disagreement {
  Aspect aspect;
  Role role;
  std::vector<Saying> sayings;  // of all that have a say, in their order
  std::string dissenter;        // whom the fewest agree with

  friend bool operator==(const Disagreement&, const Disagreement&) = default;
};

// Plays `scenario` with every kind in each role that it has. None: they agree,
// or what they differ in is explained.
std::optional<Disagreement> FindDisagreement(
    const PropertySet& properties, const Scenario& scenario,
    std::span<const EndpointKind> kinds);

// In words, and in the form of a failed assert.
std::string DisagreementToText(const Disagreement& disagreement);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_DIFFERENTIAL_H_
