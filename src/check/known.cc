// Leaves known failures out, and shrinks what is left.
#include "check/known.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace wsdrain {
namespace {

class Unknown {
 public:
  Unknown(const Casting& casting, KnownFailures known)
      : endpoint_(EndpointText(casting)),
        role_(RoleText(casting)),
        known_(known) {}

  bool operator()(const Property& property) const {
    return std::none_of(
        known_.begin(), known_.end(), [&](const KnownFailure& failure) {
          return failure.property == property.name &&
                 failure.endpoint == endpoint_ && failure.role == role_;
        });
  }

 private:
  std::string endpoint_;
  std::string role_;
  KnownFailures known_;
};

}  // namespace

std::optional<ShrinkResult> ShrinkUnknown(const Scenario& scenario,
                                          const Casting& casting,
                                          const Report& report,
                                          KnownFailures known, Level fail_on) {
  const Level counts = IsOurs(casting) ? Level::kNote : fail_on;
  if (report.FirstFailure(counts) == nullptr) return std::nullopt;
  const Unknown is_unknown(casting, known);
  Report unknown;
  std::vector<const Property*> list;
  for (const Verdict& verdict : report.verdicts) {
    if (!is_unknown(*verdict.property)) continue;
    unknown.verdicts.push_back(verdict);
    list.push_back(verdict.property);
  }
  const Verdict* failure = unknown.FirstFailure(counts);
  if (failure == nullptr) return std::nullopt;
  const auto [client, server] = casting.players;
  return ShrinkToShortest(PropertySet(std::move(list)), counts, scenario,
                          client != nullptr ? *client : *server,
                          server != nullptr ? *server : *client, *failure);
}

}  // namespace wsdrain
