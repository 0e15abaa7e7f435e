// Plays a scenario in one world, and in one that is new after each step.
#include "engines/fuzzing/resume_input.h"

#include <array>
#include <limits>
#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "check/check.h"
#include "endpoints/reference.h"
#include "engines/fuzzing/chosen_scenario.h"
#include "engines/fuzzing/counters.h"
#include "props/all.h"
#include "scenario/scenario_text.h"
#include "scenario/world.h"

namespace wsdrain {
namespace {

enum class Way : uint32_t { kLoading, kCopying, kForgetting };
constexpr std::array<std::string_view, 3> kWayWords = {"loading", "copying",
                                                       "forgetting"};
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

  // False: it cannot.
  bool Resume() {
    std::unique_ptr<World> next;
    if (way_ == Way::kCopying) {
      next = world_->Clone(record_);
      if (next == nullptr) return false;
    } else {
      next = New();
      if (!next->Load(StateOf(*world_))) return false;
    }
    world_ = std::move(next);
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
};

std::string After(const char* what, const Step* step, Cast cast) {
  return absl::StrCat(
      what, " after ",
      step == nullptr ? "the last step" : StepToText(*step, cast));
}

// What differs after a step, or the ending (null).
std::optional<std::string> Compare(World& world, Record& record,
                                   Resumed& resumed, const Step* step,
                                   Cast cast) {
  if (record.Take() != resumed.record().Take()) {
    return After("another run is seen", step, cast);
  }
  if (StateOf(world) != StateOf(resumed.world())) {
    return After("another state is saved", step, cast);
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
    if (auto wrong = Compare(world, record, resumed, &step, scenario.cast)) {
      return wrong;
    }
    if (!resumed.Resume()) {
      return After("it cannot go on", &step, scenario.cast);
    }
  }
  world.End(ending);
  resumed.world().End(ending);
  return Compare(world, record, resumed, nullptr, scenario.cast);
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
      auto wrong =
          way == Way::kForgetting
              ? CheckForgetting(chosen.scenario, casting.players, ending)
              : CheckGoingOn(chosen.scenario, casting.players, way, ending);
      if (wrong.has_value()) return wrong;
    }
  }
  return std::nullopt;
}

}  // namespace wsdrain
