# How scripts/faults runs each engine, and what it reads in the logs.
#
# Sourced by scripts/faults, after lib.sh and plant.sh.

readonly known=(corpus explorer rapidcheck closing_fuzzer closing_fuzzer_seeded
  frame_reader_fuzzer frame_round_trip_fuzzer close_payload_fuzzer naive_fuzzer)
readonly frame_targets=(
  frame_reader_fuzzer frame_round_trip_fuzzer close_payload_fuzzer)

# Ten times as much is asked of the unedited core. A run of a frame target
# decodes its bytes at every cut, and seeds are near to what they are to find.
cases_max=20000 runs_max=300000 short_runs_max=30000 seconds_max=1800
# Letters; the last depth is any. A fault may make a space endless.
depths=(3 5 7 1000000)
readonly depth_least=5 states_max=2000000 memory_mb=4096

# budget_of ENGINE: in words; a run with another budget is another run.
budget_of() {
  case $1 in
    corpus) echo "--fail-on note" ;;
    explorer)
      echo "${depths[*]}, $depth_least, $states_max, $memory_mb, $seconds_max"
      ;;
    rapidcheck) echo "$cases_max, $seconds_max" ;;
    *) echo "$(runs_max_of "$1"), $seconds_max" ;;
  esac
}

runs_max_of() {
  case $1 in
    frame_* | close_payload_* | *_seeded) echo "$short_runs_max" ;;
    *) echo "$runs_max" ;;
  esac
}

# parts_of ID ENGINE: its runs for that fault.
parts_of() {
  case $mode.$2 in
    fast.explorer)
      local space=${known_at[$1]-}; space=${space% *}
      if [[ -n $space ]]; then echo "${space##*-}"; else all_roles; fi
      ;;
    false-alarms.explorer) echo all ;;
    *.corpus | *.explorer) all_roles ;;
    *) seq "$seeds" ;;
  esac
}

all_roles() { printf '%s\n' client server pair; }

# program_of ENGINE: the preset and the target.
program_of() {
  case $1 in
    corpus | explorer) echo dev wsdrain ;;
    rapidcheck) echo dev rapidcheck_driver ;;
    closing_fuzzer_seeded) echo fuzz closing_fuzzer ;;
    *) echo fuzz "$1" ;;
  esac
}

# path_of ID TARGET: where the program with the fault is. `clean` has none.
path_of() {
  if [[ $1 != clean ]]; then
    echo "$out/$1/$2"
  elif [[ $2 == *_fuzzer ]]; then
    echo "build/fuzz/$2"
  else
    echo "build/dev/$2"
  fi
}

