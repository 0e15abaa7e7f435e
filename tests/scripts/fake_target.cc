// A fuzz target of three lines of behaviour, for the tests of the scripts.
//
// Input:  any bytes. Each small letter counts once, in a counter of its own.
// Oracle: "BOOM" crashes, and "LEAK" leaks, if compiled with FAKE_FAILS; with
//         FAKE_DIES everything does.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

[[gnu::section("__libfuzzer_extra_counters")]] uint8_t letters[26];

void* volatile last;

// Uninstrumented, or the length of an input would count too.
[[gnu::noinline, clang::no_sanitize("coverage")]] void Count(
    std::string_view text) {
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') letters[c - 'a'] = 1;
  }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Count(text);
#ifdef FAKE_DIES
  if (!text.empty()) std::abort();
#endif
#ifdef FAKE_FAILS
  if (text.substr(0, 4) == "BOOM") std::abort();
  if (text.substr(0, 4) == "LEAK") {
    last = std::malloc(100);
    last = nullptr;
  }
#endif
  return 0;
}
