# What a campaign has done and found: a table, and report.json for programs.
#
# Sourced by scripts/fuzz.

# new_artifacts TARGET: those that were not there before.
new_artifacts() {
  artifacts_of "$1" | LC_ALL=C comm -13 "$out/tmp/$1.known" -
}

# findings_of TARGET: as "2 crash, 1 leak"; nothing if there are none.
findings_of() {
  new_artifacts "$1" | awk -F/ '
    { kind = $NF; sub(/-[^-]*$/, "", kind); ++n[kind] }
    END { for (k in n) printf "%s%d %s", (i++ ? ", " : ""), n[k], k }'
}

# result_of_unit UNIT: a word for the table.
result_of_unit() {
  local found words=ok
  found=$(findings_of "${1% *}")
  if [[ -n $found ]]; then
    words="FAILED: $found"
  elif [[ -n ${given_up[$1]-} ]]; then
    words=${given_up[$1]}
  elif ((kills[$1])); then
    words="ok, killed ${kills[$1]} times and went on"
  fi
  echo "$words"
}

# The rows: target, engine, seconds, executions, edges, features, inputs before
# and after, how often it was killed, the result; separated by tabs.
report_rows() {
  local unit target engine
  for unit in "${units[@]}"; do
    read -r target engine <<<"$unit"
    printf '%s\t' "$target" "$engine" "${spent[$unit]}" "${runs[$unit]}" \
      "${edges[$unit]}" "${features[$unit]}" "${inputs_before[$unit]}" \
      "$(inputs_of "$target" "$engine")" "${kills[$unit]}"
    result_of_unit "$unit"
  done
}

report_table() {
  awk -F '\t' '
    BEGIN {
      row = "%-24s %-9s %11s %7s %6s %8s %6s  %s\n"
      printf row, "target", "engine", "executions", "exec/s", "edges",
        "features", "new", "result"
    }
    {
      printf row, $1, $2, $4, $3 ? int($4 / $3) : 0, $5, $6 ? $6 : "-",
        $8 - $7, $10
    }' "$1"
  printf '%-24s %s\n' "$canary" "failed, as it must"
}

report_json() {
  local target
  for target in "${targets[@]}"; do
    new_artifacts "$target" | sed "s|^|$target\t|"
  done | jq -Rn --rawfile rows "$1" --argjson seconds "$hours_seconds" '
    [inputs | split("\t") | {target: .[0],
      kind: (.[1] | split("/")[-1] | sub("-[^-]*$"; "")), artifact: .[1]}]
    as $findings |
    {ok: ($findings == []), seconds: $seconds, findings: $findings,
     runs: [$rows | split("\n")[] | select(. != "") | split("\t") |
       {target: .[0], engine: .[1], seconds: (.[2] | tonumber),
        executions: (.[3] | tonumber),
        executions_a_second:
          ((.[3] | tonumber) / ([(.[2] | tonumber), 1] | max) | floor),
        edges: (.[4] | tonumber), features: (.[5] | tonumber),
        inputs_before: (.[6] | tonumber), inputs_after: (.[7] | tonumber),
        killed: (.[8] | tonumber), result: .[9]}]}'
}

# A failure of each target, explained, and where the others are.
show_findings() {
  local target new artifact log
  for target in "${targets[@]}"; do
    mapfile -t new < <(new_artifacts "$target")
    ((${#new[@]})) || continue
    log=$out/logs/$target.failure.log
    # One that fails again: a target that is out of memory may blame another.
    for artifact in "${new[@]:0:5}"; do
      "$out/$target" "${limits[@]}" "$artifact" >"$log" 2>&1 </dev/null 8>&- ||
        break
    done
    show_failure "$target" "$log" "$artifact"
    ((${#new[@]} == 1)) ||
      printf '%d failures in all: %s\n\n' "${#new[@]}" "$out/artifacts/$target"
  done
}

# Exits as the worst of them.
report() {
  local rows=$out/tmp/rows target merge=(scripts/minimize) code=0
  for target in "${targets[@]}"; do keep_afl_artifacts "$target"; done
  report_rows >"$rows" && report_json "$rows" >"$out/report.json.new" &&
    mv -f "$out/report.json.new" "$out/report.json" ||
    die 3 "$out/report.json cannot be written"
  show_findings
  report_table "$rows" | tee "$out/report.txt"
  say "for programs: $out/report.json"
  ((${#given_up[@]} == 0)) || code=3
  for target in "${targets[@]}"; do
    [[ -z $(new_artifacts "$target") ]] || code=1
  done
  for target in "${asked[@]}"; do merge+=(--target "$target"); done
  if [[ -n $interrupted ]]; then
    code=130
  elif [[ -n $merges ]]; then
    "$root/${merge[0]}" "${merge[@]:1}" 8>&- || ((code)) || code=$?
  else
    say "what is new is in $out; to put it into $corpora: ${merge[*]}"
  fi
  exit "$code"
}
