#!/usr/bin/env bash
# A campaign survives what is done to it, and keeps what it has found.
#
# Usage: tests/scripts/campaign.sh FOLDER
#
# FOLDER is where the small targets and what they find go; it is emptied.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WSDRAIN_FUZZ=$1/fuzz WSDRAIN_CORPUS=$1/corpus
export WSDRAIN_FUZZ_DISK_KIB_MIN=1
readonly folder=$1 found=$1/fuzz/corpus/fake_fuzzer

fail() {
  echo "$*" >&2
  exit 1
}

compile() {
  clang++-19 -std=c++20 -O1 -fsanitize=fuzzer,address "${@:2}" \
    tests/scripts/fake_target.cc -o "$WSDRAIN_FUZZ/$1"
}
campaign() {  # seconds
  scripts/fuzz --hours "$(awk -v s="$1" 'BEGIN { print s / 3600 + 0.00001 }')" \
    --jobs 1 --target fake_fuzzer >"$folder/said" 2>&1
}
inputs() { find "$found" -type f -printf '%f\n' | sort; }
# The target's own process; not those that it forks.
fuzzer() { pgrep -of "^$WSDRAIN_FUZZ/fake_fuzzer .*-fork=1" || true; }
await_fuzzer() {
  local i
  for ((i = 0; i < 100; ++i)); do
    [[ -z $(fuzzer) ]] || return 0
    sleep 0.1
  done
  fail "no fuzzer starts: $(cat "$folder/said")"
}

mkdir -p "$folder"
rm -rf "${folder:?}"/*
mkdir -p "$WSDRAIN_FUZZ" "$WSDRAIN_CORPUS/fake_fuzzer"
compile fake_fuzzer
compile canary_fuzzer -DFAKE_FAILS -DFAKE_DIES
printf ab >"$WSDRAIN_CORPUS/fake_fuzzer/story"

# A fuzzer that somebody kills is neither a finding nor the end.
campaign 12 &
await_fuzzer
sleep 3
kill -KILL "$(fuzzer)"
wait "$!" || fail "a killed fuzzer gives exit code $?: $(cat "$folder/said")"
grep -q 'was killed, and goes on' "$folder/said" ||
  fail "nobody hears of a kill"
grep -q 'killed 1 times and went on' "$WSDRAIN_FUZZ/report.txt" ||
  fail "the report says: $(cat "$WSDRAIN_FUZZ/report.txt")"
jq -e '.ok and .findings == [] and (.runs[0].executions > 1000)' \
  "$WSDRAIN_FUZZ/report.json" >/dev/null || fail "report.json is wrong"
(($(inputs | wc -l) > 0)) || fail "nothing was found"

# A campaign that is killed leaves no process, and loses nothing.
before=$(inputs)
campaign 60 &
await_fuzzer
sleep 2
killed=$(pgrep -of "scripts/fuzz --hours .* fake_fuzzer\$")
kill -KILL "$killed"
wait "$!" 2>/dev/null && fail "the campaign ended before it could be killed"
sleep 1
[[ -z $(fuzzer) ]] || fail "a fuzzer has outlived its campaign"
left=$WSDRAIN_FUZZ/tmp/fake_fuzzer/libFuzzerTemp.FuzzWithFork1.dir/C7
mkdir -p "$left"
name=$(printf salvage | sha1sum | cut -d' ' -f1)
printf salvage >"$left/$name"
campaign 10 || fail "a killed campaign does not go on: $(cat "$folder/said")"
[[ -z $(comm -23 <(echo "$before") <(inputs)) ]] || fail "inputs were lost"
[[ -f $found/$name ]] || fail "what was not handed over is lost"

# What fails is kept, goes into the report, and overwrites nothing.
compile fake_fuzzer -DFAKE_FAILS
printf BOOM >"$found/boom"
old=$WSDRAIN_FUZZ/artifacts/fake_fuzzer/crash-of-another-day
mkdir -p "${old%/*}"
echo kept >"$old"
code=0
campaign 10 || code=$?
((code == 1)) || fail "a failure gives exit code $code: $(cat "$folder/said")"
jq -e '(.ok | not) and any(.findings[]; .kind == "crash")' \
  "$WSDRAIN_FUZZ/report.json" >/dev/null || fail "no crash in report.json"
! jq -e 'any(.findings[]; .artifact | test("another-day"))' \
  "$WSDRAIN_FUZZ/report.json" >/dev/null || fail "an old artifact is new again"
[[ $(cat "$old") == kept ]] || fail "an old artifact was overwritten"
rm "$found/boom"

# No room: it ends before anything is half written.
before=$(inputs)
code=0
WSDRAIN_FUZZ_DISK_KIB_MIN=999999999999 campaign 10 || code=$?
((code == 3)) || fail "a full disk gives exit code $code"
grep -q 'is full' "$folder/said" || fail "nobody hears of a full disk"
[[ $(inputs) == "$before" ]] || fail "a full disk has changed the corpus"
echo "a campaign goes on"
