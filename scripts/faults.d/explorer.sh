# Asks `wsdrain explore` for the shortest scenario that shows a fault.
#
# Sourced by scripts/faults, after engines.sh. `spaces` is what it
# visits: NAME-ROLE each.

# What wsdrain explore visits by itself. Of two counterexamples of equal length
# that from the first counts: where input is read at once, it reads best.
default_spaces() {
  build/dev/wsdrain explore --depth 1 --json |
    jq -r '.runs[] | .name + " " + .role' | sort -u -k 1,1r -k 2,2 | tr ' ' -
}

# What is known of each role in the fault under way.
declare -A visited=() taken=() least=()

# visit ID SPACE DEPTH: adds to that, and to the role's log.
visit() {
  local id=$1 space=$2 depth=$3 role=${2##*-} folder=$out/results/$1
  local code=0 since states steps stem property found
  since=$EPOCHREALTIME
  limited "$(path_of "$id" wsdrain)" explore --json --threads 1 \
    --only "${space%-*}" --role "$role" --depth "$depth" \
    --states "$states_max" --memory "$memory_mb" --output "$folder" \
    >"$folder/$space.json.log" 2>>"$folder/explorer-$role.log" \
    </dev/null || code=$?
  check_ended "$id" explorer "$code"
  taken[$role]=$(awk -v taken="${taken[$role]-0}" \
    -v more="$(seconds_from "$since")" 'BEGIN { print taken + more }')
  found=$(lines explored "$folder/$space.json.log") || true
  [[ -n $found ]] || found="0 - - -"  # it died, or was out of time
  read -r states steps stem property <<<"$found"
  visited[$role]=$((${visited[$role]-0} + states))
  [[ $steps != - ]] || return 0
  if [[ -z ${least[$role]-} || $steps -lt ${least[$role]%% *} ]]; then
    least[$role]="$steps $stem $property $space $depth"
  fi
}

# explore ID: leaves a record for each role. Deeper and deeper, until one role
# has something; the others are then as deep.
explore() {
  local id=$1 depth space role
  visited=() taken=() least=()
  for role in $(parts_of "$id" explorer); do
    : >"$out/results/$id/explorer-$role.log"
  done
  for depth in "${depths[@]}"; do
    local had=" ${!least[*]} "
    for space in "${spaces[@]}"; do
      [[ $had == *" ${space##*-} "* ]] || visit "$id" "$space" "$depth"
    done
    ((depth < depth_least || ${#least[@]} == 0)) || break
  done
  for role in $(parts_of "$id" explorer); do
    conclude "$id" "$role" "$depth"
  done
}

# conclude ID ROLE DEPTH: what was found counts if playing it tells the same.
conclude() {
  local id=$1 role=$2 log=$out/results/$1/explorer-$2.log
  local letters stem property space depth=$3 scenario steps=null where
  if [[ -z ${least[$role]-} ]]; then
    where=$(jq -nc --argjson depth "$depth" '{space: null, depth: $depth}')
  else
    read -r letters stem property space depth <<<"${least[$role]}"
    scenario=$out/results/$id/$stem.scn
    if plays_alike "$id" "$scenario" "$property" "$log"; then
      cat "$log.faulty" >>"$log"
      steps=$(limited "$(path_of "$id" wsdrain)" shrink --json \
        --property "$property" "$scenario" 2>/dev/null | jq .steps) || true
    fi
    where=$(jq -nc --arg space "$space" --argjson depth "$depth" \
      --argjson letters "$letters" --arg scenario "$stem.scn" \
      '{space: $space, depth: $depth, letters: $letters,
        scenario: $scenario}')
  fi
  echo "states: ${visited[$role]-0}" >>"$log"
  record "$id" explorer "$role" "$log" 0 "${taken[$role]-0}" "$where" \
    "${steps:-null}"
}

# plays_alike ID SCENARIO PROPERTY LOG: broken with the fault, and nothing is
# broken without it.
plays_alike() {
  "$(path_of "$1" wsdrain)" run "$2" >"$4.faulty" 2>&1 || true
  if ! grep -qxF -- "$3" <<<"$(broken_in "$4.faulty" 1)"; then
    echo "the scenario holds with the fault" >>"$4"
  elif ! build/dev/wsdrain run "$2" >"$4.clean" 2>&1; then
    echo "the scenario fails without the fault" >>"$4"
  else
    return 0
  fi
  return 1
}
