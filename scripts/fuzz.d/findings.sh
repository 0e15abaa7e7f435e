# What targets have found, for people.
#
# Sourced by scripts/fuzz.

# What a target said in LOG about its failure, without libFuzzer's own lines:
# our explanation, or else the head of the sanitizer's report.
explanation_in() {
  local words
  words=$(awk '
    /^#[0-9]+|^INFO: |^NEW_|^\t(NEW|DEL)_/ { words = ""; next }
    /^wsdrain: |^Running: |: Running [0-9]+ inputs / { next }
    /^==[0-9]+==|^MS: / { exit }
    { words = words $0 "\n" }
    END { printf "%s", words }' "$1")
  if [[ -n ${words//[[:space:]]/} ]]; then
    printf '%s\n' "$words"
  else
    awk '/ERROR:|runtime error:/ { seen = 1 } seen && ++n <= 25' "$1"
  fi
}

# was_killed CODE: whether somebody, the OOM killer perhaps, has ended it. What
# an input does to a target ends with another code of libFuzzer's; 72 is its own
# for a signal that it has seen coming.
was_killed() { (($1 == 72 || $1 == 137 || $1 == 143 || $1 == 130)); }

# result_of CODE LOG: a word for the table.
result_of() {
  local what
  if (($1 == 0)); then
    echo ok
    return
  fi
  if was_killed "$1"; then
    if (($1 == 72)); then echo "KILLED"; else
      echo "KILLED by signal $(($1 - 128))"
    fi
    return
  fi
  what=$(sed -n 's/^wsdrain: Assertion `\(.*\)'"'"' failed\.$/\1/p' "$2" |
    tail -n 1)
  [[ -n $what ]] ||
    what=$(sed -n 's/^SUMMARY: [A-Za-z]*: \([a-z-]*\).*/\1/p' "$2" |
      tail -n 1)
  echo "FAILED ${what:-exit code $1}"
}

artifact_in() { sed -n 's/.*Test unit written to //p' "$1" | tail -n 1; }

# show_failure TARGET LOG [ARTIFACT]
show_failure() {
  printf '=== %s has found a failure ===\n\n' "$1"
  explanation_in "$2"
  if [[ -n ${3-} ]]; then
    printf '\nThe input: %s\nPlay it again: scripts/reproduce %s\n' "$3" "$3"
  fi
  printf 'All that was said: %s\n\n' "$2"
}

# artifacts_of TARGET: those that tell of a failure; a slow unit does not.
artifacts_of() {
  find "$out/artifacts/$1" -type f ! -name 'slow-unit-*' 2>/dev/null |
    LC_ALL=C sort || true
}

# The canary's input is known to it, so a moment is enough.
check_canary() {
  local code=0 log=$out/logs/$canary.log
  (libfuzzer_once "$canary" 20) || code=$?
  case $(result_of "$code" "$log") in
    ok) die "$canary has found nothing: what it plants must be found" ;;
    *"exit code"* | KILLED*)
      tail -n 5 "$log" >&2
      die 3 "$canary cannot be run" ;;
  esac
}