# build_clean: the programs without a fault, and what each is compiled from.
declare -A sources=()
build_clean() {
  local engine preset target dev=() fuzz=()
  for engine in "${engines[@]}"; do
    read -r preset target < <(program_of "$engine")
    if [[ $preset == dev ]]; then dev+=("$target"); else fuzz+=("$target"); fi
  done
  [[ " ${engines[*]} " != *" explorer "* ]] || dev+=(wsdrain)
  ((${#dev[@]} == 0)) || build dev "${dev[@]}"
  ((${#fuzz[@]} == 0)) || build fuzz "${fuzz[@]}"
  for target in "${frame_targets[@]}"; do
    [[ " ${fuzz[*]-} " != *" $target "* ]] ||
      sources[$target]=" $(linked_sources fuzz "$target" | tr '\n' ' ')"
  done
}

# is_concerned ID ENGINE: not if the engine knows nothing of the edited file.
is_concerned() {
  [[ -z ${sources[$2]-} || $1 == clean ]] ||
    [[ ${sources[$2]} == *" $(field "$1" file) "* ]]
}

# --- Running -----------------------------------------------------------------

# Where memory is laid out by chance, libFuzzer does not repeat itself.
in_place=()
! setarch -R true 2>/dev/null || in_place=(setarch -R)

limited() { timeout --foreground "$seconds_max" "$@"; }

# play_corpus ID ROLE
play_corpus() {
  limited "$(path_of "$1" wsdrain)" run --fail-on note --role "$2" \
    corpus/scenarios
}

# draw_cases ID SEED
draw_cases() {
  limited "$(path_of "$1" rapidcheck_driver)" "$2" "$cases_max"
}

# asan_options_of ENGINE: without what does not help to find a broken property.
# Symbols take seconds for each find, and the others a quarter of every run.
asan_options_of() {
  local options=symbolize=0:malloc_context_size=1
  # The sanitizers are all that the naive target has to see by.
  [[ $1 == naive_fuzzer ]] || options+=:detect_stack_use_after_return=0
  echo "$options"
}

# fuzz ID ENGINE SEED: from nothing, but for the engine with seeds. Without a
# folder libFuzzer keeps in memory what it finds.
fuzz() {
  local target flags corpus folder=() code=0
  read -r _ target < <(program_of "$2")
  mapfile -t flags < <(fuzzer_flags "$target")
  corpus=$out/results/$1/$2-$3.corpus
  rm -rf "$corpus"
  if [[ $2 == *_seeded ]]; then
    cp -r "corpus/$target" "$corpus"
    folder=("$corpus")
  fi
  ASAN_OPTIONS=$(asan_options_of "$2") \
    "${in_place[@]}" "$(path_of "$1" "$target")" -timeout=10 \
    "${flags[@]}" -seed="$3" -runs="$(runs_max_of "$2")" \
    -max_total_time="$seconds_max" -print_funcs=0 -print_final_stats=1 \
    -artifact_prefix="$out/results/$1/$2-$3." "${folder[@]}" || code=$?
  rm -rf "$corpus"
  return "$code"
}

# run_engine ID ENGINE PART: leaves a record, if it ended by itself.
run_engine() {
  local id=$1 engine=$2 part=$3 log=$out/results/$1/$2-$3.log code=0 since
  since=$EPOCHREALTIME
  case $engine in
    corpus) play_corpus "$id" "$part" ;;
    rapidcheck) draw_cases "$id" "$part" ;;
    *) fuzz "$id" "$engine" "$part" ;;
  esac >"$log" 2>&1 </dev/null || code=$?
  check_ended "$id" "$engine" "$code"
  record "$id" "$engine" "$part" "$log" "$code" "$(seconds_from "$since")"
  # What libFuzzer says of its progress is most of what there is.
  sed -i -E '/^(#[0-9]+|\tNEW_FUNC)/d' "$log"
}

# check_ended ID ENGINE CODE: a run that was interrupted has shown nothing.
check_ended() {
  case $3 in
    72 | 130 | 137 | 143) die 3 "$1: $2 was killed" ;;
    2) die 2 "$1: $2 was called wrongly; see $out/results/$1" ;;
    3 | 125 | 126 | 127) die 3 "$1: $2 has failed; see $out/results/$1" ;;
  esac
}

# seconds_from START: how long ago that was.
seconds_from() {
  awk -v since="$1" -v now="$EPOCHREALTIME" \
    'BEGIN { printf "%.2f", now - since }'
}

# --- Reading the logs --------------------------------------------------------

# broken_in LOG CODE: the names of broken properties, the most frequent first.
# What broke no property but ended the program has a name as well.
broken_in() {
  local names
  names=$(sed -n -e 's/^wsdrain: Assertion `\(.*\)'"'"' failed\.$/\1/p' \
    -e 's/^\(broken\|stalled\|crashed\): *\([a-z0-9_]*\).*/\2/p' "$1" |
    sort | uniq -c | sort -rn | awk '{ print $2 }')
  if [[ -n $names ]]; then
    echo "$names"
  elif grep -q '^not as expected: ' "$1"; then
    echo "(an expectation)"
  elif grep -q '^SUMMARY: ' "$1"; then
    # An abort of a target that takes plain bytes is its oracle's.
    sed -n -e 's/^SUMMARY: libFuzzer: deadly signal.*/(the oracle)/p' \
      -e 's/^SUMMARY: libFuzzer: \(.*\)/(libFuzzer: \1)/p' \
      -e 's/^SUMMARY: [A-Za-z]*: [0-9]* byte.*/(sanitizer: leak)/p' \
      -e 's/^SUMMARY: [A-Za-z]*: \([a-z-]*\).*/(sanitizer: \1)/p' "$1" |
      head -n 1
  elif (($2 > 128)); then
    echo "(the program died)"
  fi
}

reached_in() {
  if [[ $1 == "$out/results/clean/"* ]]; then
    echo null
  else
    grep -q 'the fault is reached' "$1" && echo true || echo false
  fi
}

runs_in() {
  awk '/^stat::number_of_executed_units:|^cases:|^states:/ { runs = $2 }
    / scenarios?, [0-9]+ runs?:/ { runs = $3 }
    END { print runs + 0 }' "$1"
}

# The shrunk scenario: its role; its steps are the lines but for the headers.
role_in() {
  awk '/^scn 1/ { inside = 1 }
    inside && $1 == "role" { print $2; exit }' "$1"
}

steps_in() {
  awk '
    BEGIN { header = "^(#|role|timeout|option|keys|rfc|class|needs|expect)" }
    /^scn 1/ { inside = 1; steps = 0; next }
    inside && /^$/ { inside = 0; is_done = 1 }
    inside && $0 !~ header { ++steps }
    END { print is_done ? steps : "null" }' "$1"
}
