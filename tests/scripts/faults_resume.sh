#!/usr/bin/env bash
# A hunt of scripts/faults that is repeated runs nothing; a killed one goes on.
#
# Usage: tests/scripts/faults_resume.sh FOLDER
#
# FOLDER is where the faulty programs and the records go; it is emptied.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WSDRAIN_FAULTS=$1
# RapidCheck does not find it soon.
readonly id=tiny_fragments_are_free
readonly records=$WSDRAIN_FAULTS/results/$id tree=$WSDRAIN_FAULTS/$id

fail() {
  echo "$*" >&2
  exit 1
}

hunt() { scripts/faults --id "$id" --engine corpus --seeds 1; }

# Which records there are; those that are made anew are other files.
records_now() { find "$records" -name '*.json' -printf '%f %i %T@\n' | sort; }

corpus_is_recorded() {
  [[ $(find "$records" -name 'corpus-*.json' 2>/dev/null | wc -l) == 3 ]]
}

rm -rf "$WSDRAIN_FAULTS"
mkdir -p "$WSDRAIN_FAULTS"

# Killed while RapidCheck is at work, which takes it a second.
scripts/faults --id "$id" --engine corpus --engine rapidcheck --seeds 1 \
  >/dev/null 2>&1 &
for ((i = 0; i < 1200; ++i)); do
  [[ ! -e $records/rapidcheck-1.log ]] || break
  sleep 0.1
done
kill "$!"
wait "$!" && fail "the hunt ended before it could be killed"
corpus_is_recorded || fail "a killed hunt has lost what it had found"
[[ ! -e $records/rapidcheck-1.json ]] ||
  fail "a run that was killed has left a record"
[[ -z $(find "$records" -name '*.new') ]] || fail "half a record is left"

# It goes on: what is recorded is not run again, and nothing is built for it.
before=$(records_now)
rm -rf "$tree"
hunt >"$WSDRAIN_FAULTS/first" 2>&1 || fail "the corpus misses $id"
[[ ! -e $tree ]] || fail "something was built although nothing was to be done"
[[ $(records_now) == "$before" ]] || fail "recorded runs were done again"

hunt >"$WSDRAIN_FAULTS/second" 2>&1
cmp "$WSDRAIN_FAULTS/first" "$WSDRAIN_FAULTS/second" ||
  fail "a second hunt prints another table"

# Only what is missing is done, and gives the same table.
rm "$records/corpus-server.json"
hunt >"$WSDRAIN_FAULTS/third" 2>&1
cmp "$WSDRAIN_FAULTS/first" "$WSDRAIN_FAULTS/third" ||
  fail "a hunt that goes on prints another table"
[[ $(comm -12 <(echo "$before") <(records_now) | wc -l) == 2 ]] ||
  fail "the other two records should have been left alone"

# A record of other sources is none.
sed -i 's/"key": "/"key": "0/' "$records/corpus-client.json"
hunt >"$WSDRAIN_FAULTS/fourth" 2>&1
! grep -q '"key": "0.\{16\}"' "$records/corpus-client.json" ||
  fail "a record with another key was taken for this run's"
echo "a hunt goes on where it was"
