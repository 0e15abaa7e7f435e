# Where the fuzz targets, their corpora and what they find are.
#
# Sourced by scripts/fuzz, scripts/minimize and scripts/make-seeds.

# WSDRAIN_FUZZ: another folder for all of it; its targets are the programs
# NAME_fuzzer that are there, and nothing is built.
out=${WSDRAIN_FUZZ:-build/fuzz}
# WSDRAIN_CORPUS: the checked-in corpora, a folder for each target.
corpora=${WSDRAIN_CORPUS:-corpus}
readonly out corpora canary=canary_fuzzer

# The names that libFuzzer gives to what it finds: the SHA-1 of its bytes.
# Whatever bears another name was put there by somebody, and for a reason.
readonly found_name='[0-9a-f]{40}'

# named_in, found_in FOLDER: the names of either kind.
named_in() {
  find "$1" -maxdepth 1 -regextype posix-extended -type f \
    ! -regex ".*/$found_name" -printf '%f\n'
}
found_in() {
  find "$1" -maxdepth 1 -regextype posix-extended -type f \
    -regex ".*/$found_name" -printf '%f\n'
}

# Every target but the canary, which finds nothing new.
all_targets() {
  local sources=(fuzz/*_fuzzer.cc)
  [[ -z ${WSDRAIN_FUZZ-} ]] || sources=("$WSDRAIN_FUZZ"/*_fuzzer)
  basename -a -s .cc "${sources[@]}" | grep -vx "$canary"
}

# choose_targets TARGET...: those, or all: to `targets`.
choose_targets() {
  local all target
  mapfile -t all < <(all_targets)
  for target; do
    printf '%s\n' "${all[@]}" | grep -qxF -- "$target" ||
      bad_usage "found target '$target', allowed: ${all[*]}"
  done
  targets=("$@")
  ((${#targets[@]})) || targets=("${all[@]}")
}

build_targets() {
  [[ -z ${WSDRAIN_FUZZ-} ]] || return 0
  setup
  build fuzz "$@"
}

# lock NAME: refuses to run twice in one folder. What is started must not have
# the lock (8>&-), or it would hold it when the script has been killed.
lock() {
  mkdir -p "$out" || die 3 "the folder $out cannot be made"
  exec 8>"$out/$1.lock" || die 3 "$out/$1.lock cannot be written"
  flock -w 3 8 || die 3 "another scripts/${self##*/} is at work in $out"
}

# kind_of CODE: what libFuzzer calls an input that ends a run with that code.
kind_of() {
  case $1 in
    70) echo timeout ;;
    71) echo oom ;;
    77) echo crash ;;  # or a leak: its report tells
    *) echo "exit-$1" ;;
  esac
}

# files_in FOLDER...: those with bytes in them, as NAME<NUL>; AFL++ keeps notes
# about its inputs in .state.
files_in() {
  find "$@" -name .state -prune -o -type f -size +0 -print0 2>/dev/null |
    LC_ALL=C sort -z
}

# bytes_in FOLDER: files and bytes
bytes_in() {
  { find "$1" -type f -printf '%s\n' 2>/dev/null || true; } |
    awk '{ n += $1 } END { print NR, n + 0 }'
}
