// Makes kinds of endpoint that lie, as our own or as somebody else's.
#ifndef WSDRAIN_TESTS_PROPS_BROKEN_H_
#define WSDRAIN_TESTS_PROPS_BROKEN_H_

#include <memory>

#include "closing/table.h"
#include "endpoints/reference.h"
#include "scenario/endpoint.h"
#include "tests/props/broken_endpoint.h"

namespace wsdrain {

// `table` is obeyed instead of the RFC's, if it is not null.
inline EndpointKind Broken(const Lies& lies, const Table* table = nullptr) {
  EndpointKind kind = Reference(nullptr, table);
  kind.name = "broken";
  kind.make = [lies, inner = Reference(nullptr, table),
               made = std::make_shared<int>(0)](const EndpointConfig& config,
                                                EndpointObserver& app) {
    return std::make_unique<BrokenEndpoint>(inner, config, lies, (*made)++,
                                            app);
  };
  return kind;
}

// The same thing as somebody else's: held to the level for strangers, with
// limits and D4 of its own that nobody knows.
inline EndpointKind AsStranger(EndpointKind kind) {
  kind.name = "stranger";
  kind.capabilities.is_ours = false;
  kind.capabilities.follows_settings = false;
  kind.capabilities.uses_given_keys = false;
  kind.capabilities.data_after_close = DataAfterClose::kUnknown;
  return kind;
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_PROPS_BROKEN_H_
