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
bad shared_fuzzer libraries -- "${asan[@]}" -Wl,--no-as-needed -lcrypt
bad canary_fuzzer canary -- "${asan[@]}"
bad dict_fuzzer dictionary -- "${asan[@]}"
printf 'key=unquoted\n' >"$out/dict_fuzzer.dict"
bad escape_fuzzer dictionary -- "${asan[@]}"
printf '"\\n"\n' >"$out/escape_fuzzer.dict"
bad options_fuzzer options options options options start -- "${asan[@]}"
printf '%s\n' '[libfuzzer]' 'max_length = 9' 'max_len = long' 'dict = none' \
  '[nothing]' >"$out/options_fuzzer.options"
bad zip_fuzzer seeds -- "${asan[@]}"
echo "no zip file" >"$out/zip_fuzzer_seed_corpus.zip"
bad arm_fuzzer architecture -- "${asan[@]}"
printf '\267' | dd of="$out/arm_fuzzer" bs=1 seek=18 conv=notrunc status=none
expected+=("helper_fuzzer: looks" "script: looks" "lost: companions")
echo "no target" >"$out/helper_fuzzer"
printf '#!/bin/sh\n# LLVMFuzzerTestOneInput\n' >"$out/script"
chmod +x "$out/script"
touch "$out/lost.dict"

code=0
scripts/check-oss-fuzz --out "$out" --seconds-per-seed 2 \
  >"$folder/bad.log" 2>"$folder/bad.err" || code=$?
((code == 1)) || fail "exit code $code, not 1: $(cat "$folder/bad.err")"
diff <(printf '%s\n' "${expected[@]}" | sort) \
  <(sed -nE 's/^([^ ]+: [a-z]+): found .*, wanted .*/\1/p' "$folder/bad.log" |
    sort) ||
  fail "these are wanted (<) and found (>): $(cat "$folder/bad.log")"

# causes_are TARGET WORDS: what was found says it in words.
causes_are() {
  grep -q "^$1: .*$2" "$folder/bad.log" || fail "$1: nothing about '$2'"
}
causes_are dies_fuzzer "dies of its own seed seed"
causes_are stalls_fuzzer "seed stalls"
causes_are stripped_fuzzer "a stripped program"
causes_are combined_fuzzer "calls of ubsan .* sanitizers are not combined"
causes_are reads_fuzzer "hard-coded path $out/data"
causes_are bad.name_fuzzer "the name 'bad.name_fuzzer'"

# --- Two bugs that look like one ---------------------------------------------

# crash NAME FUNCTION: a target that ends in FUNCTION, and the log of that.
crash() {
  tiny "$folder/$1" "${asan[@]}" "-DENDS=$2"
  (cd "$folder" && ASAN_SYMBOLIZER_PATH=/usr/lib/llvm-19/bin/llvm-symbolizer \
    "./$1" -runs=1 seed >"$1.log" 2>&1) || true
}

# frames LOG LOG: what is said of two crashes.
frames() {
  (source scripts/check-oss-fuzz.d/checks.sh
    source scripts/check-oss-fuzz.d/frames.sh
    compare_frames tiny_fuzzer "$folder/$1.log" "$folder/$2.log")
}
crash first FirstEnd
crash second SecondEnd
crash common CommonStart
cp "$folder/common.log" "$folder/again.log"
[[ -z $(frames first second) ]] || fail "two bugs are taken for one"
[[ $(frames common again) == *"frames: found the same top frames"* ]] ||
  fail "one stack passes for two bugs: $(frames common again)"
echo "check-oss-fuzz names all that is bad"
