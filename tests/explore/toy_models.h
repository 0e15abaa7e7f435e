// Small state spaces whose counts and shortest counterexamples are known.
#ifndef WSDRAIN_TESTS_EXPLORE_TOY_MODELS_H_
#define WSDRAIN_TESTS_EXPLORE_TOY_MODELS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "explore/model.h"

namespace wsdrain {

using ToyState = std::array<int32_t, 4>;

// A state space by its rules; what is not set holds nowhere.
struct ToySpace {
  ToyState first = {};
  std::vector<LetterFacts> letters;
  // Where a letter leads to; none: it is disabled.
  std::function<std::optional<ToyState>(const ToyState&, size_t)> next;
  std::function<StateFacts(const ToyState&)> facts;
  std::function<bool(const ToyState&)> is_broken;
  std::function<bool(const ToyState&, size_t)> breaks;
  // Counts the calls of Inspect of all views, where given.
  std::shared_ptr<std::atomic<uint64_t>> inspections;
};

inline StateFacts ToyFacts(const ToySpace& space, const ToyState& state) {
  return space.facts ? space.facts(state) : StateFacts{};
}

class ToyModel : public Model {
 public:
  explicit ToyModel(ToySpace space) : space_(std::move(space)) {}

  std::unique_ptr<Model> Fork() const override {
    return std::make_unique<ToyModel>(space_);
  }
  size_t letters() const override { return space_.letters.size(); }
  LetterFacts Facts(size_t letter) const override {
    return space_.letters[letter];
  }
  void AppendFirst(std::string& state) override { Append(space_.first, state); }
  void Enter(std::string_view state) override {
    std::memcpy(entered_.data(), state.data(), sizeof(entered_));
    last_ = entered_;
  }
  bool Inspect() override {
    if (space_.inspections) ++*space_.inspections;
    finding_.property = "toy_state";
    return !space_.is_broken || !space_.is_broken(entered_);
  }
  Outcome Play(size_t letter, std::string& next) override {
    const std::optional<ToyState> to = space_.next(entered_, letter);
    if (!to.has_value()) return Outcome::kDisabled;
    finding_.property = "toy_letter";
    if (space_.breaks && space_.breaks(entered_, letter)) {
      return Outcome::kBroken;
    }
    last_ = *to;
    Append(last_, next);
    return Outcome::kMoved;
  }
  StateFacts facts() const override { return ToyFacts(space_, last_); }
  const Finding& finding() const override { return finding_; }

 private:
  static void Append(const ToyState& toy, std::string& state) {
    std::array<char, sizeof(toy)> bytes;
    std::memcpy(bytes.data(), toy.data(), sizeof(toy));
    state.append(bytes.data(), bytes.size());
  }

