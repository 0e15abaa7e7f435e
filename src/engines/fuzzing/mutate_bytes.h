// Changes plain bytes: as the engine does it, or in a way of our own.
#ifndef WSDRAIN_ENGINES_FUZZING_MUTATE_BYTES_H_
#define WSDRAIN_ENGINES_FUZZING_MUTATE_BYTES_H_

#include <cstddef>
#include <cstdint>

namespace wsdrain {

// Changes `data`, which has room for `size_max` bytes, in place and returns the
// new size: LLVMFuzzerMutate, which knows the dictionary and what the target
// compares, where the engine has it; otherwise ChangeBytes.
size_t MutateBytes(uint8_t* data, size_t size, size_t size_max, uint32_t seed);

// One small change: bytes are inserted, erased, copied, flipped or replaced by
// a boundary value. A pure function of its arguments.
size_t ChangeBytes(uint8_t* data, size_t size, size_t size_max, uint32_t seed);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_MUTATE_BYTES_H_
