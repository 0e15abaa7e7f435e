# Checks what is in $OUT, and what it is called.
#
# Sourced by scripts/check-oss-fuzz, after checks.sh.

# targets: the names of those that can be run at all.
targets() {
  local file
  for file in "$out"/*; do
    ! is_target "$file" || printf '%s\n' "${file##*/}" |
      { grep -xE '[A-Za-z0-9_-]+' || true; }
  done
}

# expected_targets SOURCE: those of fuzz/, but for the canary and for what
# needs other libraries.
expected_targets() {
  find "$1/fuzz" -maxdepth 1 -name '*_fuzzer.cc' -printf '%f\n' |
    sed 's/\.cc$//' | { grep -vxE '(canary|differential)_fuzzer' || true; } |
    sort
}

# check_expected OUT SOURCE: before anything moves. The canary must not be
# there, whoever made the folder.
check_expected() {
  local name
  for name in "$1"/canary*; do
    [[ ! -x $name ]] || fault "${name##*/}" canary "the target that fails" \
      "none: it is to fail here, and would be filed as a bug"
  done
  [[ -n $2 ]] || return 0
  for name in $(expected_targets "$2"); do
    [[ -x $1/$name ]] || fault "$name" targets "no such target in \$OUT" \
      "one for each fuzz/*_fuzzer.cc"
  done
  for name in "$1"/*; do
    ! is_target "$name" || [[ -f $2/fuzz/${name##*/}.cc ]] ||
      fault "${name##*/}" targets "no fuzz/${name##*/}.cc" \
        "nothing but the fuzz targets"
  done
}

# What is a target is found by its name, which becomes part of others.
check_names() {
  local file name
  for file in "$out"/*; do
    name=${file##*/}
    is_target "$file" || continue
    [[ $name =~ ^[A-Za-z0-9_-]+$ ]] ||
      fault "$name" name "the name '$name'" \
        "letters, digits, '_' and '-': ClusterFuzz runs no other"
    [[ $name != *_seed_corpus ]] ||
      fault "$name" name "the name '$name'" \
        "one that does not end as a seed corpus does"
  done
}

# ClusterFuzz takes for a target what is called *_fuzzer, and what can be run
# and holds the name of the entry point.
looks_like_target() {
  [[ -f $1 && ${1##*/} != *.* ]] || return 1
  [[ $1 != *_fuzzer ]] || return 0
  [[ -x $1 && $(head -c 2 "$1") =~ ^(#!|.E)$ ]] &&
    grep -qa LLVMFuzzerTestOneInput "$1"
}

check_lookalikes() {
  local file
  for file in "$out"/*; do
    is_tool "${file##*/}" || is_target "$file" || ! looks_like_target "$file" ||
      fault "${file##*/}" looks "a file that ClusterFuzz takes for a target" \
        "none that defines no LLVMFuzzerTestOneInput"
  done
}

# Seeds, dictionaries and options belong to a target by their names.
check_companions() {
  local file owner
  for file in "$out"/*_seed_corpus.zip "$out"/*.dict "$out"/*.options; do
    [[ -e $file ]] || continue
    owner=${file##*/}
    owner=${owner%_seed_corpus.zip}
    owner=${owner%.dict}
    owner=${owner%.options}
    [[ -f $out/$owner ]] || fault "$owner" companions \
      "${file##*/} without a target" "the target $owner beside it"
  done
}
