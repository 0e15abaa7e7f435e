// Properties of two runs: what must not change when something else does.
#include "props/all.h"

namespace wsdrain {
namespace {

constexpr Property Related(std::string_view name, std::string_view reached,
                           std::string_view section, Level level,
                           std::string_view rule, Relation relation) {
  Property property;
  property.name = name;
  property.reached = reached;
  property.section = section;
  property.level = level;
  property.level_ours = Level::kMust;
  property.rule = rule;
  property.relation = relation;
  return property;
}

constexpr Property kRelations[] = {
    Related("any_chunking_gives_the_same_trace", "input_was_cut_into_bytes",
            "5.4", Level::kMust,
            "reads of one byte give the same frames, events and verdict",
            Relation::kAnyChunking),
    Related("same_input_gives_the_same_run", "a_scenario_was_played_twice",
            "policy", Level::kNote, "a run is a pure function of its input",
            Relation::kSameRun),
    Related("shifted_time_shifts_the_trace", "a_scenario_was_played_later",
            "D23", Level::kNote,
            "an idle wait before the first step shifts all times by itself",
            Relation::kShiftedTime),
};

}  // namespace

std::span<const Property> RelationProperties() { return kRelations; }

}  // namespace wsdrain
