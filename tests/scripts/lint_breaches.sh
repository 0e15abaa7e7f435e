# Shows each house rule failing on a breach planted for it, and on nothing else.
#
# Sourced by `scripts/lint --self-test`, which has the rules.

planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
cd "$planted"
failures=0

# plant PATH LINE...: writes a file; `...` stands for 300 lines of nothing.
plant() {
  local path=$1
  shift
  mkdir -p "$(dirname "$path")"
  printf '%s\n' "$@" | awk '
    $0 == "..." { for (i = 0; i < 300; ++i) print ""; next } { print }' >"$path"
  [[ $path != .ci/* ]] || chmod +x "$path"
}

# seen RULE: what it says about the planted files, which are then removed.
seen() {
  tracked_here=$(tracked)
  "rule_$1"
  find . -mindepth 1 -delete
}

tested=
# breaks RULE PATH LINE...: the rule must name the file, or its folder.
breaks() {
  local rule=$1 path=$2 words
  shift
  tested+=" rule_$rule"
  plant "$@"
  words=$(seen "$rule")
  if ! grep -qE "^($path|$(dirname "$path")/):" <<<"$words"; then
    say "$rule is blind to this in $path: ${*:2}"
    failures=$((failures + 1))
  fi
}

# keeps RULE PATH LINE...: the rule must say nothing.
keeps() {
  local rule=$1 words
  shift
  plant "$@"
  words=$(seen "$rule")
  if [[ -n $words ]]; then
    say "$rule accuses a file that keeps it: $words"
    failures=$((failures + 1))
  fi
}

words='// Says what it is for.'

breaks includes_point_down src/frame/a.h "$words" '#include "closing/table.h"'
breaks includes_point_down src/report/a.h '#include "props/all.h"'
breaks includes_point_down src/tools/a.cc '#include "check/check.h"'
breaks includes_point_down src/engines/rapidcheck/a.h \
  '#include "engines/fuzzing/counters.h"'
keeps includes_point_down src/commands/a.cc \
  '#include "engines/fuzzing/counters.h"' '#include "props/all.h"'
breaks every_folder_has_a_floor src/attic/a.cc "$words"
keeps every_folder_has_a_floor src/frame/a.cc "$words"
breaks core_needs_std_and_abseil_only src/check/a.cc '#include <unistd.h>'
breaks core_needs_std_and_abseil_only src/check/a.cc '#include "check.h"'
keeps core_needs_std_and_abseil_only src/check/a.cc '#include <vector>' \
  '#include "absl/strings/str_cat.h"'
breaks core_has_no_outside_world props/a.cc '#include <chrono>'
breaks core_has_no_outside_world src/frame/a.cc '  return std::rand();'
keeps core_has_no_outside_world src/commands/a.cc '#include <iostream>'
breaks core_throws_nothing src/closing/a.cc '  throw 1;'
breaks core_throws_nothing src/check/a.cc '  } catch (...) {'
keeps core_throws_nothing src/closing/a.cc '  // nothing to throw' \
  '  Say("try");'
keeps core_throws_nothing src/scenario/endpoint_guard.cc '  try {'
breaks endpoint_header_stands_alone src/scenario/endpoint.h \
  '#include "scenario/ledger.h"'
keeps endpoint_header_stands_alone src/scenario/endpoint.h \
  '#include <string>' '#include "frame/role.h"'
breaks yaml_can_be_read .github/workflows/a.yml 'a: [1'
keeps yaml_can_be_read .github/workflows/a.yml 'a: 1'
breaks called_scripts_exist .github/workflows/a.yml 'run: scripts/gone'
keeps called_scripts_exist .github/workflows/a.yml 'run: make'
breaks images_take_their_packages_from_setup a/Dockerfile \
  'RUN apt-get install -y zip'
keeps images_take_their_packages_from_setup a/Dockerfile \
  'RUN apt-get install -y $($SRC/wsdrain/scripts/setup --list targets)'
breaks images_have_one_abseil Dockerfile '--branch 1 a' '--branch 2 b'
keeps images_have_one_abseil Dockerfile '--branch 1 a' '--branch 1 b'
breaks project_yaml_is_whole fuzz/oss-fuzz/project.yaml 'language: c++' \
  'sanitizers:' '  - adress'
keeps project_yaml_is_whole .clusterfuzzlite/project.yaml 'language: c++'
breaks gtest_in_tests_only src/check/a.h '#include <gtest/gtest.h>'
keeps gtest_in_tests_only tests/check/a.h '#include <gtest/gtest.h>'
breaks rapidcheck_in_its_places_only props/a.cc '#include <rapidcheck.h>'
keeps rapidcheck_in_its_places_only src/engines/rapidcheck/a.h \
  '#include <rapidcheck.h>'
breaks libfuzzer_in_its_places_only src/check/a.cc 'int LLVMFuzzerMutate();'
keeps libfuzzer_in_its_places_only fuzz/a.cc 'int LLVMFuzzerMutate();'
breaks strangers_in_endpoints_only src/report/a.cc '#include <wslay/wslay.h>'
breaks strangers_in_endpoints_only src/live/a.cc \
  '#include <boost/beast/websocket.hpp>'
keeps strangers_in_endpoints_only src/live/a.cc \
  '#include <boost/beast/http/parser.hpp>'
keeps strangers_in_endpoints_only src/endpoints/wslay.cc \
  '#include <wslay/wslay.h>'

plant props/all.cc 'for (auto part : {ClosingProperties()})'
breaks properties_are_listed props/rfc9.cc \
  'std::span<const Property> ForgottenProperties() {'
plant props/all.cc 'for (auto part : {ClosingProperties()})'
breaks properties_are_listed props/rfc9.cc 'constexpr Property kAll[] = {'
plant props/all.cc 'for (auto part : {ClosingProperties()})'
keeps properties_are_listed props/rfc7.cc \
  'std::span<const Property> ClosingProperties() {'

fault=('file     src/a.cc' 'find     |  Close();' 'replace  |  Abort();')
plant src/a.cc '  Shut();'
breaks faults_fit_the_sources tests/faults/a.fault "${fault[@]}"
plant src/a.cc '  Close();' '  Close();'
breaks faults_fit_the_sources tests/faults/a.fault "${fault[@]}"
plant src/a.cc '  Close();'
keeps faults_fit_the_sources tests/faults/a.fault "${fault[@]}"

fault=('id       a' 'class    F11' 'citation b/c#1' 'property p' "${fault[@]}")
breaks faults_have_their_fields tests/faults/a.fault "${fault[@]::6}"
breaks faults_have_their_fields tests/faults/b.fault "${fault[@]}"
breaks faults_have_their_fields tests/faults/a.fault "${fault[@]/F11/F31}"
fault=("${fault[@]::2}" 'fault    M80, M81' "${fault[@]:2}")
keeps faults_have_their_fields tests/faults/a.fault "${fault[@]}"
breaks faults_have_their_fields tests/faults/a.fault "${fault[@]/M81/81}"

breaks files_are_short src/frame/a.cc "$words" ...
keeps files_are_short src/frame/a.cc "$words" \
  '// Longer than 300 lines because it is a table.' ...
breaks files_open_with_a_sentence src/frame/a.cc '#include <vector>'
breaks files_open_with_a_sentence src/frame/a.cc '// no full stop'
keeps files_open_with_a_sentence src/frame/a.cc '// Goes on' '// here.' '//'
breaks files_open_with_a_sentence scripts/a '#!/usr/bin/env bash' 'exit'
keeps files_open_with_a_sentence scripts/a '#!/usr/bin/env bash' '# Exits.'
breaks files_open_with_a_sentence tests/a.py 'import os'
keeps files_open_with_a_sentence tests/a.py '"""Does nothing."""' 'import os'
breaks lines_have_80_columns src/frame/a.cc "// $(printf '%080d' 0)"
keeps lines_have_80_columns src/closing/table.h "// $(printf '%080d' 0)"
breaks scripts_can_be_run scripts/a '#!/usr/bin/env bash' 'exit'
breaks scripts_can_be_run .ci/run '#!/usr/bin/env bash' 'if true; then'
keeps scripts_can_be_run .ci/run '#!/usr/bin/env bash' 'exit'

breaks no_paths_of_a_machine README.md "see /""work/main"
breaks no_paths_of_a_machine a.py "open('/""tmp/lead/x')"
keeps no_paths_of_a_machine README.md 'see src/work/main'
breaks no_registry_hosts a.lock "https://registry.""npmjs.org/ws"
keeps no_registry_hosts README.md 'apt-get install npm'
breaks no_work_left_over src/frame/a.cc "// TO""DO: more"
keeps no_work_left_over src/frame/a.cc '// MASTODON'

for rule in $(all_rules); do
  [[ " $tested " == *" $rule "* ]] || {
    say "${rule#rule_} has never been seen failing: plant a breach for it"
    failures=$((failures + 1))
  }
done
((failures == 0)) || die "$failures house rules do not work"
say "every house rule has been seen failing"
