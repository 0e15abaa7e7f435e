// The states of a world, played by the endpoints themselves.
#ifndef WSDRAIN_EXPLORE_WORLD_MODEL_H_
#define WSDRAIN_EXPLORE_WORLD_MODEL_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "check/check.h"
#include "explore/model.h"
#include "explore/space.h"
#include "scenario/world.h"

namespace wsdrain {

// A model of `space`: every letter is a step played to `players`, every
// property is asked at each, and of each state under both fair endings. All
// arguments outlive it. Where a player's endpoint cannot Save and Load, the
// bytes of a state are the word of letters that leads to it, which is played
// again from the start; no two words lead to one state then, and only a limit
// of depth ends the exploration.
class WorldModel : public Model {
 public:
  // `fail_on`: the weakest level that counts, as each player is held to it.
  WorldModel(const Space& space, const Players& players,
             const PropertySet& properties, Level fail_on = Level::kNote);
  ~WorldModel() override;

  std::unique_ptr<Model> Fork() const override;
  size_t letters() const override { return space_.letters.size(); }
  LetterFacts Facts(size_t letter) const override {
    return space_.letters[letter].facts;
  }
  void AppendFirst(std::string& state) override;
  void Enter(std::string_view state) override;
  bool Inspect() override;
  Outcome Play(size_t letter, std::string& next) override;
  StateFacts facts() const override;
  const Finding& finding() const override { return finding_; }

  // Whether the endpoints can Save and Load.
  bool CanSave() const { return can_save_; }

 private:
  class Judge;
  // What each side has used up of what the space lets it send.
  struct Sent {
    uint8_t messages = 0;
    uint8_t pings = 0;
  };

  std::unique_ptr<World> NewWorld() const;
  void Return();
  void AppendState(const std::array<Sent, 2>& sent, std::string& state);
  bool IsEnabled(const Letter& letter) const;
  bool Ends(Ending ending);

  const Space& space_;
  Players players_;
  const PropertySet& properties_;
  Level fail_on_;
  std::unique_ptr<Judge> judge_;
  std::unique_ptr<World> world_;
  bool can_save_;
  std::string_view state_;    // as it was entered
  std::string_view entered_;  // the world's part of it, or the word
  bool is_entered_ = false;   // world_ stands as entered
  std::array<World::Prospect, 2> prospects_;
  std::array<Sent, 2> sent_;
  Finding finding_;
};

// Each in its role, where `space` has that. They outlive the players.
Players PlayersOf(const Space& space, const EndpointKind& client,
                  const EndpointKind& server);
inline Players PlayersOf(const Space& space, const EndpointKind& kind) {
  return PlayersOf(space, kind, kind);
}

// The scenario that a word of letters stands for.
Scenario ScenarioOf(const Space& space, const std::vector<size_t>& letters);

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_WORLD_MODEL_H_
