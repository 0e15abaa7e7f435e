// Filters the list of spaces by name, role and endpoint, and cuts it up.
#include "commands/explore_plan.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace wsdrain {
namespace {

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Each once, in the order of the list.
std::vector<std::string> NamesOf(const std::vector<Space>& spaces) {
  std::vector<std::string> names;
  for (const Space& space : spaces) {
    if (!Has(names, space.name)) names.push_back(space.name);
  }
  return names;
}

bool CanTakePart(const Pairing& pairing, Cast cast) {
  return (cast == Cast::kServer || pairing.client->has_client) &&
         (cast == Cast::kClient || pairing.server->has_server) &&
         (cast == Cast::kPair || pairing.client == pairing.server);
}

struct Shard {
  size_t first = 1;  // from 1
  size_t of = 1;
};

absl::StatusOr<Shard> ShardFrom(const std::string& text) {
  Shard shard;
  if (text.empty()) return shard;
  const std::vector<std::string> parts = absl::StrSplit(text, '/');
  if (parts.size() == 2 && absl::SimpleAtoi(parts[0], &shard.first) &&
      absl::SimpleAtoi(parts[1], &shard.of) && 1 <= shard.first &&
      shard.first <= shard.of) {
    return shard;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--shard: found ", text, ", allowed: I/N with 1 <= I <= N, as 2/3"));
}

// All spaces by those names. A name that only the large list has calls for
// that space, not for all that is large.
absl::StatusOr<std::vector<Space>> SpacesNamed(
    const ExploreSelection& selection) {
  std::vector<Space> spaces = AllSpaces(selection.is_large, selection.messages);
  if (selection.only.empty()) return spaces;
  std::vector<Space> large = AllSpaces(/*is_large=*/true, selection.messages);
  const std::vector<std::string> known = NamesOf(large);
  const std::vector<std::string> listed = NamesOf(spaces);
  for (const std::string& name : selection.only) {
    if (Has(known, name)) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "--only: found ", name, ", allowed: ", absl::StrJoin(known, ", ")));
  }
  std::copy_if(large.begin(), large.end(), std::back_inserter(spaces),
               [&](const Space& space) { return !Has(listed, space.name); });
  std::erase_if(spaces, [&](const Space& space) {
    return !Has(selection.only, space.name);
  });
  return spaces;
}

}  // namespace

std::string RoleText(const Space& space) {
  switch (space.scenario.cast) {
    case Cast::kClient:
      return "client";
    case Cast::kServer:
      return "server";
    default:
      return "pair";
  }
}

absl::StatusOr<std::vector<PlannedSpace>> PlanOf(
    const ExploreSelection& selection, const Pairing& pairing) {
  const auto shard = ShardFrom(selection.shard);
  if (!shard.ok()) return shard.status();
  auto spaces = SpacesNamed(selection);
  if (!spaces.ok()) return spaces.status();
  std::erase_if(*spaces, [&](const Space& space) {
    return (!selection.role.empty() && RoleText(space) != selection.role) ||
           !CanTakePart(pairing, space.scenario.cast);
  });
  if (spaces->empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "found no exploration of that name and role for ", NameOf(pairing),
        ", allowed: a --role that the names of --only and the endpoint have"));
  }
  std::vector<PlannedSpace> plan;
  std::map<std::string, size_t> taken;
  for (size_t i = 0; i < spaces->size(); ++i) {
    Space& space = (*spaces)[i];
    std::string stem = space.name + "-" + RoleText(space);
    const size_t number = ++taken[stem];
    if (number > 1) absl::StrAppend(&stem, "-", number);
    if (i % shard->of != shard->first - 1) continue;
    plan.push_back({std::move(space), std::move(stem)});
  }
  return plan;
}

}  // namespace wsdrain
