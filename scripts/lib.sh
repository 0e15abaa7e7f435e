# What the scripts share: where things are, what they say, how they build.
#
# Sourced, never run. A script sources it right after `set -euo pipefail`; its
# own opening comment is its --help text.

called_from=$PWD
self=$(cd "$(dirname "$0")" && pwd)/${0##*/}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# The sanitizers find it by this name only.
: "${ASAN_SYMBOLIZER_PATH:=/usr/lib/llvm-19/bin/llvm-symbolizer}"
export ASAN_SYMBOLIZER_PATH

say() { printf '%s\n' "$*" >&2; }

# die [CODE] WORDS: 1 a check failed, 2 bad usage, 3 the system failed.
die() {
  local code=1
  if [[ $1 =~ ^[0-9]$ ]]; then
    code=$1
    shift
  fi
  say "${self##*/}: $*"
  exit "$code"
}

# Prints the comment that opens the script, from its second line on.
usage() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$self"; }

bad_usage() { die 2 "$*; see scripts/${self##*/} --help"; }

# natural_number OPTION VALUE: refuses anything but 1, 2, 3, ...
natural_number() {
  [[ ${2-} =~ ^[1-9][0-9]*$ ]] ||
    bad_usage "$1 wants a number from 1 on, found '${2-}'"
}

cores() { nproc 2>/dev/null || echo 2; }

# setup [GROUP...]: installs what is missing.
setup() { "$root/scripts/setup" "$@"; }

# build PRESET [TARGET...]: configures if that is due, then builds. Several
# sources at a time with WSDRAIN_UNITY: half the work where all is to be done.
build() {
  local preset=$1 log
  shift
  mkdir -p "build/$preset"
  log=build/$preset/configure.log
  if [[ ! -f build/$preset/build.ninja ||
        CMakePresets.json -nt build/$preset/build.ninja ]]; then
    say "configuring build/$preset"
    cmake --preset "$preset" ${WSDRAIN_UNITY:+-DCMAKE_UNITY_BUILD=ON} \
      >"$log" 2>&1 ||
      { cat "$log" >&2; die 3 "CMake cannot configure the preset $preset"; }
  fi
  local to=()
  (($# == 0)) || to=(--target "$@")
  # On a terminal ninja has a progress line of its own.
  if [[ -t 2 ]]; then
    cmake --build "build/$preset" "${to[@]}" >&2
  else
    cmake --build "build/$preset" "${to[@]}" -- --quiet 2>&1 |
      { grep -v '^ninja: no work to do' || true; } >&2
  fi || die "the build of the preset $preset failed"
}

# tests_pass PRESET: runs its tests; says only what fails, and how.
tests_pass() {
  local log=build/$1/ctest.log
  ctest --test-dir "build/$1" --output-on-failure --parallel "$(cores)" \
    >"$log" 2>&1 ||
    { grep -Ev ' Start +[0-9]+: | Passed +[0-9.]+ sec$' "$log" >&2; return 1; }
}

# compiled_from PRESET: `object file` for each file of the repository that an
# object was compiled from. ccache may have made the paths relative to the
# build's folder.
compiled_from() {
  ninja -C "build/$1" -t deps | awk -v root="$root/" '
    /^[^ ].*: #deps/ { sub(/: #deps.*/, ""); object = $0; next }
    { file = $1; sub(/^\.\.\/\.\.\//, root, file) }
    index(file, root) == 1 { print object, substr(file, length(root) + 1) }'
}

# duration SECONDS: 75 -> 1m15s
duration() { printf '%dm%02ds' $(($1 / 60)) $(($1 % 60)); }

# options_of TARGET SECTION: the lines KEY=VALUE there of fuzz/TARGET.options.
options_of() {
  [[ ! -f fuzz/$1.options ]] || awk -F ' *= *' -v section="[$2]" '
    /^\[/ { is_ours = $0 == section; next }
    is_ours && NF == 2 { print $1 "=" $2 }' "fuzz/$1.options"
}

# fuzzer_flags TARGET: those of fuzz/TARGET.options, and its dictionary.
fuzzer_flags() {
  local dictionary=fuzz/$1.dict
  options_of "$1" libfuzzer | sed 's|^dict=|&fuzz/|; s|^|-|'
  [[ ! -f $dictionary ]] || printf -- '-dict=%s\n' "$dictionary"
}

# asan_options TARGET: what ASAN_OPTIONS is to be, the user's words last.
asan_options() {
  { options_of "$1" asan; printf '%s\n' "${ASAN_OPTIONS-}"; } | paste -sd: -
}
