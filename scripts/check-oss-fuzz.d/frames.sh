# Plants two faults that break different properties: ClusterFuzz must see two.
#
# Sourced by scripts/check-oss-fuzz, after build.sh and checks.sh.

readonly planted=(one_read_after_close close_not_answered)
readonly frames_target=closing_fuzzer

# What is common to all crashes, which ClusterFuzz leaves out of its stacks.
common_frames='^(__sanitizer|__asan|__msan|__ubsan|__interceptor|fuzzer::'
common_frames+='|_*(pthread_)?kill(_|$)|(__GI_)?(raise|abort|gsignal)(\(|$)'
common_frames+='|_start|__libc_start|main$)'

# top_frames LOG: the first three functions of the stack, a line.
top_frames() {
  sed -nE 's/^ *#[0-9]+ 0x[0-9a-f]+ in (.*) [^ ]+$/\1/p' "$1" |
    { grep -vE "$common_frames" || true; } | head -n 3 | paste -sd '|'
}

# compare_frames TARGET LOG LOG: of crashes that are two bugs.
compare_frames() {
  local log first second
  for log in "$2" "$3"; do
    [[ $(top_frames "$log") == *'|'*'|'* ]] || {
      fault "$1" frames "the stack '$(top_frames "$log")'" \
        "three functions that are ours in ${log##*/}"
      return 0
    }
  done
  first=$(top_frames "$2") second=$(top_frames "$3")
  [[ $first != "$second" ]] || fault "$1" frames \
    "the same top frames $first for two broken properties" \
    "different ones: ClusterFuzz files them as one bug"
}

# plant_in BUILD ID: edits the copy, and builds the target again.
plant_in() {
  local copy=$1/src/wsdrain file
  file=$(awk '$1 == "file" { print $2 }' "tests/faults/$2.fault")
  cp "$copy/$file" "$1/unedited"
  { cat tests/faults/fault_reached.h && scripts/faults --print "$2"
  } >"$copy/$file" || die 2 "$2 cannot be planted"
  cmake --build "$1/work/wsdrain" --target "$frames_target" \
    >"$1/planted.log" 2>&1 ||
    die "$2 does not compile; see $1/planted.log"
  cp "$1/work/wsdrain/$frames_target" "$1/$2"
  mv "$1/unedited" "$copy/$file"
}

# check_frames BUILD: its seeds meet both faults.
check_frames() {
  local build=$1 id logs=()
  for id in "${planted[@]}"; do
    plant_in "$build" "$id"
    logs+=("$build/$id.log")
    (cd "$build" && exec timeout 300 env -i PATH=/usr/bin:/bin \
      ASAN_SYMBOLIZER_PATH=/usr/lib/llvm-19/bin/llvm-symbolizer \
      "./$id" -runs=20000 -seed=1 -artifact_prefix="$build/$id." \
      "$build/src/wsdrain/corpus/$frames_target") >"$build/$id.log" 2>&1 ||
      true
    grep -q '^wsdrain: Assertion ' "$build/$id.log" ||
      fault "$frames_target" frames "no crash with the fault $id" \
        "one: see $build/$id.log"
  done
  compare_frames "$frames_target" "${logs[@]}"
  for id in "${logs[@]}"; do say "frames: $(top_frames "$id")"; done
}
