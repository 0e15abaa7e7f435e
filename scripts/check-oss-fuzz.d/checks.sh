# Checks a folder of fuzz targets: which checks there are, how they speak.
#
# Sourced by scripts/check-oss-fuzz, after lib.sh. The other parts have the
# checks; they read what check_folder sets:
#
#   out        where the targets are now: all of the build has been moved
#   built_at   where the build was, by an absolute path that is no more
#   engine, sanitizer
#   scratch    a folder for logs and seeds

faults=0

# fault TARGET CHECK FOUND WANTED...
fault() {
  printf '%s: %s: found %s, wanted %s\n' "$1" "$2" "$3" "${*:4}"
  faults=$((faults + 1))
}

llvm() { "/usr/lib/llvm-19/bin/llvm-$1" "${@:2}"; }

# What the runner's own programs are called in $OUT.
is_tool() {
  case $1 in
    llvm-symbolizer | afl-* | honggfuzz | centipede | jazzer_*) ;;
    *) return 1 ;;
  esac
}

is_elf() { [[ $(head -c 4 "$1" | tail -c 3) == ELF ]]; }

is_program() { [[ -f $1 && -x $1 ]] && is_elf "$1"; }

has_symbols() {
  [[ $(llvm readelf --section-headers "$1" 2>/dev/null) == *" .symtab "* ]]
}

# symbols FILE: the functions that it defines.
symbols() {
  llvm nm --defined-only --no-demangle "$1" 2>/dev/null |
    awk '$2 ~ /^[TtW]$/ { print $3 }'
}

# A target by what it is; one without symbols cannot say that it is none.
is_target() {
  is_program "$1" && ! is_tool "${1##*/}" &&
    { ! has_symbols "$1" || defines "$1" LLVMFuzzerTestOneInput; }
}

defines() { symbols "$1" | grep -cx -- "$2" >/dev/null; }

# move_away FOLDER: so that no path into it is any good; back at the end.
moved_from=''
move_away() {
  moved_from=${1%/}
  mv "$moved_from" "$moved_from.moved"
}
move_back() {
  [[ -z $moved_from || ! -d $moved_from.moved ]] ||
    mv "$moved_from.moved" "$moved_from"
  moved_from=''
}

# in_out LIMIT COMMAND...: runs it as the runner does, with nothing but $OUT.
in_out() {
  local limit=$1
  shift
  (cd "$out" && exec timeout --kill-after=5 "$limit" env -i PATH=/usr/bin:/bin \
    UBSAN_OPTIONS=silence_unsigned_overflow=1:print_stacktrace=1 \
    "LLVM_PROFILE_FILE=$scratch/default.profraw" "$@") </dev/null
}

# check_target NAME
check_target() {
  check_binary "$1" || return 0  # the rest would say nothing sensible
  check_dictionary "$1"
  check_options "$1"
  check_start "$1" || return 0
  check_seeds "$1"
}

# check_folder FOLDER OUT ENGINE SANITIZER [SOURCE]: OUT is in FOLDER, or is
# FOLDER, which is moved meanwhile; SOURCE has the targets that there must be.
check_folder() {
  local name before=$faults count=0
  [[ ! -e ${1%/}.moved ]] ||
    die 3 "${1%/}.moved is in the way: a run that was killed has left it"
  built_at=$(cd "$1" && pwd)
  engine=$3 sanitizer=$4
  scratch=$(mktemp -d)
  trap 'move_back; rm -rf "$scratch"' EXIT
  trap 'exit 130' INT TERM
  check_expected "$2" "${5-}"
  move_away "$built_at"
  out=$built_at.moved${2#"$1"}
  check_names
  check_lookalikes
  check_companions
  for name in $(targets); do
    check_target "$name"
    count=$((count + 1))
  done
  ((count)) || fault "$2" targets "no fuzz target" "one at least"
  move_back
  rm -rf "$scratch"
  say "$engine, $sanitizer: $count targets, $((faults - before)) faults"
}
