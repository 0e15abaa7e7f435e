# So many hours for all targets together, in turns of equal length.
#
# Sourced by scripts/fuzz. A unit is a target with an engine, as "closing_fuzzer
# libfuzzer". Whoever has had least gets the next turn; so all get the same, and
# each engine reads what the others have found in between.

readonly turn_seconds=900  # about; a turn begins with reading all inputs
readonly quick_ends_max=3  # a unit that ends so often at once is given up

units=()
declare -A spent=() runs=() edges=() features=() kills=() quick_ends=() \
  given_up=() inputs_before=()  # by unit
declare -A since_of=() until_of=() runs_before=()  # by process
interrupted=

list_units() {
  local target engine
  for target in "${targets[@]}"; do
    for engine in "${engines[@]}"; do
      case $engine in
        libfuzzer) units+=("$target libfuzzer") ;;
        afl) units+=("$target main" "$target secondary") ;;
      esac
    done
  done
}

# Sets `turn`, so that turns fill the time of each place, and `forks`.
plan_turns() {
  local places=$jobs turns
  ((places <= ${#units[@]})) || places=${#units[@]}
  forks=$((jobs / ${#units[@]}))
  ((forks)) || forks=1
  turns=$(((hours_seconds * places + ${#units[@]} * turn_seconds / 2) /
    (${#units[@]} * turn_seconds)))
  ((turns)) || turns=1
  turns=$(((${#units[@]} * turns + places - 1) / places))
  turn=$((hours_seconds / turns))
  ((turn)) || turn=1
  jobs=$places
}

log_of() { echo "$out/logs/$1.$2.log"; }

# inputs_of TARGET ENGINE: how many it has found so far.
inputs_of() {
  local folder=$out/corpus/$1
  [[ $2 == libfuzzer ]] || folder=$out/afl/$1/$2/queue
  {
    find "$folder" -name .state -prune -o -type f -print 2>/dev/null || true
  } | wc -l
}

start_turn() {
  local unit=$1 target=${1% *} engine=${1#* } now=$SECONDS until pid
  until=$((now + turn))
  # No turn that is too short to be worth it.
  ((end - until > turn / 2)) || until=$end
  mkdir -p "$out/logs" || die 3 "$out/logs cannot be made"
  if [[ $engine == libfuzzer ]]; then
    salvage "$target"
    start_job "$unit" libfuzzer_forked "$target" "$((until - now))" \
      "$(log_of "$target" "$engine")"
  else
    start_job "$unit" afl "$target" "$engine" "$(log_of "$target" "$engine")"
  fi
  pid=$!
  since_of[$pid]=$now
  until_of[$pid]=$until
  runs_before[$pid]=0
  [[ $engine == libfuzzer ]] ||
    runs_before[$pid]=$(afl_stat "$target" "$engine" execs_done)
}

# Ends the turns whose time is over, gently, and those that go on all the same.
end_turns() {
  local pid target engine over
  for pid in "${!job_of[@]}"; do
    read -r target engine <<<"${job_of[$pid]}"
    over=$((SECONDS - until_of[$pid]))
    ((over >= 0)) || continue
    if ((over > 20)); then
      kill -KILL -- "-$pid" 2>/dev/null || true
    elif [[ $engine == libfuzzer ]]; then
      stop_forks "$target"
    else
      kill -TERM "$pid" 2>/dev/null || true
    fi
  done
}

# turn_ended UNIT PID CODE
turn_ended() {
  local unit=$1 pid=$2 code=$3 target=${1% *} engine=${1#* } log seconds
  log=$(log_of "$target" "$engine")
  seconds=$((SECONDS - since_of[$pid]))
  spent[$unit]=$((spent[$unit] + seconds))
  add_progress "$unit" "$pid" "$log"
  ((SECONDS < until_of[$pid])) || return 0
  if was_killed "$code"; then
    kills[$unit]=$((kills[$unit] + 1))
    say "$target ($engine) was killed, and goes on at its next turn"
  elif [[ $engine == libfuzzer ]] && grep -q '^INFO: exiting: ' "$log"; then
    return 0
  fi
  # What ends at once each time must not keep the others from their turns.
  if ((seconds >= 5)); then
    quick_ends[$unit]=0
    return
  fi
  quick_ends[$unit]=$((quick_ends[$unit] + 1))
  if ((quick_ends[$unit] >= quick_ends_max)); then
    given_up[$unit]="GIVEN UP: $(result_of "$code" "$log")"
    say "$target ($engine) ends at once, exit code $code: $(tail -n 1 "$log")"
  fi
}

# add_progress UNIT PID LOG
add_progress() {
  local unit=$1 target=${1% *} engine=${1#* } done rate edge feature
  if [[ $engine == libfuzzer ]]; then
    read -r done rate edge _ feature < <(progress_in "$3")
    kills[$unit]=$((kills[$unit] + $(killed_forks "$3")))
  else
    read -r done edge < <(
      afl_stat "$target" "$engine" execs_done edges_found)
    feature=0
    ((done < runs_before[$2])) || done=$((done - runs_before[$2]))
  fi
  runs[$unit]=$((runs[$unit] + done))
  ((edge <= edges[$unit])) || edges[$unit]=$edge
  ((feature <= features[$unit])) || features[$unit]=$feature
}

# How many processes of a forked run have ended without a word, as LOG tells.
killed_forks() {
  awk '
    /ERROR:|runtime error:/ { ++told }
    /^#[0-9]+: / {
      for (i = 2; i < NF; ++i) if ($i == "oom/timeout/crash:") {
        split($(i + 1), n, "/")
      }
    }
    END { print (n[3] > told + 0) ? n[3] - told : 0 }' "$1" 2>/dev/null ||
    echo 0
}

# The unit that is next, if any is.
next_unit() {
  local unit best= running=" " pid
  for pid in "${!job_of[@]}"; do running+="${job_of[$pid]}, "; done
  for unit in "${units[@]}"; do
    [[ -z ${given_up[$unit]-} && $running != *" $unit,"* ]] || continue
    [[ -n $best ]] && ((spent[$unit] >= spent[$best])) || best=$unit
  done
  printf '%s\n' "$best"
}

campaign_progress() {
  local line pid target engine rate edge done
  line="$(duration $((end - SECONDS))) to go"
  for pid in "${!job_of[@]}"; do
    read -r target engine <<<"${job_of[$pid]}"
    if [[ $engine == libfuzzer ]]; then
      read -r done rate edge _ < <(progress_in "$(log_of "$target" "$engine")")
    else
      read -r done edge < <(
        afl_stat "$target" "$engine" execs_done edges_found)
    fi
    line+="  $target ($engine): $done runs, $edge edges"
  done
  show_progress "$line"
}

run_campaign() {
  local unit
  trap 'interrupted=1' INT TERM
  while ((SECONDS < end)) && [[ -z $interrupted ]]; do
    check_disk
    while ((${#job_of[@]} < jobs && end - SECONDS > 1)); do
      unit=$(next_unit)
      [[ -n $unit ]] || break
      start_turn "$unit"
    done
    ((${#job_of[@]})) || break  # all are given up
    sleep 0.5
    [[ ! -t 2 ]] || campaign_progress
    end_turns
    reap_jobs turn_ended
  done
  clear_progress
  for unit in "${!until_of[@]}"; do
    ((until_of[$unit] <= SECONDS)) || until_of[$unit]=$SECONDS
  done
  while ((${#job_of[@]})); do
    end_turns
    sleep 0.5
    reap_jobs turn_ended
  done
  trap 'exit 130' INT TERM
}

campaign() {
  local unit target end
  list_units
  plan_turns
  for unit in "${units[@]}"; do
    target=${unit% *}
    spent[$unit]=0 runs[$unit]=0 edges[$unit]=0 features[$unit]=0
    kills[$unit]=0 quick_ends[$unit]=0
    [[ ${unit#* } != libfuzzer ]] || salvage "$target"
    inputs_before[$unit]=$(inputs_of "$target" "${unit#* }")
  done
  for target in "${targets[@]}"; do
    mkdir -p "$out/artifacts/$target" "$out/tmp" || die 3 "$out is not writable"
    keep_afl_artifacts "$target"
    artifacts_of "$target" >"$out/tmp/$target.known"
  done
  say "fuzzing ${#targets[@]} targets for $(duration "$hours_seconds")," \
    "$jobs at a time, in turns of $turn s: ${engines[*]}"
  end=$((SECONDS + hours_seconds))
  run_campaign
  report
}
