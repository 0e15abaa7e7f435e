# What scripts/faults can be asked for: a hunt, the fast part, false alarms.
#
# Sourced by scripts/faults, which has read the arguments.

run_mode() {
  case $1 in
    print) edited "$to_print" ;;
    hunt) hunt_selection ;;
    fast) hunt_fast ;;
    false-alarms) hunt_false_alarms ;;
    report)
      source scripts/faults.d/report.sh
      if [[ -n $checks ]]; then check_report; else write_report; fi
      ;;
  esac
}

# prepare: programs, hashes and spaces for the engines of the selection.
prepare() {
  setup
  build_clean
  hash_bases "${engines[@]}"
  spaces=()
  if [[ " ${engines[*]} " == *" explorer "* ]]; then
    mapfile -t spaces < <(default_spaces)
    ((${#spaces[@]})) || die 3 "wsdrain explore --depth 1 --json names no space"
  fi
}

# explore_it ID: the whole list, or what one of the other modes wants.
explore_it() {
  case $mode in
    fast) explore_known "$1" ;;
    false-alarms) explore_to_the_end ;;
    *) explore "$1" ;;
  esac
}

hunt_selection() {
  local missed=()
  ((${#ids[@]})) ||
    bad_usage "which fault? --id ID, --class FNN, --all or --fast"
  ((${#engines[@]})) || engines=("${known[@]}")
  : "${seeds:=5}"
  prepare
  hunt
  show_totals "$out/results.json"
  mapfile -t missed < <(missed_in "$out/results.json")
  if ((${#missed[@]})); then
    printf 'missed: %s\n' "${missed[@]}"
    exit 1
  fi
  echo "none missed that must be caught: ${#ids[@]} faults, by ${engines[*]}"
}

# --- The fast part -----------------------------------------------------------

declare -A known_at=()  # by fault: the space and the depth

# hunt_fast: one fault of each class, and nothing that takes long.
hunt_fast() {
  local id space depth escaped=()
  engines=(corpus explorer)
  seeds=1
  out=$out/fast
  while read -r id space depth; do
    ids+=("$id")
    [[ $space == - ]] || known_at[$id]="$space $depth"
  done < <(score_and_catalogue | lines chosen)
  ((${#ids[@]})) || die 3 "tests/faults has no faults"
  prepare
  mkdir -p "$out"
  hunt >"$out.txt"
  mapfile -t escaped < <(
    lines 'escaped($score[0])' "$out/results.json" \
      --slurpfile score tests/faults/score.json
  )
  if ((${#escaped[@]})); then
    printf 'escaped: %s\n' "${escaped[@]}"
    die "a fault that was caught is caught no more; see $out.txt"
  fi
  echo "nothing has escaped: ${#ids[@]} faults, one of each class"
}

# score_and_catalogue: {score, catalogue} from tests/faults.
score_and_catalogue() {
  jq -n --slurpfile score tests/faults/score.json \
    --slurpfile catalogue <(catalogue) \
    '{score: $score[0], catalogue: $catalogue[0]}'
}

# explore_known ID: where the score says that it is found; without that, all
# words of a few letters.
explore_known() {
  if [[ -n ${known_at[$1]-} ]]; then
    spaces=("${known_at[$1]% *}")
    depths=("${known_at[$1]#* }")
  else
    depths=(3 "$depth_least")
  fi
  explore "$1"
}

# --- False alarms ------------------------------------------------------------

# hunt_false_alarms: the core as it is, ten times. Each run is a job.
hunt_false_alarms() {
  local alarms
  ((${#engines[@]})) || engines=("${known[@]}")
  ((${#ids[@]} == 0)) || bad_usage "--false-alarms edits nothing: no --id"
  : "${seeds:=10}"
  ids=(clean)
  seconds_max=0  # as long as it takes
  prepare
  mkdir -p "$out/results/clean"
  run_clean
  show_fault clean
  collect
  alarms=$(jq '[.records[] | select(.caught)] | length' "$out/results.json")
  ((alarms == 0)) || die "$alarms runs have found fault with the unedited core"
  echo "no false alarm by ${engines[*]}"
}

run_clean() {
  local engine part todo
  mapfile -t todo < <(pending clean)
  ((${#todo[@]})) || return 0
  begin_jobs ran_clean
  while read -r engine part; do
    if [[ $engine == explorer ]]; then
      start_job "$engine" explore_to_the_end
    else
      start_job "$engine $part" run_engine clean "$engine" "$part"
    fi
  done < <(printf '%s\n' "${todo[@]}")
  end_jobs
}

# ran_clean NAME CODE
ran_clean() {
  (($2 == 0)) || die 3 "$1 has failed"
  say "done: $1"
}

# explore_to_the_end: all that wsdrain explore visits by itself.
explore_to_the_end() {
  local log=$out/results/clean/explorer-all.log code=0 since states property
  since=$EPOCHREALTIME
  build/dev/wsdrain explore --json >"$log" 2>/dev/null </dev/null || code=$?
  check_ended clean explorer "$code"
  read -r states _ _ property < <(lines explored "$log")
  echo "states: $states" >"$log"
  [[ $property == - ]] || echo "broken: $property" >>"$log"
  record clean explorer all "$log" "$code" "$(seconds_from "$since")"
}
