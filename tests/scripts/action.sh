#!/usr/bin/env bash
# The action for GitHub tells what is found in every way, and runs no input.
#
# Usage: tests/scripts/action.sh WSDRAIN FOLDER
#
# FOLDER is where servers, reports and a workspace go; it is emptied. Only
# servers of this machine are talked to.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "$1") root=$PWD
mkdir -p "$2"
rm -rf "${2:?}"/*
folder=$(cd "$2" && pwd)
mkdir -p "$folder/program" "$folder/work space" "$folder/temp" "$folder/asked"
export RUNNER_TEMP=$folder/temp WSDRAIN_FOLDER=$folder/program
export GITHUB_OUTPUT=$folder/output GITHUB_STEP_SUMMARY=$folder/summary
# What an input would make, if one were run.
readonly harm=harm-$$
pids=()
trap '((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || true' EXIT

fail() {
  printf '%s\n' "$*" "--- said:" "$(cat "$folder/said" 2>/dev/null)" >&2
  exit 1
}

# serve COMMAND...: starts it, and sets `url` to where it listens.
serve() {
  local i
  : >"$folder/listens"
  "$@" >"$folder/listens" 2>&1 &
  pids+=($!)
  for ((i = 0; i < 100; ++i)); do
    url=$(sed -n 's/^listening on //p' "$folder/listens")
    [[ -z $url ]] || return 0
    sleep 0.1
  done
  fail "no server: $(cat "$folder/listens")"
}
stop() {
  kill "${pids[-1]}"
  wait "${pids[-1]}" || true
  unset 'pids[-1]'
}

# act CODE [NAME=VALUE]...: what the step is told; CODE is what it must give.
act() {
  local code=0 wanted=$1
  shift
  : >"$GITHUB_OUTPUT" >"$GITHUB_STEP_SUMMARY"
  (cd "$folder/work space" && env "$@" "$root/scripts/action" check) \
    >"$folder/said" 2>&1 || code=$?
  ((code == wanted)) || fail "exit code $code, wanted $wanted, with: $*"
}
# has FILE WORDS, lacks FILE WORDS
has() { grep -qF -- "$2" "$folder/$1" || fail "$1 lacks: $2"; }
lacks() { ! grep -qF -- "$2" "$folder/$1" || fail "$1 has: $2"; }
value() { sed -n "s/^$1=//p" "$GITHUB_OUTPUT" | tail -n 1; }
# outside: what was said where GitHub listens to commands.
outside() {
  awk '/^::stop-commands::/ { stop = "::" substr($0, 18) "::"; next }
       $0 == stop { stop = ""; next }
       stop == "" { print }' "$folder/said"
}

# --- Servers ------------------------------------------------------------------

ln -s "$program" "$WSDRAIN_FOLDER/wsdrain"
some=built-in:/codes
serve "$program" serve --port 0
good=$url

act 0 INPUT_URL="$good" INPUT_ECHO=true INPUT_JUNIT='results/a b.xml'
[[ $(value ok) == true && $(value findings) == 0 ]] || fail "wrong outputs"
jq -e '.command == "check" and .quick and (.scenarios | length > 100)' \
  "$(value report)" >/dev/null || fail "the report is no document"
has summary '**0 new findings, 0 known, 0 gone**'
has 'work space/results/a b.xml' '<testsuite '
[[ -z $(outside) ]] || fail "a command where there is nothing to tell"
stop

# Nobody is there: as long as it is to wait, and not longer.
since=$SECONDS
act 3 INPUT_URL="$good" INPUT_WAIT=2
((SECONDS - since >= 2 && SECONDS - since < 20)) || fail "waited wrongly"
[[ $(value ok) == false && -z $(value report) ]] || fail "wrong outputs"
[[ $(outside) == '::error title=wsdrain check::'*refused* ]] ||
  fail "nobody hears that there is no connection"

# What will never be right is not waited for.
since=$SECONDS
act 2 INPUT_URL=http://localhost/ INPUT_WAIT=60
((SECONDS - since < 20)) || fail "waited for a bad URL"

# It comes late.
port=${good##*:}
(sleep 2; exec "$program" serve --port "${port%/}") >/dev/null 2>&1 &
pids+=($!)
act 0 INPUT_URL="$good" INPUT_WAIT=60 INPUT_ARGS=$some
has said "waiting for $good"
[[ $(value ok) == true ]] || fail "wrong outputs"
stop

# A careless one: what is found is told in every way.
serve /usr/bin/python3 tests/scripts/careless_server.py "$folder/asked"
bad=$url
act 1 INPUT_URL="$bad" INPUT_ARGS=$some
name=report_only_codes_are_not_sent
[[ $(value ok) == false ]] || fail "wrong outputs"
(($(value findings) >= 3)) || fail "found only $(value findings)"
has said "must broken  $name  [7.4.1]  (new)"
has said "see it    wsdrain check --verbose '$bad' 'built-in:/codes/"
has summary "| **new** | must | \`$name\` | 7.4.1 | "
has summary '|  | should | '
outside | grep -q "^::error title=RFC 6455 7.4.1%2C must broken::$name: " ||
  fail "no annotation: $(outside)"
! outside | grep -q should || fail "an annotation for what does not count"

act 1 INPUT_URL="$bad" INPUT_ARGS=$some INPUT_FAIL_ON=should
outside | grep -q "^::error title=RFC 6455 [0-9.]*%2C should broken::" ||
  fail "no annotation for what counts"

# What is known does not fail; what is not, and what is gone, does.
one=$some/received_1005.scn
known=("INPUT_URL=$bad" 'INPUT_KNOWN=our known.json' INPUT_NAME=ours)
act 0 "${known[@]}" INPUT_ARGS=$'--write-known\n'$one
act 0 "${known[@]}" INPUT_ARGS=$one
has summary "| known | must | \`$name\`"
[[ $(value findings) == 0 && -z $(outside) ]] || fail "a known one is told"
act 1 "${known[@]}" INPUT_ARGS=$one INPUT_FAIL_ON=should
has summary '**1 new finding, 1 known, 0 gone**'
jq '[.[] | .scenario = "codes/received_1000"]' \
  "$folder/work space/our known.json" >"$folder/other.json"
act 1 "${known[@]}" INPUT_KNOWN="$folder/other.json" \
  INPUT_ARGS="$one"$'\n'"$some/received_1000.scn"
[[ $(value findings) == 1 ]] || fail "found $(value findings), wanted 1"
has summary '**1 new finding, 0 known, 1 gone**'
has summary "- gone: \`$name\`, in codes/received_1000"
outside |
  grep -q "^::error title=wsdrain check::$name, in codes/received_1000: " ||
  fail "no annotation for what is gone"

# Headers arrive, a line each.
two="X-Two: \"two\"  \$(touch $harm) \`touch $harm\` %0A"
three="X-Three: it's; touch $harm"
headers=$'X-One: 1\r\n\n   \n'$two$'\n'$three
act 1 INPUT_URL="$bad" INPUT_ARGS=$one INPUT_HEADERS="$headers"
cat "$folder/asked"/* | tr -d '\r' >"$folder/opening"
for line in 'X-One: 1' "$two" "$three"; do
  grep -qxF -- "$line" "$folder/opening" || fail "this did not arrive: $line"
done
stop

# --- Words that would do harm -------------------------------------------------

# A program that says what it was asked, and answers what it is told.
rm "$WSDRAIN_FOLDER/wsdrain"
cat >"$WSDRAIN_FOLDER/wsdrain" <<'END'
#!/usr/bin/env bash
printf '%s\0' "$@" >>"$FAKE/asked_for"
cat "$FAKE/answer"
echo '::error::from the program' >&2
exit 1
END
chmod +x "$WSDRAIN_FOLDER/wsdrain"
export FAKE=$folder
odd="a \"b\" 'c' \$(touch $harm) \`touch $harm\`; touch $harm & \$HOME\\ *"
play='{name: $said, file: $said, endpoint: "peer", role: "server",
  given_hex: "", races: [], verdicts: [{property: "p", section: "5.5",
  level: "must", result: "broken", expected: $said, actual: $said}]}'
document="{ok: false, peer: \$said, ms: 5, scenarios: [$play], unreached: [],
  not_played: [\$said], trigger_error: \$said,
  gone: [{property: \"q\", scenario: \$said}]}"
jq -n --arg said $'| <b>\n::error::shown\r\n::set-output name=ok::true\n' \
  "$document" >"$folder/answer"

act 1 INPUT_URL="ws://$odd" INPUT_NAME="$odd" INPUT_TRIGGER="exec:$odd" \
  INPUT_MESSAGE="--x $odd" INPUT_HEADERS="A: $odd"$'\n'"B: $odd" \
  INPUT_SUBPROTOCOL=$'one\ntwo' INPUT_FAIL_ON=note INPUT_QUICK=false \
  INPUT_ECHO=true INPUT_JUNIT="$odd.xml" INPUT_ARGS=$'--only=5.5\n'"--x=$odd"
printf '%s\0' check "ws://$odd" --json --name="$odd" \
  --trigger="exec:$odd" --fail-on=note --message="--x $odd" \
  --junit="$odd.xml" --echo "--header=A: $odd" "--header=B: $odd" \
  --subprotocol=one --subprotocol=two --only=5.5 "--x=$odd" >"$folder/wanted"
cmp "$folder/wanted" "$folder/asked_for" || fail "other arguments were wanted"
[[ -z $(find "$folder" "$root" -maxdepth 2 -name "$harm") ]] ||
  fail "an input was run"

# What a server says is no command, and no row of its own.
[[ $(outside | grep -cv '^::error title=') == 0 ]] ||
  fail "commands that are not ours: $(outside)"
[[ $(outside | wc -l) == 2 ]] || fail "annotations: $(outside)"
(($(grep -c shown "$folder/summary") == 5)) || fail "$(cat "$folder/summary")"
has summary '| \| &lt;b> ::error::shown ::set-output '
lacks summary '<b>'
! grep -q '^::' "$folder/summary" || fail "a line of the server's own"
[[ $(cut -d= -f1 "$GITHUB_OUTPUT" | xargs) == "ok ok report findings" ]] ||
  fail "other outputs were wanted: $(cat "$GITHUB_OUTPUT")"

# Bad inputs are named, before anything is played.
rm "$folder/asked_for"
for bad in INPUT_URL= INPUT_URL=--help INPUT_QUICK=maybe INPUT_ECHO=1 \
  INPUT_WAIT=soon INPUT_WAIT=-1 INPUT_ARGS=--known=x \
  INPUT_ARGS=$'--verbose\n--fail-on=note'; do
  act 2 INPUT_URL=ws://localhost/ "$bad"
  has said "found '"
  [[ ! -e $folder/asked_for ]] || fail "played in spite of $bad"
done

# --- action.yml ---------------------------------------------------------------

page=docs/github-action.md
judge() { /usr/bin/python3 tests/scripts/action_yml.py "$@"; }
judge action.yml scripts/action "$page" || fail "action.yml is not in order"

# breaks WORDS FILE EDIT: the edit of that file must be told with these words.
breaks() {
  local files=(action.yml scripts/action "$page") i said
  for i in 0 1 2; do
    [[ ${files[i]} != "$2" ]] || {
      sed -E "$3" "${files[i]}" >"$folder/planted"
      ! cmp -s "$2" "$folder/planted" || fail "this changes nothing: $3"
      files[i]=$folder/planted
    }
  done
  ! said=$(judge "${files[@]}") || fail "nobody sees this: $3"
  [[ $said == *"$1"* ]] || fail "of this: $3, it says: $said"
}
breaks 'is no composite action' action.yml 's/composite/node20/'
breaks 'the input junit is not passed' action.yml '/INPUT_JUNIT/d'
breaks 'inputs.extra is passed on' action.yml 's/inputs.echo/inputs.extra/'
breaks 'wants a default, in quotes' action.yml 's/"30"/30/'
breaks 'nobody uses INPUT_JUNIT' scripts/action 's/INPUT_JUNIT/INPUT_UNIT/'
breaks 'the output findings is written by' scripts/action '/output findings/d'
breaks 'there is no step check' action.yml 's/id: check/id: other/'
breaks 'there is no step cache' action.yml 's/id: cache/id: store/'
breaks 'the shell reads an expression' action.yml \
  's/action" check/action" check ${{ inputs.url }}/'
breaks 'wants shell: bash' action.yml '/shell:/d'
breaks 'is not pinned' action.yml 's/restore@v4/restore@main/'
breaks 'is not pinned' action.yml 's|actions/cache|stranger/cache|'
breaks 'the page gives triggers, which' "$page" 's/ trigger: / triggers: /'
breaks 'the page gives no url' "$page" '/ url: /d'
breaks 'the page does not explain wait' "$page" '/`wait` \|/d'
breaks 'the page shows no workflow' "$page" 's/wsdrain@/wsdrain-/'

[[ $("$root/scripts/action" --help) == Judges* ]] || fail "no help"
: >"$GITHUB_OUTPUT"
scripts/action key
[[ $(value key) =~ ^wsdrain-[^-]+-[^-]*-[^-]+-[0-9a-f]{64}$ ]] ||
  fail "no key: $(value key)"
[[ $(value folder) == "$RUNNER_TEMP/wsdrain-"* ]] || fail "no folder"
echo "the action tells what is found, and runs no input"
