// Returns to a state, plays a letter, asks the properties, and saves what
// follows.
#include "explore/world_model.h"

#include <algorithm>
#include <limits>

namespace wsdrain {
namespace {

bool HasEnded(const Ledger& ledger) {
  return ledger.closed.has_value() && ledger.IsTcpOver();
}

// A letter of a word takes two bytes.
void AppendLetter(size_t letter, std::string& word) {
  word.push_back(static_cast<char>(letter & 0xFF));
  word.push_back(static_cast<char>(letter >> 8));
}

size_t TakeLetter(std::string_view& word) {
  const size_t letter = static_cast<uint8_t>(word[0]) |
                        size_t{static_cast<uint8_t>(word[1])} << 8;
  word.remove_prefix(2);
  return letter;
}

int64_t TimeTaken(const Ledger& ledger) {
  return ledger.now_ms - ledger.closing_since_ms.value_or(ledger.now_ms);
}

}  // namespace

// Asks the properties as things are seen, and keeps the first that is broken.
class WorldModel::Judge : public ObservationSink {
 public:
  Judge(const PropertySet& properties, Level fail_on, Finding& finding)
      : properties_(properties), fail_on_(fail_on), finding_(finding) {}

  // What stands when a step has settled is asked when the state that follows
  // is inspected, once for all the ways that lead to it; but for a complaint:
  // who has thrown may not be able to save its state.
  void Begin(bool asks_settled) {
    asks_settled_ = asks_settled;
    settled_ = 0;
    is_broken_ = false;
  }

  // What is played again was judged when it was played first.
  void Mute(bool is_muted) { is_muted_ = is_muted; }

  void OnObservation(const Ledger& before, const Observation& now) override {
    if (is_muted_) return;
    if (now.kind == Seen::kSettled) {
      ++settled_;
      if (!asks_settled_ && now.complaint.empty()) return;
    }
    if (is_broken_) return;
    for (const auto& [index, holds] : properties_.AskedOn(now.kind)) {
      const Answer answer = holds(before, now);
      if (answer.result != Answer::Result::kBroken) continue;
      const Property& property = *properties_.list()[index];
      if (!Counts(property, before.capabilities.is_ours)) continue;
      is_broken_ = true;
      finding_ = {std::string(property.name), answer.difference->expected,
                  answer.difference->actual, before.is_fair_phase};
      return;
    }
  }

  bool is_broken() const { return is_broken_; }
  size_t settled() const { return settled_; }

 private:
  bool Counts(const Property& property, bool is_ours) const {
    const Level level = is_ours ? property.level_ours : property.level;
    return !property.name.empty() &&
           (property.failure != FailureKind::kRule || level <= fail_on_);
  }

