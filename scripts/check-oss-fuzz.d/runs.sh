# Runs a target with nothing but $OUT, and replays its seeds.
#
# Sourced by scripts/check-oss-fuzz, after checks.sh.

# A seed that takes longer is a hang; so is a replay that takes more of the
# processor than a share of that for each of its seeds.
seed_seconds_max=10
readonly edges_min=100 runs_min=4

# options_of TARGET: as libFuzzer's flags.
options_of() {
  [[ ! -f $out/$1.options ]] || awk -F '[ \t]*=[ \t]*' '
    /^\[/ { is_ours = /^\[libfuzzer\]/; next }
    is_ours && NF == 2 { print "-" $1 "=" $2 }' "$out/$1.options"
}

# cause_in LOG: what a program said when it died.
cause_in() {
  grep -aoEm 1 "Assertion .* failed|runtime error: .*|ERROR: .*|\
error while loading.*|No such file or directory|.*cannot .*" "$1" |
    head -c 200 | head -n 1 || true
}

# --- Start -------------------------------------------------------------------

check_start() {
  if [[ $engine == afl ]]; then
    check_start_afl "$1"
  elif [[ $sanitizer == coverage ]]; then
    check_start_uninstrumented "$1"
  else
    check_start_libfuzzer "$1"
  fi
}

check_start_libfuzzer() {
  local log=$scratch/start.log edges options
  mapfile -t options < <(options_of "$1")
  in_out 60 "./$1" "${options[@]}" -seed=1337 -runs=$runs_min \
    >"$log" 2>&1 || true
  if grep -q 'no interesting inputs were found' "$log"; then
    fault "$1" instrumented "no counters" "$edges_min at least: it is not" \
      "compiled with \$CXXFLAGS, which ask for coverage"
    return 1
  fi
  edges=$(sed -nE 's/^INFO: Loaded .*(counters|guards)\): *([0-9]+).*/\2/p' \
    "$log" | sed -n 1p)
  if [[ -n $edges ]] && ((edges < edges_min)); then
    fault "$1" instrumented "$edges counters" "$edges_min at least: only a" \
      "part of it is compiled with \$CXXFLAGS"
  fi
  grep -q "Done $runs_min runs" "$log" || {
    fault "$1" start "no $runs_min runs: $(cause_in "$log")" \
      "that it starts in another place, with nothing but \$OUT"
    return 1
  }
}

# Without counters libFuzzer only plays what it is given.
check_start_uninstrumented() {
  : >"$scratch/empty"
  in_out 60 "./$1" "$scratch/empty" >"$scratch/start.log" 2>&1 || {
    fault "$1" start "no run: $(cause_in "$scratch/start.log")" \
      "that it starts in another place, with nothing but \$OUT"
    return 1
  }
}

check_start_afl() {
  local log=$scratch/start.log
  mkdir -p "$scratch/in"
  echo seed >"$scratch/in/seed"
  rm -rf "$scratch/found"
  (cd "$out" && env -i PATH="$PATH" AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 \
    AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1 \
    AFL_FORKSRV_INIT_TMOUT=30000 timeout -s INT --kill-after=10 60 \
    afl-fuzz -i "$scratch/in" -o "$scratch/found" -m none -t 5000 -E 200 \
    "./$1") >"$log" 2>&1 </dev/null || true
  grep -q 'All set and ready to roll' "$log" || {
    fault "$1" start "no start of afl-fuzz: $(grep -aom 1 \
      'PROGRAM ABORT.*\|target binary .*' "$log" || cause_in "$log")" \
      "that it starts in another place, with nothing but \$OUT"
    return 1
  }
  check_edges_afl "$1"
}

check_edges_afl() {
  local edges
  edges=$(cd "$out" && env -i PATH="$PATH" afl-showmap -q -m none -t 5000 \
    -o /dev/stdout -- "./$1" "$scratch/in/seed" 2>/dev/null | wc -l)
  ((edges > 0)) || fault "$1" instrumented "no edges that afl-showmap sees" \
    "some: it is not compiled by \$CXX"
}

# --- Seeds -------------------------------------------------------------------

# check_seeds TARGET: it need not have any.
check_seeds() {
  local zip=$out/$1_seed_corpus.zip seeds=$scratch/seeds
  [[ -f $zip ]] || return 0
  rm -rf "$seeds"
  mkdir "$seeds"
  unzip -qq "$zip" -d "$seeds" >"$scratch/unzip.log" 2>&1 || {
    fault "$1" seeds "a broken ${zip##*/}" "a zip file with the seeds"
    return 0
  }
  if [[ $engine == afl ]]; then
    replay_one_by_one "$1" "$seeds"
  else
    replay_all "$1" "$seeds"
  fi
  [[ $sanitizer != coverage ]] || check_profile "$1"
}

# seed_fault TARGET SEED CODE LOG
seed_fault() {
  case $3 in
    70 | 124 | 137 | 142) fault "$1" seeds "that ${2:-a seed} stalls" \
      "that each seed ends within $seed_seconds_max s" ;;
    152) fault "$1" seeds "that ${2:-a seed} spends the processor's time" \
      "that all seeds are played within $cpu_seconds_max s of it" ;;
    *) fault "$1" seeds \
      "that it dies of its own seed ${2:-}: $(cause_in "$4")" \
      "that every seed is played to its end" ;;
  esac
}

# replay_all TARGET FOLDER: libFuzzer says what it runs, and how long.
replay_all() {
  local log=$scratch/replay.log code=0 files wall
  mapfile -t files < <(find "$2" -type f | sort)
  cpu_seconds_max=$((seed_seconds_max + ${#files[@]} * seed_seconds_max / 20))
  wall=$((cpu_seconds_max * 10))
  (ulimit -t "$cpu_seconds_max" &&
    in_out "$wall" "./$1" -timeout="$seed_seconds_max" -rss_limit_mb=2560 \
      "${files[@]}") >"$log" 2>&1 || code=$?
  ((code == 0)) || seed_fault "$1" "$(sed -n 's/^Running: .*\///p' "$log" |
    tail -n 1)" "$code" "$log"
}

# replay_one_by_one TARGET FOLDER: the driver of AFL++ has no clock.
replay_one_by_one() {
  local file code
  cpu_seconds_max=$seed_seconds_max
  for file in "$2"/*; do
    code=0
    (ulimit -t "$cpu_seconds_max" &&
      in_out "$((seed_seconds_max + 5))" "./$1" "$file") \
      >"$scratch/replay.log" 2>&1 || code=$?
    ((code == 0)) ||
      seed_fault "$1" "${file##*/}" "$code" "$scratch/replay.log"
  done
}

# check_profile TARGET: the replay has counted what it ran.
check_profile() {
  local profile=$scratch/default.profraw lines
  lines=$(llvm profdata merge -o "$scratch/profdata" "$profile" &&
    llvm cov export --summary-only --instr-profile="$scratch/profdata" \
      "$out/$1" | jq '.data[0].totals.lines.covered') 2>/dev/null || lines=0
  ((${lines:-0} > 0)) || fault "$1" seeds "no line that its seeds cover" \
    "a profile of what they have run"
  rm -f "$profile"
}
