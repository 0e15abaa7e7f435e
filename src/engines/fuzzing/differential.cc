// Collects what each endpoint says, and counts who agrees.
#include "engines/fuzzing/differential.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "props/common.h"
#include "report/words.h"

namespace wsdrain {
namespace {

constexpr size_t kAspects = kAspectNames.size();

// The input leaves an endpoint a choice: what it makes of bytes on which the
// RFC is silent (D12, D14, D16), of its own limits (10.4), and of a text that
// is not finished (8.1).
bool HasChoiceOfInput(const Ledger& ledger) {
  if (ledger.has_own_limit) return true;
  const auto& fault = ledger.input.fault();
  if (!fault.has_value()) return false;
  const FaultStrength strength = Facts(*fault).strength;
  return strength == FaultStrength::kChoice ||
         strength == FaultStrength::kLimit || !ledger.input.IsFaultRipe();
}

// Who must write a Pong before it reads on hears of the next frame when the
// output is free again.
bool MayReadLater(const Scenario& scenario) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(),
                     [](const Step& s) { return s.verb == Verb::kHoldOutput; });
}

bool ActsInCallbacks(const Scenario& scenario) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(),
                     [](const Step& s) { return s.hook != Hook::kNone; });
}

// What one endpoint has made of a scenario.
class Testimony : public RunSink {
 public:
  explicit Testimony(bool may_read_later) : may_read_later_(may_read_later) {}

  void OnStep(size_t) override {}

  void OnObservation(const Ledger& before, const Observation& now) override {
    switch (now.kind) {
      case Seen::kMessage:
        // D4: after its own Close it delivers or discards.
        if (!before.close_called.has_value()) {
          messages_ += now.is_text ? "text " : "binary ";
          messages_ += now.payload;
          messages_ += '\n';
        }
        return;
      case Seen::kClosed:
        if (before.closed_reports == 0) closed_ = ClosedToText(*now.closed);
        return;
      case Seen::kEnd: {
        is_over_ = before.IsTcpOver() && before.closed.has_value();
        has_choice_ = HasChoiceOfInput(before) || before.is_abort_called;
        // How much of it was read before TCP was lost.
        const bool is_cut =
            !before.CanStillWrite() || before.MayBeAtItsDeadline();
        // D4: or before its own Close.
        has_choice_of_messages_ =
            is_cut || (may_read_later_ && before.close_called.has_value());
        // D20, D21, D35, D36: what an end is called that was not the peer's
        // Close and ours, in time and in order.
        has_choice_of_end_ = is_cut || !before.IsHandshakeDone() ||
                             before.input.fault().has_value() ||
                             MayHaveRefusedTheClose(before);
        was_paused_ = before.was_paused;
        return;
      }
      default:
        return;
    }
  }

  // Null: it has no say.
  const std::string* On(Aspect aspect) const {
    static const std::string kEnds = "it ends";
    static const std::string kDoesNotEnd = "it does not end";
    // Who reads no more may know of no end, or of one.
    if (has_choice_ || was_paused_) return nullptr;
    switch (aspect) {
      case Aspect::kMessages:
        return has_choice_of_messages_ ? nullptr : &messages_;
      case Aspect::kClosed:
        return has_choice_of_end_ ? nullptr : &closed_;
      case Aspect::kEnd:
        return is_over_ ? &kEnds : &kDoesNotEnd;
    }
    return nullptr;
  }

 private:
  bool may_read_later_;
  std::string messages_;
  std::string closed_;
  bool is_over_ = false;
  bool has_choice_ = false;
  bool has_choice_of_messages_ = false;
  bool has_choice_of_end_ = false;
  bool was_paused_ = false;
};

// An endpoint in one role, and what it has made of the scenario.
class Witness {
 public:
  Witness(const PropertySet& properties, const Scenario& scenario,
          const EndpointKind& kind, const Casting& casting, bool may_read_later)
      : properties_(properties),
        scenario_(scenario),
        kind_(kind),
        casting_(casting),
        testimony_(may_read_later) {
    RunScenario(scenario, casting.players, {}, Ending::kSilent, testimony_);
  }