  const PropertySet& properties_;
  Level fail_on_;
  Finding& finding_;
  bool is_muted_ = false;
  bool asks_settled_ = false;
  size_t settled_ = 0;
  bool is_broken_ = false;
};

WorldModel::WorldModel(const Space& space, const Players& players,
                       const PropertySet& properties, Level fail_on)
    : space_(space),
      players_(players),
      properties_(properties),
      fail_on_(fail_on),
      judge_(std::make_unique<Judge>(properties, fail_on, finding_)),
      world_(NewWorld()) {
  std::string state;
  can_save_ = world_->Save(state) && world_->Load(state);
}

WorldModel::~WorldModel() = default;

std::unique_ptr<World> WorldModel::NewWorld() const {
  return std::make_unique<World>(space_.scenario, players_,
                                 std::numeric_limits<size_t>::max(), *judge_);
}

std::unique_ptr<Model> WorldModel::Fork() const {
  return std::make_unique<WorldModel>(space_, players_, properties_, fail_on_);
}

void WorldModel::AppendFirst(std::string& state) {
  judge_->Begin(/*asks_settled=*/false);
  for (const Step& step : space_.scenario.steps) world_->Play(step);
  if (can_save_) world_->Canonicalize();
  AppendState({}, state);
  is_entered_ = false;
}

// To the state that was entered, from wherever the world stands.
void WorldModel::Return() {
  if (can_save_) {
    world_->Load(entered_);
    return;
  }
  judge_->Mute(true);
  world_ = NewWorld();
  for (const Step& step : space_.scenario.steps) world_->Play(step);
  for (std::string_view word = entered_; !word.empty();) {
    world_->Play(space_.letters[TakeLetter(word)].step);
  }
  judge_->Mute(false);
}

// In pair mode what each side has sent so far stands before the world.
void WorldModel::AppendState(const std::array<Sent, 2>& sent,
                             std::string& state) {
  if (space_.scenario.cast == Cast::kPair) {
    for (const Sent& side : sent) {
      state.push_back(static_cast<char>(side.messages));
      state.push_back(static_cast<char>(side.pings));
    }
  }
  if (can_save_) {
    world_->Save(state);
  } else {
    state += entered_;
  }
}

void WorldModel::Enter(std::string_view state) {
  state_ = entered_ = state;
  if (space_.scenario.cast == Cast::kPair) {
    for (Sent& side : sent_) {
      side = {.messages = static_cast<uint8_t>(entered_[0]),
              .pings = static_cast<uint8_t>(entered_[1])};
      entered_.remove_prefix(2);
    }
  }
  Return();
  is_entered_ = true;
  for (const Role role : {Role::kClient, Role::kServer}) {
    prospects_[static_cast<size_t>(role)] = world_->ProspectOf(role);
  }
}

bool WorldModel::Inspect() {
  judge_->Begin(/*asks_settled=*/true);
  world_->ObserveSettled();
  return !judge_->is_broken() && Ends(Ending::kSilent) &&
         Ends(Ending::kCooperative);
}

bool WorldModel::Ends(Ending ending) {
  if (!is_entered_) Return();
  is_entered_ = false;
  world_->End(ending);
  return !judge_->is_broken();
}

bool WorldModel::IsEnabled(const Letter& letter) const {
  const size_t side = static_cast<size_t>(letter.step.side);
  const World::Prospect& here = prospects_[side];
  const Sent& sent = sent_[side];
  if (here.is_over && !IsLocal(letter.step.verb)) return false;
  switch (letter.when) {
    case When::kAlways:
      return true;
    case When::kWireIsEmpty:
      return here.unread == 0 && !here.is_remote_gone;
    case When::kRemoteIsThere:
      return !here.is_remote_gone;
    case When::kUnread:
      return here.unread > 0 || here.is_end_due;
    case When::kEndIsRead:
      return here.is_end_read;
    case When::kUnreadByteByByte:
      return here.unread > 1 && !here.is_input_ignored;
    case When::kOutputWaits:
      return here.output_bytes > 0;
    case When::kOutputWaitsByteByByte:
      return here.output_bytes > 1;
    case When::kNoCallWaits:
      return here.calls_waiting == 0;
    case When::kMessagesLeft:
      return sent.messages < space_.messages_max;
    case When::kPingsLeft:
      return sent.pings == 0;
  }
  return false;
}

Outcome WorldModel::Play(size_t letter, std::string& next) {
  const Letter& what = space_.letters[letter];
  if (!IsEnabled(what)) return Outcome::kDisabled;
  if (!is_entered_) Return();
  is_entered_ = false;
  judge_->Begin(/*asks_settled=*/false);
  world_->Play(what.step);
  if (judge_->settled() > 1) {  // something stood between: ask that as well
    Return();
    judge_->Begin(/*asks_settled=*/true);
    world_->Play(what.step);
  }
  if (judge_->is_broken()) return Outcome::kBroken;
  if (can_save_) world_->Canonicalize();
  std::array<Sent, 2> sent = sent_;
  Sent& own = sent[static_cast<size_t>(what.step.side)];
  if (what.when == When::kMessagesLeft) ++own.messages;
  if (what.when == When::kPingsLeft) ++own.pings;
  const size_t begin = next.size();
  AppendState(sent, next);
  if (!can_save_) AppendLetter(letter, next);
  // Where a letter leads back to, the next may start at once.
  is_entered_ = std::string_view(next).substr(begin) == state_;
  return Outcome::kMoved;
}

// In pair mode the time left is that of both ends together: an end that starts
// to close later has all of its own time.
StateFacts WorldModel::facts() const {
  StateFacts facts;
  facts.is_ended = true;
  int64_t left = 0;
  int64_t taken = 0;
  const bool is_pair = space_.scenario.cast == Cast::kPair;
  for (const Role role : {Role::kClient, Role::kServer}) {
    if (!is_pair && role == Role::kServer) break;
    const Ledger& ledger = world_->ledger(role);
    taken = std::max(taken, TimeTaken(ledger));
    if (HasEnded(ledger)) continue;
    facts.is_ended = false;
    facts.is_obliged = facts.is_obliged || ledger.IsClosing();
    left += ledger.timeout_ms - TimeTaken(ledger);
  }
  facts.ms = facts.is_ended ? taken : facts.is_obliged ? left : 0;
  return facts;
}

Players PlayersOf(const Space& space, const EndpointKind& client,
                  const EndpointKind& server) {
  const Cast cast = space.scenario.cast;
  return {.client = cast == Cast::kServer ? nullptr : &client,
          .server = cast == Cast::kClient ? nullptr : &server};
}

Scenario ScenarioOf(const Space& space, const std::vector<size_t>& letters) {
  Scenario scenario = space.scenario;
  for (const size_t letter : letters) {
    scenario.steps.push_back(space.letters[letter].step);
  }
  return scenario;
}

}  // namespace wsdrain
