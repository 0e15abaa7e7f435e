# Shows the checks of a release failing on faults planted for them.
#
# Sourced by scripts/release-check, which has `work`, `prefix`, `failed` and
# install_from.

# fails WORDS PATTERN COMMAND...: it must, and say what the pattern has.
fails() {
  local words=$1 pattern=$2 log=$work/check.log
  shift 2
  if "$@" >"$log" 2>&1; then
    printf 'FAIL  %s was not noticed\n' "$words"
    ((++failed))
  elif ! tr -s ' \n' ' ' <"$log" | grep -qE -- "$pattern"; then
    printf 'FAIL  %s: nothing like "%s" was said\n%s\n' "$words" "$pattern" \
      "$(sed 's/^/      /' "$log")"
    ((++failed))
  else
    printf 'ok    %s fails\n' "$words"
  fi
}

self_test() {
  local other=$work/other package
  install_from build/dev
  mkdir "$other"
  cp CMakeLists.txt "$other"
  printf '## [9.9.9] - never\n\n' | cat - CHANGELOG.md >"$other/CHANGELOG.md"
  fails "another version in CHANGELOG.md" 'CHANGELOG.md 9\.9\.9' \
    versions_agree "$prefix" "$other" "$work/components"
  sed 's/^\(project(wsdrain VERSION\) [0-9.]*/\1 9.9.9/' CMakeLists.txt \
    >"$other/CMakeLists.txt"
  fails "another version in CMakeLists.txt" 'CMakeLists.txt 9\.9\.9' \
    versions_agree "$prefix" "$other" "$work/components"
  fails "a dynamic program" 'libstdc\+\+' is_static "$prefix/bin/wsdrain"
  fails "a program without its libraries" 'No such file or directory' \
    in_empty_root "$prefix/bin/wsdrain" "$work/empty" run
  fails "asking for a component that there is not" \
    "found component 'sockets', which was not built .*, allowed: frame," \
    ask_for "$prefix" "$work/components" sockets
  package=$(dirname "$(find "$prefix" -name wsdrainConfig.cmake)")
  echo "# $root/build/dev" >>"$package/wsdrainConfig.cmake"
  fails "a path of the build" 'wsdrainConfig.cmake' \
    is_relocatable "$prefix" "$root"
  echo "add_compile_options(-Werror)" >>"$package/wsdrainConfig.cmake"
  fails "a flag that leaks" 'Werror' leaks_no_warnings "$prefix"
  rm "$(find "$prefix" -path '*props/all.h')"
  fails "a header that is not installed" 'props/all.h' \
    consumer_works "$prefix" clang++-19 "$work/consumer-clang"
}
