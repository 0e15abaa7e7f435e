// Plays a scenario in one world, and in one that is new after each step.
#include "engines/fuzzing/resume_input.h"

#include <array>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "check/check.h"
#include "endpoints/reference.h"
#include "engines/fuzzing/chosen_scenario.h"
#include "engines/fuzzing/connection_value.h"
#include "engines/fuzzing/counters.h"
#include "props/all.h"
#include "scenario/scenario_text.h"
#include "scenario/world.h"

namespace wsdrain {
namespace {

enum class Way : uint32_t { kLoading, kCopying, kForgetting, kComparing };
constexpr std::array<std::string_view, 4> kWayWords = {
    "loading", "copying", "forgetting", "comparing"};
constexpr std::array<PlainField, 1> kFields = {{{"by", kWayWords}}};
constexpr ChosenFormat kFormat = {{.target = "resume_fuzzer",
                                   .word = "resume",
                                   .fields = kFields,
                                   .has_bytes = false}};

constexpr size_t kAnyChunk = std::numeric_limits<size_t>::max();

std::string_view OrNothing(const ClosedReport* closed) {
  return closed == nullptr ? std::string_view() : closed->reason;
}

// All that was seen since it was emptied, a line each.
class Record : public ObservationSink {
 public:
  void OnObservation(const Ledger& before, const Observation& now) override {
    const bool has_code = now.closed != nullptr && now.closed->code.has_value();
    absl::StrAppend(&lines_, static_cast<int>(before.role), " ",
                    static_cast<int>(now.kind), " at ", before.now_ms, ": ",
                    absl::BytesToHexString(Of(now.bytes)), " ",
                    absl::BytesToHexString(Of(now.payload)), " ", now.is_text,
                    " ", has_code ? *now.closed->code : 0, " ",
                    absl::BytesToHexString(Of(OrNothing(now.closed))), " ",
                    static_cast<int>(now.result), " ", now.output_before, " ",
                    now.output_after, " ", static_cast<int>(now.tcp), " ");
    absl::StrAppend(&lines_, now.unread, " ", now.is_torn, " ", now.ms, " ",
                    now.is_output_free, now.is_quiescent, " ",
                    now.buffered_bytes, " ", now.has_timer, " ",
                    std::string(now.complaint), "\n");
  }
  std::string Take() { return std::exchange(lines_, ""); }

 private:
  static absl::string_view Of(std::string_view bytes) {
    return {bytes.data(), bytes.size()};
  }

  std::string lines_;
};

std::string StateOf(const World& world) {
  std::string state;
  if (!world.Save(state)) state = "it cannot be saved";
  return state;
}

// Plays on in a world that was made from another's state.
class Resumed {
 public:
  Resumed(const Scenario& scenario, const Players& players, Way way)
      : scenario_(scenario), players_(players), way_(way), world_(New()) {}

  World& world() { return *world_; }
  Record& record() { return record_; }

  // False: it cannot. States are loaded into a world that was used before.
  bool Resume() {
    if (way_ == Way::kCopying) {
      world_ = world_->Clone(record_);
      return world_ != nullptr;
    }
    if (spare_ == nullptr) spare_ = New();
    if (!spare_->Load(StateOf(*world_))) return false;
    std::swap(world_, spare_);
    return true;
  }

 private:
  std::unique_ptr<World> New() {
    return std::make_unique<World>(scenario_, players_, kAnyChunk, record_);
  }

