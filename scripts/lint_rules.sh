# The house rules that no compiler knows: a function for each.
#
# Sourced by scripts/lint, in the folder that is to be judged. Every rule
# prints a line `file: what is wrong and what is wanted` for each breach, and
# nothing if all is well. scripts/lint --self-test sees each of them fail.

# Every file that is, or is about to be, under version control.
tracked() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files --cached --others --exclude-standard
  else
    find . -path ./build -prune -o -type f -print | sed 's|^\./||'
  fi | while IFS= read -r file; do
    [[ ! -f $file ]] || printf '%s\n' "$file"
  done | sort
}

tracked_here=$(tracked)  # once; the self-test asks again

# files REGEX: those whose paths match.
files() { grep -E -- "$1" <<<"$tracked_here" || true; }

cpp_files() { files '\.(cc|h)$'; }
core_files() {
  files '^(src/(frame|closing|scenario|check)|props)/.*\.(cc|h)$'
}

# Those whose first line calls for bash.
bash_files() {
  files '(^|/)[^./]+$|^\.ci/' | while IFS= read -r file; do
    ! head -n 1 "$file" | grep -q '^#!.*bash' || printf '%s\n' "$file"
  done
}

# search MESSAGE PATTERN: for each line of the files on stdin that matches.
search() {
  local message=$1 pattern=$2 where
  xargs -r -d '\n' grep -nHIE -- "$pattern" 2>/dev/null |
    while IFS= read -r where; do
      printf '%s: %s\n' "$(cut -d: -f1,2 <<<"$where")" "$message"
    done || true
}

# --- The core -----------------------------------------------------------------

rule_core_needs_std_and_abseil_only() {
  core_files | xargs -r -d '\n' awk '
    /^#include </ && !/^#include <[a-z_0-9]+>/ {
      printf "%s:%d: the core includes Abseil and the standard library only\n",
        FILENAME, FNR
    }
    /^#include "/ && !/^#include "[a-z_0-9]+\// {
      printf "%s:%d: includes by the whole path, from src/ on\n", FILENAME, FNR
    }'
}

outside_world='chrono|ctime|random|thread|mutex|shared_mutex|future|csignal'
outside_world+='|condition_variable|filesystem|fstream|iostream'

rule_core_has_no_outside_world() {
  core_files | search \
    "no clocks, threads, files or randomness in the core and the properties" \
    "^#include <($outside_world)>|std::(rand|time|clock|getenv)\\("
}

rule_core_throws_nothing() {
  core_files | { grep -vx 'src/scenario/endpoint_guard.cc' || true; } |
    xargs -r -d '\n' awk '
    {
      line = $0
      gsub(/"([^"\\]|\\.)*"/, "", line)
      sub(/\/\/.*/, "", line)
      if (line ~ /(^|[^A-Za-z0-9_])(try|catch|throw)([^A-Za-z0-9_]|$)/) {
        printf "%s:%d: only scenario/endpoint_guard.cc catches; the core " \
          "throws nothing\n", FILENAME, FNR
      }
    }'
}

rule_endpoint_header_stands_alone() {
  files '^src/scenario/endpoint\.h$' | xargs -r -d '\n' awk '
    /^#include/ && !/<[a-z_0-9]+>/ &&
    !/"(frame\/role|scenario\/settings)\.h"/ {
      printf "%s:%d: strangers implement this header: the standard library, " \
        "frame/role.h and scenario/settings.h only\n", FILENAME, FNR
    }'
}

rule_gtest_in_tests_only() {
  cpp_files | { grep -v '^tests/' || true; } |
    search "GoogleTest belongs to tests/" '^#include [<"](gtest|gmock)/'
}

rule_rapidcheck_in_its_places_only() {
  cpp_files | { grep -vE '^(tests|src/engines/rapidcheck)/' || true; } |
    search "RapidCheck is for tests/ and its engine" '^#include [<"]rapidcheck'
}

rule_libfuzzer_in_its_places_only() {
  cpp_files | { grep -vE '^(fuzz|src/engines/fuzzing|tests)/' || true; } |
    search "libFuzzer belongs to fuzz/ and src/engines/fuzzing" 'LLVMFuzzer'
}

# Beast's HTTP is no WebSocket.
rule_strangers_in_endpoints_only() {
  cpp_files | { grep -vE '^(src/endpoints|tests/examples)/' || true; } |
    search "third-party WebSocket libraries belong to src/endpoints" \
      '^#include [<"](wslay|boost/beast([.]|/[^h])|websocketpp|libwebsockets)'
}

# --- Properties --------------------------------------------------------------

# The header declares a list for each file, all.cc names all of them, and each
# file of properties defines one.
rule_properties_are_listed() {
  local file list
  [[ -f props/all.cc ]] || return 0
  files '^props/.*\.cc$' | { grep -vx 'props/all.cc' || true; } |
    while IFS= read -r file; do
      list=$(sed -n 's/^std::span<const Property> \([A-Za-z0-9]*\)().*/\1/p' \
        "$file")
      if [[ -z $list ]]; then
        printf '%s: defines no std::span<const Property> NAME()\n' "$file"
      elif ! grep -qw -- "$list()" props/all.cc; then
        printf '%s: %s() is not named in props/all.cc\n' "$file" "$list"
      fi
    done
}

