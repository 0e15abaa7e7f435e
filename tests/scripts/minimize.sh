#!/usr/bin/env bash
# The corpora keep what is named and what covers more, and lose nothing.
#
# Usage: tests/scripts/minimize.sh FOLDER
#
# FOLDER is where the small target and its corpora go; it is emptied.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WSDRAIN_FUZZ=$1/fuzz WSDRAIN_CORPUS=$1/corpus
readonly folder=$1 corpus=$1/corpus/fake_fuzzer new=$1/fuzz/corpus/fake_fuzzer

fail() {
  echo "$*" >&2
  exit 1
}

minimize() { scripts/minimize "$@" >"$folder/said" 2>&1; }
sum_of() { printf %s "$1" | sha1sum | cut -d' ' -f1; }
put() { printf %s "$2" >"$1"; }
# Every word that is in the corpus, and what the files are.
words() { find "$corpus" -type f -exec sed -s '$a\' {} + | LC_ALL=C sort; }
state() { find "$corpus" -printf '%P %s %i %T@\n' | sort; }

mkdir -p "$folder"
rm -rf "${folder:?}"/*
mkdir -p "$WSDRAIN_FUZZ" "$corpus" "$new"
clang++-19 -std=c++20 -O1 -fsanitize=fuzzer,address -DFAKE_FAILS \
  tests/scripts/fake_target.cc -o "$WSDRAIN_FUZZ/fake_fuzzer"

# Named ones stay, even if they cover nothing; what others cover goes.
put "$corpus/first_story" ab
put "$corpus/same_story" ab
put "$corpus/$(sum_of a)" a
put "$new/x" bc
put "$new/id:000001,src:000000" cd
put "$new/y" bcde
minimize || fail "nothing fails, and yet: $(cat "$folder/said")"
[[ $(words | xargs) == "ab ab bcde" ]] || fail "found: $(words | xargs)"
[[ -f $corpus/$(sum_of bcde) ]] || fail "what was found is not named by SHA-1"
[[ -f $corpus/same_story ]] || fail "a named input was dropped"

# A second run changes nothing, and --check has nothing to say.
before=$(state)
minimize || fail "a second run fails"
[[ $(state) == "$before" ]] || fail "a second run changes the corpus"
minimize --check || fail "--check blames the smallest corpus"
put "$corpus/$(sum_of cd)" cd
! minimize --check || fail "--check does not see that an input is superfluous"
grep -q 'cover nothing of their own' "$folder/said" || fail "it does not say so"

# What fails is reported and kept, but not merged; the others are.
mkdir -p "$folder/from"
put "$folder/from/1" BOOMe
put "$folder/from/2" LEAKf
put "$folder/from/3" g
code=0
minimize --target fake_fuzzer --from "$folder/from" || code=$?
((code == 1)) || fail "inputs that fail give exit code $code"
[[ $(words | xargs) == "ab ab bcde g" ]] || fail "found: $(words | xargs)"
for kept in "crash-$(sum_of BOOMe)" "leak-$(sum_of LEAKf)"; do
  [[ -f $WSDRAIN_FUZZ/artifacts/fake_fuzzer/$kept ]] || fail "$kept is lost"
  grep -q "$kept" "$folder/said" || fail "nobody hears of $kept"
done

# A checked-in input that fails: nothing is dropped.
put "$corpus/regression" BOOM
put "$corpus/$(sum_of cd)" cd
! minimize || fail "a corpus that fails has passed"
[[ -f $corpus/$(sum_of cd) ]] || fail "a corpus that fails was changed"
rm "$corpus/regression"

# Killed before or after each change: what was covered still is, and a rerun
# repairs. The tools that change the corpus kill who has called them.
letters() { words | grep -o '[a-z]' | sort -u | tr -d '\n'; }
mkdir "$folder/bin"
cat >"$folder/bin/sync" <<'END'
#!/usr/bin/env bash
tool=${0##*/}
[[ $KILL != "before $tool" || $* != *"$CORPUS"/* ]] || kill -KILL $PPID
PATH=${PATH#*:} "$tool" "$@"
[[ $KILL != "after $tool" || $* != *"$CORPUS"/* ]] || kill -KILL $PPID
END
chmod +x "$folder/bin/sync"
cp "$folder/bin/sync" "$folder/bin/mv"
cp "$folder/bin/sync" "$folder/bin/rm"
for tool in sync mv rm; do
  for when in before after; do
    rm "$new"/* "$corpus"/????????????????????????????????????????
    for letter in c d e f; do put "$corpus/$(sum_of $letter)" "$letter"; done
    put "$new/z" cdefhi
    to=$corpus
    [[ $tool != sync ]] || to=$WSDRAIN_CORPUS/.minimize
    code=0
    KILL="$when $tool" CORPUS=$to PATH="$folder/bin:$PATH" minimize || code=$?
    ((code == 137)) || fail "$when $tool: it was not killed, but gave $code"
    [[ $(letters) == abcdef* ]] || fail "$when $tool: only $(letters) is left"
    [[ -f $corpus/first_story ]] || fail "$when $tool: a named input is lost"
  done
done
minimize || fail "after a kill: $(cat "$folder/said")"
[[ $(words | xargs) == "ab ab cdefhi" ]] || fail "found: $(words | xargs)"
[[ ! -e $WSDRAIN_CORPUS/.minimize ]] || fail "a killed run's folder is left"

# A full disk: a file that is too large stands for it; what is said is not.
printf 'j%.0s' {1..60000} >"$new/long"
before=$(state)
code=0
(ulimit -f 16; trap '' XFSZ; exec scripts/minimize) \
  > >(cat >"$folder/said") 2>&1 || code=$?
((code == 3)) || fail "a full disk gives exit code $code"
[[ $(state) == "$before" ]] || fail "a full disk has changed the corpus"
echo "the corpora keep what they should"