  const std::string& name() const { return kind_.name; }
  const std::string* On(Aspect aspect) const { return testimony_.On(aspect); }
  // It breaks a property in that run. Judged only if that is asked: it takes
  // longer than the run.
  bool IsAccused() {
    if (!is_accused_.has_value()) {
      Checker checker(properties_);
      RunScenario(scenario_, casting_.players, {}, Ending::kSilent, checker);
      is_accused_ = checker.has_failed();
    }
    return *is_accused_;
  }

 private:
  const PropertySet& properties_;
  const Scenario& scenario_;
  const EndpointKind& kind_;
  Casting casting_;
  Testimony testimony_;
  std::optional<bool> is_accused_;
};

// Those that say the same.
using Group = std::vector<Witness*>;

// Nearly always, and found out without a list.
bool AllAgree(const std::vector<Witness>& all, Aspect aspect) {
  const std::string* first = nullptr;
  for (const Witness& witness : all) {
    const std::string* words = witness.On(aspect);
    if (words == nullptr) continue;
    if (first != nullptr && *first != *words) return false;
    first = words;
  }
  return true;
}

std::vector<Group> GroupsOf(std::vector<Witness>& all, Aspect aspect) {
  std::vector<Group> groups;
  for (Witness& witness : all) {
    const std::string* words = witness.On(aspect);
    if (words == nullptr) continue;
    const auto same = std::find_if(
        groups.begin(), groups.end(),
        [&](const Group& g) { return *g.front()->On(aspect) == *words; });
    if (same != groups.end()) {
      same->push_back(&witness);
    } else {
      groups.push_back({&witness});
    }
  }
  return groups;
}

// Of two against two, one side is in the wrong: whoever is accused. The fewest
// are asked first.
std::optional<Disagreement> Compare(std::vector<Witness>& all, Aspect aspect,
                                    Role role) {
  if (AllAgree(all, aspect)) return std::nullopt;
  std::vector<Group> groups = GroupsOf(all, aspect);
  std::sort(groups.begin(), groups.end(),
            [](const Group& a, const Group& b) { return a.size() < b.size(); });
  for (const Group& group : groups) {
    for (Witness* witness : group) {
      if (witness->IsAccused()) return std::nullopt;
    }
  }
  Disagreement disagreement{.aspect = aspect,
                            .role = role,
                            .dissenter = groups.front().front()->name()};
  for (const Witness& witness : all) {
    const std::string* words = witness.On(aspect);
    if (words != nullptr) {
      disagreement.sayings.push_back(
          {witness.name(), absl::CHexEscape(*words)});
    }
  }
  return disagreement;
}

}  // namespace

std::optional<Disagreement> FindDisagreement(
    const PropertySet& properties, const Scenario& scenario,
    std::span<const EndpointKind> kinds) {
  // What the application does inside a callback comes now or later, and what
  // follows from it is up to nobody.
  const bool may_read_later = MayReadLater(scenario);
  if (may_read_later && ActsInCallbacks(scenario)) return std::nullopt;
  std::array<std::vector<Witness>, 2> witnesses;  // by role
  for (auto& each : witnesses) each.reserve(kinds.size());
  for (const EndpointKind& kind : kinds) {
    for (const Casting& casting : CastingsOf(scenario, kind, kind)) {
      witnesses[static_cast<size_t>(casting.role)].emplace_back(
          properties, scenario, kind, casting, may_read_later);
    }
  }
  for (const Role role : {Role::kClient, Role::kServer}) {
    for (size_t i = 0; i < kAspects; ++i) {
      auto found = Compare(witnesses[static_cast<size_t>(role)],
                           static_cast<Aspect>(i), role);
      if (found.has_value()) return found;
    }
  }
  return std::nullopt;
}

std::string DisagreementToText(const Disagreement& disagreement) {
  std::string text(RoleName(disagreement.role));
  text += "s disagree about ";
  text += kAspectNames[static_cast<size_t>(disagreement.aspect)];
  text += ":\n";
  for (const Saying& saying : disagreement.sayings) {
    absl::StrAppend(&text, "  ", saying.endpoint, ": ", saying.words, "\n");
  }
  absl::StrAppend(&text, "the dissenter is ", disagreement.dissenter, "\n");
  return text;
}

}  // namespace wsdrain
