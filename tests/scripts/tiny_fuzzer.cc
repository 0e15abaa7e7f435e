// A fuzz target as small as the check of $OUT accepts, and how it can be bad.
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

namespace {

volatile int sum = 0;

template <int kValue>
void Compare(uint8_t byte) {
  if (byte == kValue) sum = sum + kValue;
  if constexpr (kValue > 0) Compare<kValue - 1>(byte);
}

[[maybe_unused, gnu::noinline]] void CommonEnd() { abort(); }
[[maybe_unused, gnu::noinline]] void CommonDetour() { CommonEnd(); }
[[maybe_unused, gnu::noinline]] void CommonStart() { CommonDetour(); }
[[maybe_unused, gnu::noinline]] void FirstEnd() { abort(); }
[[maybe_unused, gnu::noinline]] void SecondEnd() {
  sum = sum + 1;
  abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  int* const values = new int[size + 1];
  for (size_t i = 0; i < size; ++i) values[i + 1] = values[0] = data[i];
  if (size > 0) sum = sum + values[size] * values[size - 1];
  delete[] values;
#ifndef SMALL
  if (size > 0) Compare<99>(data[0]);
#endif
#ifdef DIES
  if (size > 0 && data[0] == 's') abort();
#endif
#ifdef STALLS
  while (size > 0 && data[0] == 's') sleep(1);
#endif
#ifdef SPINS
  while (size > 0 && data[0] == 's') sum = sum + 1;
#endif
#ifdef READS
  FILE* const file = fopen(READS, "r");
  if (file == nullptr) exit(3);
  fclose(file);
#endif
#ifdef ENDS
  ENDS();
#endif
  return 0;
}

#ifdef HAS_MAIN
int main() { return LLVMFuzzerTestOneInput(nullptr, 0); }
#endif