# --- Faults ------------------------------------------------------------------

# What a fault wants to find stands in its file, once.
rule_faults_fit_the_sources() {
  local fault file times
  files '^tests/faults/.*\.fault$' | while IFS= read -r fault; do
    file=$(awk '$1 == "file" { print $2 }' "$fault")
    times=$(find=$(sed -n 's/^find *|//p' "$fault") awk -v RS='\001' '{
      text = $0
      for (n = 0; at = index(text, ENVIRON["find"]); ++n) {
        text = substr(text, at + 1)
      }
      print n
    }' "$file" 2>/dev/null || true)
    ((${times:-0} == 1)) || printf '%s: what it wants to find is %s\n' \
      "$fault" "${times:-0} times in $file, not once"
  done
}

# The fields of tests/faults/README.md, in their order, under the id's name.
rule_faults_have_their_fields() {
  local fault fields wanted='id class (fault )?citation property file find'
  files '^tests/faults/.*\.fault$' | while IFS= read -r fault; do
    fields=$(awk '!/^#/ && NF { print $1 }' "$fault" | uniq | xargs)
    [[ $fields =~ ^$wanted\ replace$ ]] ||
      printf '%s: has the fields %s\n' "$fault" "$fields"
    grep -qE "^id +$(basename "$fault" .fault)\$" "$fault" ||
      printf '%s: is not named by its id\n' "$fault"
    grep -qE '^class +F(0[1-9]|[12][0-9]|30)$' "$fault" ||
      printf '%s: its class is none of F01 to F30\n' "$fault"
    ! grep '^fault' "$fault" | grep -qvE '^fault +M[0-9]+(, M[0-9]+)*$' ||
      printf '%s: a fault is a number of the catalogue: M80, M81\n' "$fault"
  done
}

# --- The look of files -------------------------------------------------------

# Those that can bear a comment.
commented='\.(cc|h|py|sh|mjs|go|cmake)$|(^|/)CMakeLists\.txt$|^scripts/|^\.ci/'

rule_files_are_short() {
  local file lines
  files "$commented" |
    while IFS= read -r file; do
      lines=$(wc -l <"$file")
      ((lines <= 300)) || head -n 12 "$file" |
        grep -qE '^(//|#) Longer than 300 lines because ' ||
        printf '%s: has %d lines; above 300 say "Longer than 300 lines %s\n' \
          "$file" "$lines" 'because ..." near the top'
    done
}

# Judges the first paragraph of the first comment; a shebang may come before.
rule_files_open_with_a_sentence() {
  files "$commented" | xargs -r -d '\n' awk '
    function judge() {
      if (name != "" && text !~ /^ ["`A-Za-z0-9].*[.:]$/) {
        printf "%s:1: opens with the sentence that says what it is for\n", name
      }
    }
    FNR == 1 {
      judge()
      name = FILENAME
      text = ""
      is_over = is_docstring = 0
      mark = name ~ /\.(cc|h|mjs|go)$/ ? "//" : "#"
      if (/^#!/) next
    }
    is_over { next }
    {
      line = $0
      if (name ~ /\.py$/ && sub(/^"""/, "", line)) {
        is_docstring = 1
      } else if (!is_docstring && !sub("^" mark "( |$)", "", line)) {
        is_over = 1
        next
      }
      if (is_docstring && sub(/"""$/, "", line)) is_over = 1
      if (line == "") is_over = 1
      else text = text " " line
    }
    END { judge() }'
}

rule_lines_have_80_columns() {
  files '\.(cc|h|sh)$|^scripts/|^\.ci/' |
    # The table, and golden ladders, are as wide as they are.
    { grep -vxE 'src/closing/table\.h|tests/report/(ladder|explain)_test\.cc' ||
      true; } |
    LC_ALL=C.UTF-8 search "is wider than 80 columns" '^.{81,}$'
}

rule_scripts_can_be_run() {
  local file
  bash_files | while IFS= read -r file; do
    [[ -x $file ]] || printf '%s: wants its run bit (chmod +x)\n' "$file"
    bash -n "$file" 2>/dev/null || printf '%s: is no legal bash\n' "$file"
  done
}

# --- What does not belong into the repository --------------------------------

# Brackets keep these patterns from finding themselves.
machine_paths='(^|[^[:alnum:]_./-])/([w]ork|[r]oot|[h]ome/[a-z]+|[t]mp/[a-z]+)'
registries='(d[e]b|security)\.debian\.org|registry\.n[p]mjs|py[p]i\.org'
registries+='|proxy\.g[o]lang\.org|static\.cr[a]tes\.io|repo1?\.m[a]ven'

rule_no_paths_of_a_machine() {
  files . | search "names a path of one machine" \
    "$machine_paths([^[:alnum:]_]|\$)"
}

rule_no_registry_hosts() {
  files . | search "names the host of a registry: its client knows it" \
    "$registries"
}

rule_no_work_left_over() {
  files . | search "do it now, or leave it out" \
    '(TO[D]O|FIX[M]E)([^[:alnum:]_]|$)'
}

all_rules() { declare -F | awk '$3 ~ /^rule_/ { print $3 }'; }
