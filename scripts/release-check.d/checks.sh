# What a release must be: a function for each check, 0 if it holds.
#
# Sourced by scripts/release-check, after lib.sh. Each says on stdout what it
# found, and why it fails. PREFIX is where wsdrain is installed.

# version_in_cmake SOURCE
version_in_cmake() {
  sed -n 's/^project(wsdrain VERSION \([0-9.]*\) .*/\1/p' "$1/CMakeLists.txt"
}

# newest_in_changelog SOURCE
newest_in_changelog() {
  sed -n 's/^## \[\([0-9.]*\)\].*/\1/p' "$1/CHANGELOG.md" | head -n 1
}

# ask_for PREFIX WORK COMPONENTS [VERSION]: what find_package says of it.
ask_for() {
  rm -rf "$2"
  cmake -S tests/release/components -B "$2" -G Ninja \
    -D CMAKE_PREFIX_PATH="$1" -D COMPONENTS="$3" -D VERSION="${4-}" 2>&1
}

# versions_agree PREFIX SOURCE WORK
versions_agree() {
  local cmake changelog program package
  cmake=$(version_in_cmake "$2")
  changelog=$(newest_in_changelog "$2")
  program=$("$1/bin/wsdrain" --version)
  package=$(ask_for "$1" "$3" frame | sed -n 's/^-- found version //p')
  echo "CMakeLists.txt $cmake, CHANGELOG.md $changelog," \
    "wsdrain --version $program, find_package $package"
  [[ -n $cmake && $changelog == "$cmake" && $program == "$cmake" &&
    $package == "$cmake" ]]
}

# is_found_by_version PREFIX SOURCE WORK: by its own version, and by no other
# minor one.
is_found_by_version() {
  local major minor
  IFS=. read -r major minor _ <<<"$(version_in_cmake "$2")"
  ask_for "$1" "$3" frame "$major.$minor" || return 1
  ! ask_for "$1" "$3" frame "$major.$((minor + 1))" ||
    { echo "it was found as $major.$((minor + 1)) as well"; return 1; }
}

# has_components PREFIX WORK COMPONENT...: a target for each.
has_components() {
  ask_for "$1" "$2" "$(IFS=';' && echo "${*:3}")"
}

# names_missing_component PREFIX WORK
names_missing_component() {
  local words
  ! words=$(ask_for "$1" "$2" "frame;sockets") ||
    { echo "a component that there is not was found"; return 1; }
  echo "$words"
  tr -s ' \n' ' ' <<<"$words" |
    grep -q "found component 'sockets', which was not built into this wsdrain,"
}

# is_relocatable PREFIX FOLDER...: no file of text names one of the folders.
is_relocatable() {
  local folder
  for folder in "${@:2}"; do
    ! grep -rIlF -- "$folder" "$1" ||
      { echo "these files name $folder"; return 1; }
  done
}

# leaks_no_warnings PREFIX
leaks_no_warnings() {
  ! grep -rE --include='*.cmake' -- '-W[a-z]' "$1"
}

# consumer_works PREFIX COMPILER WORK: builds tests/consumer, whose endpoint
# has two bugs, and each engine finds one; a fuzz target that knows the first
# finds the second.
consumer_works() {
  local first='closed_code_is_the_peers'
  local second='draining_goes_on_past_other_frames'
  second+='|cooperative_remote_ends_closing|messages_are_not_lost'
  rm -rf "$3"
  cmake -S tests/consumer -B "$3" -G Ninja \
    -D CMAKE_PREFIX_PATH="$1" -D CMAKE_CXX_COMPILER="$2" \
    -D CMAKE_CXX_FLAGS="-Wall -Wextra -Werror" &&
    cmake --build "$3" || return 1
  finds "$first" "$3/consumer" run --endpoint mine || return 1
  finds "$first" "$3/consumer" explore --endpoint first --depth 2 || return 1
  finds "$first|$second" "$3/consumer_cases" || return 1
  [[ -x $3/consumer_fuzzer ]] || return 0
  local -a limits=(-runs=100000 -seed=1 -artifact_prefix="$3/")
  finds "$first" "$3/consumer_fuzzer" "${limits[@]}" || return 1
  finds "$second" "$3/consumer_fuzzer_that_knows" "${limits[@]}"
}

# finds PATTERN COMMAND...: it fails, and says what the pattern has.
finds() {
  local pattern=$1 words
  shift
  ! words=$("$@" 2>&1) || { echo "$1 finds nothing"; return 1; }
  grep -E -m 1 -- "$pattern" <<<"$words" ||
    { tail -n 40 <<<"$words"; echo "nothing like $pattern"; return 1; }
}

# is_static PROGRAM
is_static() {
  local words
  words=$(LC_ALL=C ldd "$1" 2>&1) || true
  echo "$words"
  grep -qE 'not a dynamic executable|statically linked' <<<"$words"
}

# in_empty_root PROGRAM FOLDER ARGUMENT...: runs it where there is nothing else.
in_empty_root() {
  local program=$1 folder=$2 as_root=()
  shift 2
  ((EUID == 0)) || as_root=(unshare --map-root-user)
  rm -rf "$folder"
  mkdir -p "$folder"
  cp "$program" "$folder/wsdrain"
  "${as_root[@]}" chroot "$folder" /wsdrain "$@"
}

# can_change_root: as root, or by a namespace of one's own.
can_change_root() {
  ((EUID == 0)) || unshare --map-root-user true 2>/dev/null
}

# plays_alone PROGRAM FOLDER SOURCE: `run` plays as many as the corpus has.
plays_alone() {
  local words wanted
  wanted=$(find "$3/corpus/scenarios" -name '*.scn' | wc -l)
  words=$(in_empty_root "$1" "$2" run 2>&1) ||
    { echo "$words"; return 1; }
  tail -n 1 <<<"$words"
  grep -q "^$wanted scenarios, .* 0 fail" <<<"$words" ||
    { echo "the corpus has $wanted scenarios"; return 1; }
}

# explores_alone PROGRAM FOLDER
explores_alone() { in_empty_root "$1" "$2" explore 2>&1; }
