# Each target once, for so many seconds, with libFuzzer in one process.
#
# Sourced by scripts/fuzz.

declare -A code_of=()  # by target, when it has ended

once_ended() { code_of[$1]=$3; }

progress_of() { progress_in "$out/logs/$1.log"; }

once_progress() {
  local line="${#code_of[@]}/${#targets[@]} done" target
  for target in "${job_of[@]}"; do
    read -r runs rate edges _ < <(progress_of "$target")
    line+="  $target: $runs runs, $rate/s, $edges edges"
  done
  show_progress "$line"
}

run_once() {
  local waiting=("${targets[@]}")
  while ((${#waiting[@]} + ${#job_of[@]} > 0)); do
    check_disk
    while ((${#waiting[@]} > 0 && ${#job_of[@]} < jobs)); do
      start_job "${waiting[0]}" libfuzzer_once "${waiting[0]}" "$seconds"
      waiting=("${waiting[@]:1}")
    done
    sleep 0.5
    [[ ! -t 2 ]] || once_progress
    reap_jobs once_ended
  done
  clear_progress
}

show_once_failures() {
  local target log
  for target in "${targets[@]}"; do
    log=$out/logs/$target.log
    ((code_of[$target])) && ! was_killed "${code_of[$target]}" || continue
    show_failure "$target" "$log" "$(artifact_in "$log")"
  done
}

show_once_table() {
  local row='%-24s %12s %8s %9s %7s  %s\n' target runs rate edges inputs
  # shellcheck disable=SC2059
  printf "$row" target executions exec/s coverage corpus result
  for target in "${targets[@]}"; do
    read -r runs rate edges inputs _ < <(progress_of "$target")
    # shellcheck disable=SC2059
    printf "$row" "$target" "$runs" "$rate" "$edges" "$inputs" \
      "$(result_of "${code_of[$target]}" "$out/logs/$target.log")"
  done
  printf '%-24s %50s\n' "$canary" "failed, as it must"
}

# Exits as the worst of them: 1 for a failure, 3 for one that was killed.
once() {
  local target worst=0
  say "fuzzing ${#targets[@]} targets, $seconds s each, $jobs at a time"
  run_once
  show_once_failures
  show_once_table
  for target in "${targets[@]}"; do
    ((code_of[$target])) || continue
    if ! was_killed "${code_of[$target]}"; then
      exit 1
    fi
    worst=3
  done
  ((worst == 0)) || die 3 "a target was killed before its time was over"
}
