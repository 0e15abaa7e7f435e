#!/usr/bin/env bash
# Sees scripts/check-oss-fuzz pass what is good, and name whatever is bad.
#
# Usage: tests/scripts/check_oss_fuzz.sh FOLDER
#
# FOLDER is where tiny targets are built; it is emptied. All that is bad is
# checked in one run, which must name just that: `target: check`.
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly folder=$1
readonly out=$folder/out
rm -rf "$folder"
mkdir -p "$out" "$folder/good"

fail() {
  echo "$*" >&2
  exit 1
}

# tiny NAME FLAG...: builds it, and gives it a seed.
tiny() {
  clang++-19 -std=c++20 -O1 -gline-tables-only -static-libstdc++ "${@:2}" \
    tests/scripts/tiny_fuzzer.cc -o "$1"
  echo seed >"$folder/seed"
  (cd "$folder" && zip -q "$1_seed_corpus.zip" seed)
}

readonly asan=(-fsanitize=address,fuzzer)

# --- What is good ------------------------------------------------------------

tiny "$folder/good/tiny_fuzzer" "${asan[@]}"
cat >"$folder/good/tiny_fuzzer.dict" <<'END'
# A comment.
"plain"
key="\x00\\\""
END
printf '[libfuzzer]\nmax_len = 100\ndict = tiny_fuzzer.dict\n' \
  >"$folder/good/tiny_fuzzer.options"
scripts/check-oss-fuzz --out "$folder/good" >"$folder/good.log" 2>&1 ||
  fail "a good folder does not pass: $(cat "$folder/good.log")"
[[ -x $folder/good/tiny_fuzzer ]] || fail "the folder has not been moved back"

# --- What is bad -------------------------------------------------------------

cp "$folder/good/tiny_fuzzer"* "$out"
expected=()
# bad NAME CHECK... -- FLAG...: a target of which these checks must fail.
bad() {
  local name=$1
  shift
  while [[ $1 != -- ]]; do
    expected+=("$name: $1")
    shift
  done
  shift
  tiny "$out/$name" "$@"
}

bad dies_fuzzer seeds -- "${asan[@]}" -DDIES
bad stalls_fuzzer seeds -- "${asan[@]}" -DSTALLS
bad spins_fuzzer seeds -- "${asan[@]}" -DSPINS
bad stripped_fuzzer symbols -- "${asan[@]}"
strip "$out/stripped_fuzzer"
bad lineless_fuzzer symbols -- "${asan[@]}" -g0
bad combined_fuzzer sanitizer -- -fsanitize=address,undefined,fuzzer
bad undefined_fuzzer sanitizer sanitizer -- -fsanitize=undefined,fuzzer
echo data >"$out/data"
bad reads_fuzzer paths start -- "${asan[@]}" "-DREADS=\"$out/data\""
bad bad.name_fuzzer name -- "${asan[@]}"
bad blind_fuzzer instrumented -- -fsanitize=address \
  -fsanitize=fuzzer -fno-sanitize-coverage=inline-8bit-counters,pc-table
bad small_fuzzer instrumented -- "${asan[@]}" -DSMALL
bad shared_fuzzer libraries -- "${asan[@]}" -shared-libgcc -Wl,--no-as-needed \
  -lz-none 2>/dev/null || true
