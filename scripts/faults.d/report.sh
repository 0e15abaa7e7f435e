# Writes tests/faults/score.json and docs/faults.md for scripts/faults --report.
#
# Sourced by scripts/faults.

readonly score=tests/faults/score.json reasons=tests/faults/reasons.json
readonly page=docs/faults.md

write_report() {
  local records
  mapfile -t records < <(
    find "$out/results" -mindepth 2 -name '*.json' | LC_ALL=C sort)
  ((${#records[@]})) || die "$out/results has no records yet"
  warn_of_old_records
  printf '%s\0' "${records[@]}" | xargs -0 cat |
    jq -s -r -L scripts/faults.d -f scripts/faults.d/score.jq \
      --slurpfile catalogue <(catalogue) \
      --arg key "$(printf '%s\0' "${records[@]}" | xargs -0 jq -r .key |
        sha256sum | cut -c 1-16)" >"$score.new"
  mv "$score.new" "$score"
  build dev wsdrain
  written_page >"$page.new"
  mv "$page.new" "$page"
  say "$score and $page are written, from ${#records[@]} records"
}

# A score is worth most if all of it is of the same sources.
warn_of_old_records() {
  local engine id old=0
  hash_bases "${known[@]}"
  while read -r id engine key; do
    [[ -f tests/faults/$id.fault ]] || continue
    [[ $key == $(key_of "$id" "$engine") ]] || ((++old))
  done < <(find "$out/results" -mindepth 2 -name '*.json' -print0 |
    xargs -0 jq -r '"\(.fault) \(.engine) \(.key)"' | sort -u)
  ((old == 0)) || say "of other sources or budgets than now: $old fault-engines"
}

# written_page: what docs/faults.md is to be.
written_page() {
  jq -rn -L scripts/faults.d --slurpfile score "$score" \
    --slurpfile catalogue <(catalogue) \
    --slurpfile reasons "$reasons" \
    --slurpfile properties <(build/dev/wsdrain properties --json) \
    -f scripts/faults.d/report.jq
}

check_report() {
  local missing
  build dev wsdrain
  missing=$(jq -r --slurpfile score "$score" \
    'keys[] | select($score[0].faults[.] == null)' \
    <(catalogue))
  [[ -z $missing ]] ||
    die "$score has no ${missing//$'\n'/, }: ask scripts/faults for it"
  cmp -s "$page" <(written_page) ||
    die "$page is stale: run scripts/faults --report"
  say "$page is what $score says"
}
