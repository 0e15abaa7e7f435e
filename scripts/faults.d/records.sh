# Keeps one record for each run of an engine, so that no run is done twice.
#
# Sourced by scripts/faults. A record is $out/results/ID/ENGINE-PART.json; the
# part is a seed, or the role that was asked. Its key is a hash over all that
# the run depends on: a record with another key is none.

# folders_of ENGINE: what its programs are made of, and what they are given.
# The rest of src/ cannot change what it finds.
folders_of() {
  local judged=(scenario check endpoints report)
  printf '%s\n' src/frame src/closing
  if [[ $1 == naive_fuzzer ]]; then
    echo tests/faults/naive_fuzzer.cc
    return
  fi
  printf 'src/%s\n' "${judged[@]}"
  echo props
  case $1 in
    corpus) printf '%s\n' src/engines src/commands corpus/scenarios ;;
    explorer) printf '%s\n' src/explore src/commands ;;
    rapidcheck) printf '%s\n' src/engines tests/faults/rapidcheck_driver.cc ;;
    closing_fuzzer_seeded) printf '%s\n' src/engines fuzz corpus/closing_fuzzer
      ;;
    *) printf '%s\n' src/engines fuzz ;;
  esac
}

declare -A bases=()  # by engine: the hash of all but the fault

# hash_bases ENGINE...: no engine is made of the libraries of others.
hash_bases() {
  local engine
  for engine in "$@"; do
    bases[$engine]=$({
      folders_of "$engine" | tr '\n' '\0' |
        xargs -0 -I{} find {} -type f ! -path 'fuzz/oss-fuzz/*' \
          ! -path 'src/endpoints/*/*' ! -name 'differential*' -print0 |
        LC_ALL=C sort -z |
        xargs -0 sha256sum
      sha256sum CMakePresets.json tests/faults/fault_reached.h
      budget_of "$engine"
    } | sha256sum)
  done
}

# key_of ID ENGINE
key_of() {
  local fault=tests/faults/$1.fault
  [[ -f $fault ]] || fault=/dev/null
  echo "${bases[$2]} ${known_at[$1]-}" | cat - "$fault" | sha256sum |
    cut -c 1-16
}

# records_of ID ENGINE: the paths of those that the selection calls for.
records_of() {
  local part
  for part in $(parts_of "$1" "$2"); do
    printf '%s\n' "$out/results/$1/$2-$part.json"
  done
}

# all_records ID...: the paths of the selection's that are there.
all_records() {
  local id engine
  for id in "$@"; do
    for engine in "${engines[@]}"; do records_of "$id" "$engine"; done
  done | while IFS= read -r path; do
    [[ ! -f $path ]] || printf '%s\n' "$path"
  done
}

# pending ID: `ENGINE PART` of each run that is still to be done.
pending() {
  local id=$1 engine part path key present
  present=$(keys_in "$out/results/$id")
  for engine in "${engines[@]}"; do
    is_concerned "$id" "$engine" || continue
    key=$(key_of "$id" "$engine")
    for part in $(parts_of "$id" "$engine"); do
      path=$out/results/$id/$engine-$part.json
      [[ -z $again && $present == *"$path $key;"* ]] || echo "$engine $part"
    done
  done
}

# keys_in FOLDER: `PATH KEY;` of each record in it.
keys_in() {
  [[ -d $1 ]] || return 0
  find "$1" -name '*.json' -print0 |
    xargs -0 -r jq -r 'input_filename + " " + .key + ";"'
}

# record ID ENGINE PART LOG CODE SECONDS [WHERE STEPS]: what the log shows.
# WHERE is JSON. Of several properties, one that the fault names comes first.
record() {
  local id=$1 engine=$2 part=$3 log=$4 code=$5 seconds=$6
  local where=${7:-null} steps=${8-} path=$out/results/$1/$2-$3.json
  [[ -n $steps ]] || steps=$(steps_in "$log")
  jq -n --arg fault "$id" --arg class "$(fault_field "$id" class)" \
    --arg wanted "$(fault_field "$id" property)" \
    --arg engine "$engine" --arg part "$part" \
    --arg role "$(role_in "$log")" --arg broken "$(broken_in "$log" "$code")" \
    --argjson reached "$(reached_in "$log")" \
    --argjson runs "$(runs_in "$log")" --argjson steps "$steps" \
    --argjson seconds "$seconds" --argjson where "$where" \
    --arg key "$(key_of "$id" "$engine")" -f scripts/faults.d/record.jq \
    >"$path.new" || die 3 "$id: no record of $engine $part can be made"
  mv "$path.new" "$path"
}

# fault_field ID NAME: empty for the unedited core.
fault_field() { [[ ! -f tests/faults/$1.fault ]] || field "$1" "$2"; }

# catalogue: the fields of all faults.
catalogue() {
  jq -Rn -L scripts/faults.d 'include "faults"; catalogue' tests/faults/*.fault
}

# lines FUNCTION [FILE...]: what a function of lines.jq prints.
lines() {
  local function=$1
  shift
  jq -r -L scripts/faults.d "include \"lines\"; $function" "$@"
}