  const Scenario& scenario_;
  const Players& players_;
  Way way_;
  Record record_;
  std::unique_ptr<World> world_;
  std::unique_ptr<World> spare_;
};

std::vector<Role> RolesOf(const Players& players) {
  std::vector<Role> roles;
  if (players.client != nullptr) roles.push_back(Role::kClient);
  if (players.server != nullptr) roles.push_back(Role::kServer);
  return roles;
}

// What decides which steps have an effect, for each end.
std::string ProspectsOf(const World& world, const Players& players) {
  std::string text;
  for (const Role role : RolesOf(players)) {
    const World::Prospect now = world.ProspectOf(role);
    absl::StrAppend(&text, now.unread, " ", now.output_bytes, " ",
                    now.calls_waiting, " ", now.is_end_due, now.is_end_read,
                    now.is_remote_gone, now.is_input_ignored, now.is_over, " ",
                    world.ledger(role).now_ms, "\n");
  }
  return text;
}

std::string After(const char* what, const Step* step, Cast cast) {
  return absl::StrCat(
      what, " after ",
      step == nullptr ? "the last step" : StepToText(*step, cast));
}

// What differs after a step, or the ending (null).
std::optional<std::string> Compare(World& world, Record& record,
                                   Resumed& resumed, const Players& players,
                                   const Step* step, Cast cast) {
  world.ObserveSettled();
  resumed.world().ObserveSettled();
  if (record.Take() != resumed.record().Take()) {
    return After("another run is seen", step, cast);
  }
  if (StateOf(world) != StateOf(resumed.world())) {
    return After("another state is saved", step, cast);
  }
  if (ProspectsOf(world, players) != ProspectsOf(resumed.world(), players)) {
    return After("other steps have an effect", step, cast);
  }
  return std::nullopt;
}

std::optional<std::string> CheckGoingOn(const Scenario& scenario,
                                        const Players& players, Way way,
                                        Ending ending) {
  Record record;
  World world(scenario, players, kAnyChunk, record);
  Resumed resumed(scenario, players, way);
  for (const Step& step : scenario.steps) {
    world.Play(step);
    resumed.world().Play(step);
    if (auto wrong =
            Compare(world, record, resumed, players, &step, scenario.cast)) {
      return wrong;
    }
    if (!resumed.Resume()) {
      return After("it cannot go on", &step, scenario.cast);
    }
  }
  world.End(ending);
  resumed.world().End(ending);
  return Compare(world, record, resumed, players, nullptr, scenario.cast);
}

// A world that forgets after each step: nobody is accused.
std::optional<std::string> CheckForgetting(const Scenario& scenario,
                                           const Players& players,
                                           Ending ending) {
  Checker checker(AllProperties());
  World world(scenario, players, kAnyChunk, checker);
  for (size_t i = 0; i < scenario.steps.size(); ++i) {
    checker.OnStep(i);
    world.Play(scenario.steps[i]);
    world.Canonicalize();
    const std::string state = StateOf(world);
    world.Canonicalize();
    if (StateOf(world) != state) {
      return After("more is forgotten the second time", &scenario.steps[i],
                   scenario.cast);
    }
  }
  world.End(ending);
  const Report report = checker.TakeReport();
  const Verdict* failure = report.FirstFailure(Level::kNote);
  if (failure == nullptr) return std::nullopt;
  return absl::StrCat("a world that forgets accuses our endpoint: ",
                      std::string(failure->property->name), ", expected ",
                      failure->expected, ", actual ", failure->actual);
}

std::optional<std::string> Check(const Scenario& scenario,
                                 const Casting& casting, Way way,
                                 Ending ending) {
  switch (way) {
    case Way::kLoading:
    case Way::kCopying:
      return CheckGoingOn(scenario, casting.players, way, ending);
    case Way::kForgetting:
      return CheckForgetting(scenario, casting.players, ending);
    case Way::kComparing:
      return CheckConnectionValue(scenario, casting.role);
  }
  return std::nullopt;
}

}  // namespace

std::string DecodeResume(std::string_view bytes) {
  return ChosenToText(kFormat, ChosenFromBytes(kFormat, bytes));
}

absl::StatusOr<std::string> EncodeResume(std::string_view file,
                                         std::string_view text) {
  return ChosenToBytes(kFormat, file, text);
}

std::optional<std::string> CheckResume(std::string_view bytes) {
  const ChosenScenario chosen = ChosenFromBytes(kFormat, bytes);
  const auto way = static_cast<Way>(chosen.choices[0]);
  const EndpointKind ours = Reference(&RowCounters());
  for (const Casting& casting : CastingsOf(chosen.scenario, ours, ours)) {
    for (const Ending ending : {Ending::kSilent, Ending::kCooperative}) {
      auto wrong = Check(chosen.scenario, casting, way, ending);
      if (wrong.has_value()) return wrong;
    }
  }
  return std::nullopt;
}

}  // namespace wsdrain
