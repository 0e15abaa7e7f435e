# What scripts/faults prints: a table for each fault, and the totals.
#
# Sourced by scripts/faults, after records.sh.

readonly row='%-23s %6s  %-7s %-6s %9s %5s  %s\n'

# show_fault ID: what its records say, and which engines are not concerned.
show_fault() {
  local id=$1 engine path paths=()
  show_head "$id"
  # shellcheck disable=SC2059
  printf "$row" engine run reached caught runs steps property
  for engine in "${engines[@]}"; do
    is_concerned "$id" "$engine" || echo "$engine: not concerned"
  done
  mapfile -t paths < <(all_records "$id")
  ((${#paths[@]} == 0)) || lines row_of_record "${paths[@]}" |
    while IFS=$'\t' read -r -a columns; do
      # shellcheck disable=SC2059
      printf "$row" "${columns[@]}"
    done
  echo
}

show_head() {
  local id=$1
  if [[ $id == clean ]]; then
    echo "the unedited core"
  else
    printf '%s (%s, %s%s)\n%s\n' "$id" "$(field "$id" class)" \
      "$(field "$id" fault | sed 's/$/, /')" "$(field "$id" citation)" \
      "$(sed -n 's/^# //p' "tests/faults/$id.fault")"
  fi
}

# show_totals RESULTS: of each engine, and what was missed.
show_totals() {
  local columns='%-23s %8s %6s %9s %8s %8s\n' cells
  # shellcheck disable=SC2059
  printf "$columns" engine caught % "all runs" median max
  lines rows_of_totals "$1" |
    while IFS=$'\t' read -r -a cells; do
      # shellcheck disable=SC2059
      printf "$columns" "${cells[@]}"
    done
}

# missed_in RESULTS: a line for each fault that an engine has missed.
missed_in() { lines missed "$1"; }