  ToySpace space_;
  ToyState entered_ = {};
  ToyState last_ = {};
  Finding finding_;
};

inline constexpr LetterFacts kGoodWill = {.is_good_will = true};
inline constexpr LetterFacts kTakesTime = {.takes_time = true,
                                           .is_good_will = true};
inline constexpr LetterFacts kHostile = {};

// Round and round: as many states as letters played, and no more.
inline ToySpace Cycle(int32_t states) {
  ToySpace space{.letters = {kHostile}};
  space.next = [states](const ToyState& s, size_t) {
    return ToyState{(s[0] + 1) % states};
  };
  return space;
}

// Diamonds in a row, {diamond, side}: an upper and a lower way through each,
// three states a diamond and one at the end, four transitions a diamond.
inline ToySpace Diamonds(int32_t diamonds) {
  ToySpace space{.letters = {kHostile, kHostile}};
  space.next = [diamonds](const ToyState& s,
                          size_t letter) -> std::optional<ToyState> {
    if (s[0] == diamonds) return std::nullopt;
    if (s[1] == 0) return ToyState{s[0], letter == 0 ? 1 : 2};
    if (letter == 1) return std::nullopt;
    return ToyState{s[0] + 1, 0};
  };
  return space;
}

// A counter from 0 that adds 1, 5 or 7, up to `most`.
inline ToySpace Counter(int32_t most) {
  ToySpace space{.letters = {kHostile, kHostile, kHostile}};
  space.next = [most](const ToyState& s,
                      size_t letter) -> std::optional<ToyState> {
    constexpr std::array<int32_t, 3> kSteps = {1, 5, 7};
    const int32_t sum = s[0] + kSteps[letter];
    if (sum > most) return std::nullopt;
    return ToyState{sum};
  };
  return space;
}

// Three counters, each from 0 to `side` - 1, one letter for each to go up, down
// and up by seven, and one that swaps the first two: side^3 states.
inline ToySpace Grid(int32_t side) {
  ToySpace space{.letters = std::vector<LetterFacts>(10)};
  space.next = [side](const ToyState& s,
                      size_t letter) -> std::optional<ToyState> {
    constexpr std::array<int32_t, 3> kSteps = {1, -1, 7};
    ToyState to = s;
    if (letter == 9) {
      std::swap(to[0], to[1]);
      return to;
    }
    int32_t& counter = to[letter % 3];
    counter += kSteps[letter / 3];
    if (counter < 0 || counter >= side) return std::nullopt;
    return to;
  };
  return space;
}

// A drain, {phase, queued, ms left}: open, then closing with frames queued
// and a deadline, then ended, {2, 0, ms taken}.
//   0 queue a frame (open)     2 deliver a frame (closing)
//   1 start closing (open)     3 let 10 ms pass (closing)
inline constexpr int32_t kDrainQueueMax = 3;
inline constexpr int32_t kDrainMs = 50;
inline ToySpace Drain() {
  ToySpace space{.letters = {kHostile, kHostile, kGoodWill, kTakesTime}};
  space.next = [](const ToyState& s, size_t letter) -> std::optional<ToyState> {
    const auto [phase, queued, ms, unused] = s;
    if (phase == 0 && letter == 0 && queued < kDrainQueueMax) {
      return ToyState{0, queued + 1};
    }
    if (phase == 0 && letter == 1) return ToyState{1, queued, kDrainMs};
    if (phase != 1 || letter < 2) return std::nullopt;
    if (letter == 2 && queued > 0) return ToyState{1, queued - 1, ms};
    if (letter == 2) return ToyState{2, 0, kDrainMs - ms};
    if (ms == 10) return ToyState{2, 0, kDrainMs};
    return ToyState{1, queued, ms - 10};
  };
  space.facts = [](const ToyState& s) {
    return StateFacts{s[0] == 1, s[0] == 2, s[2]};
  };
  return space;
}

// Peterson's mutual exclusion of two processes, {place of the first, of the
// second, flags, turn}; letter: who takes a step.
//   0 raise the flag  1 give the other the turn  2 wait  3 critical: leave
// Wrongly ordered, the turn is given before the flag is raised.
inline ToySpace Peterson(bool is_wrongly_ordered) {
  ToySpace space{.letters = {kHostile, kHostile}};
  space.next = [is_wrongly_ordered](const ToyState& s,
                                    size_t who) -> std::optional<ToyState> {
    ToyState to = s;
    const auto self = static_cast<int32_t>(who);
    const int32_t flag = 1 << self;
    const int32_t others_flag = 3 - flag;
    const bool raises = s[who] == (is_wrongly_ordered ? 1 : 0);
    const bool waits = (s[2] & others_flag) != 0 && s[3] != self;
    if (s[who] == 2 && waits) return std::nullopt;
    if (s[who] == 3) {
      to[2] &= ~flag;
    } else if (raises) {
      to[2] |= flag;
    } else if (s[who] < 2) {
      to[3] = 1 - self;
    }
    to[who] = (s[who] + 1) % 4;
    return to;
  };
  space.is_broken = [](const ToyState& s) { return s[0] == 3 && s[1] == 3; };
  return space;
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_EXPLORE_TOY_MODELS_H_
