// Mutation and crossover by whole steps, for libFuzzer's hooks.
//
// A byte that is changed somewhere seldom makes another scenario that means
// something; a step that is inserted, moved or cut does.
#ifndef WSDRAIN_ENGINES_FUZZING_MUTATOR_H_
#define WSDRAIN_ENGINES_FUZZING_MUTATOR_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "scenario/scenario_bytes.h"

namespace wsdrain {

// MutateBytes, or what stands for it: changes `data` in place, to at most
// `size_max` bytes, and returns the new size.
using ByteMutator = size_t (*)(uint8_t* data, size_t size, size_t size_max,
                               uint32_t seed);

// Another scenario close to the one in `bytes`, at most `bytes_max` long (4
// and more). A pure function of its arguments, if `mutate_bytes` is; that is
// asked now and then, if it is not null.
//
// Steps are inserted from a subset of the verbs (swarm) that the input's
// kSwarmByte chooses; it is drawn anew now and then, and written back.
std::string MutateScenario(std::string_view bytes, Mode mode, size_t bytes_max,
                           uint32_t seed, ByteMutator mutate_bytes);

// The first scenario with some steps of the second.
std::string CrossScenarios(std::string_view first, std::string_view second,
                           Mode mode, size_t bytes_max, uint32_t seed);

// Both as libFuzzer wants them: the result goes to `data` or `out`.
size_t MutateInPlace(Mode mode, uint8_t* data, size_t size, size_t size_max,
                     uint32_t seed, ByteMutator mutate_bytes);
size_t CrossInto(Mode mode, std::string_view first, std::string_view second,
                 uint8_t* out, size_t out_max, uint32_t seed);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_MUTATOR_H_
