#!/usr/bin/env bash
# Each floor of scripts/coverage fails on figures planted below it.
#
# Usage: tests/scripts/coverage_floors.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=SCRIPTDIR/../../scripts/coverage.d/figures.sh
source scripts/coverage.d/figures.sh

planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
cd "$planted"
mkdir -p src/frame src/closing src/scenario src/check src/report
failures=0

fail() {
  echo "$*" >&2
  failures=$((failures + 1))
}

# plant FOLDER LINES MISSED BRANCHES MISSED: FOLDER/a.cc and its records.
plant() {
  awk -v lines="$2" 'BEGIN {
    for (i = 1; i <= lines; ++i) print "  line number " i ";" }' >"$1/a.cc"
  awk -v file="$1/a.cc" -v lines="$2" -v lines_missed="$3" \
    -v branches="$4" -v branches_missed="$5" 'BEGIN {
      print "SF:" file
      for (i = 1; i <= branches; ++i)
        print "BRDA:" i ",0,0," (i <= branches_missed ? (i % 2 ? "-" : 0) : 7)
      for (i = 1; i <= lines; ++i) print "DA:" i "," (i > lines_missed)
      print "end_of_record" }' >>lcov.info
}

# all_well: every folder exactly at its floors.
all_well() {
  local folder
  rm -f lcov.info
  : >reasons.txt
  for folder in src/frame src/closing src/scenario src/check; do
    plant "$folder" 100 2 100 5
  done
  plant src/report 100 90 100 90
}

# expect ROWS MISSED LINE...: what the floors say, and nothing else.
expect() {
  local rows=$1 missed=$2 said
  shift 2
  figures lcov.info reasons.txt >figures.tsv
  said=$(floors figures.tsv "$rows" "$missed") &&
    [[ $# != 0 ]] && fail "the floors hold, expected: $*"
  [[ $said == "$(printf '%s\n' "$@")" ]] ||
    fail "expected: $*"$'\n'"actual: $said"
}

all_well
expect 80 0
for folder in src/frame src/closing src/scenario src/check; do
  all_well
  plant "$folder" 100 4 100 5
  expect 80 0 "$folder: 97.00 % of the lines, wanted: 98 %"
  all_well
  plant "$folder" 100 2 100 6
  expect 80 0 "$folder: 94.50 % of the branches, wanted: 95 %"
done
all_well
expect 80 1 "the table: 98.75 % of the rows that can be reached, wanted: 100 %"
all_well
sed -i '/^SF:src\/check/,/^end/d' lcov.info
expect 80 0 "src/check: nothing was measured"

# What is excused counts as covered, and only where the list says so.
all_well
plant src/check 100 4 100 5
echo 'src/check/a.cc | number 3; | planted' >reasons.txt
echo 'src/check/b.cc | number 4; | another file' >>reasons.txt
# Line 3 is missed twice over, and a branch on it in both.
figures lcov.info reasons.txt >figures.tsv
grep -q $'^excused\tsrc/check/a.cc\t3\tline\tplanted$' figures.tsv ||
  fail "what is listed is not excused"
grep -q $'^missed\tsrc/check/a.cc\t4\tline\tline number 4;$' figures.tsv ||
  fail "what is not listed is excused"
expect 80 0 "src/check: 97.50 % of the lines, wanted: 98 %"

((failures == 0)) || exit 1
echo "every floor has been seen failing"
