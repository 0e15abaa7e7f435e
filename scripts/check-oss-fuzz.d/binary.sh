# Checks a target's file: architecture, symbols, libraries, sanitizer, paths.
#
# Sourced by scripts/check-oss-fuzz, after checks.sh.

# check_binary TARGET: fails if nothing more can be said of it.
check_binary() {
  local file=$out/$1
  check_architecture "$1" || return 1
  if ! has_symbols "$file"; then
    fault "$1" symbols "a stripped program" "one with its symbols: no stack \
can be named, and no call of a sanitizer found"
    return 1
  fi
  check_debug_lines "$1"
  check_libraries "$1"
  check_sanitizer "$1"
  check_paths "$1"
}

check_architecture() {
  local machine
  machine=$(llvm readelf --file-header "$out/$1" |
    sed -n 's/^ *Machine: *//p')
  [[ $machine == *X86-64* ]] || {
    fault "$1" architecture "a program for '$machine'" "one for x86_64"
    return 1
  }
}

check_debug_lines() {
  [[ $(llvm readelf --section-headers "$out/$1") == *" .debug_line "* ]] ||
    fault "$1" symbols "no table of lines" \
      "one, as \$CXXFLAGS ask for: stacks name no line"
}

# What the image that fuzzes has: glibc, and what gcc and clang link anyway.
readonly known_libraries='ld-linux-x86-64|lib(c|m|dl|rt|pthread|resolv|gcc_s)'

check_libraries() {
  local dynamic found
  dynamic=$(llvm readelf --dynamic-table "$out/$1" 2>/dev/null)
  found=$(sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' <<<"$dynamic" |
    { grep -vE "^($known_libraries)\.so\.[0-9]+$" || true; } | xargs)
  [[ -z $found ]] || fault "$1" libraries "the shared libraries $found" \
    "nothing but libc: the image that fuzzes has no others"
  found=$(sed -nE 's/.*\((RPATH|RUNPATH)\).*\[(.*)\]/\2/p' <<<"$dynamic")
  [[ -z $found ]] || fault "$1" paths "the search path $found for libraries" \
    "none"
}

# --- Sanitizers --------------------------------------------------------------

# calls FILE: how often which sanitizer is called: `own` by what clang inserts
# into the code that it instruments, `all` counted as the runner does, within
# the runtimes as well, which call each other.
calls() {
  llvm objdump --disassemble --no-show-raw-insn --no-leading-addr "$1" | awk '
    /^<.*>:$/ {
      in_runtime = /^<(_ZNK?[0-9]+)?__(asan|msan|ubsan|sanitizer|interceptor)/
    }
    $1 == "callq" || $1 == "call" || $1 == "jmp" {
      name = $NF
      if (name !~ /^</) next
      if (in_runtime) {
        # Its own affair.
      } else if (name ~ /^<__asan_(report_|load|store|handle_no_|register_)/) {
        ++own["asan"]
      } else if (name ~ /^<__msan_(warning|maybe_|poison_alloca|chain_)/) {
        ++own["msan"]
      } else if (name ~ /^<__ubsan_handle_/) {
        ++own["ubsan"]
      }
      if ($1 == "jmp") next
      if (name ~ /^<(_ZNK?6)?__asan/) ++all["asan"]
      if (name ~ /^<(_ZNK?6)?__msan/) ++all["msan"]
      if (name ~ /^<(_ZNK?7)?__ubsan/) ++all["ubsan"]
    }
    END {
      for (i = split("asan msan ubsan", names, " "); i; --i)
        print names[i], own[names[i]] + 0, all[names[i]] + 0
    }'
}

# The thresholds of base-runner, where it has one: least in its own build.
least_calls() {
  case $1 in
    asan | msan) echo 1000 ;;
    ubsan) echo 169 ;;
  esac
}

check_sanitizer() {
  local name own all wanted=none what=''
  case $sanitizer in
    address) wanted=asan ;;
    memory) wanted=msan ;;
    undefined) wanted=ubsan ;;
    coverage) check_coverage_map "$1" ;;
  esac
  while read -r name own all; do
    what="$own calls of $name in the code, $all with the runtime's"
    if [[ $name == "$wanted" ]]; then
      ((own > 0 && all >= $(least_calls "$name"))) || fault "$1" sanitizer \
        "$what" "more than 0 and $(least_calls "$name"): it is not compiled" \
        "with \$CXXFLAGS of the $sanitizer build"
    elif ((own > 0)); then
      fault "$1" sanitizer "$what" \
        "none in the $sanitizer build: sanitizers are not combined"
    fi
  done < <(calls "$out/$1")
}

check_coverage_map() {
  [[ $(llvm readelf --section-headers "$out/$1") == *__llvm_covmap* ]] ||
    fault "$1" sanitizer "no coverage map" \
      "one: it is not compiled with \$CXXFLAGS of the coverage build"
}

# --- Paths -------------------------------------------------------------------

# Names of sources are said in messages, alone or, with line and column, as what
# a lambda's type is called; nobody opens them.
readonly place=':[0-9]+:[0-9]+\).*'
readonly named_source="\.(cc|cpp|cxx|c|h|hpp|inc|ipp)($place)?$"
readonly source_names="$named_source|/c\+\+/v1/[a-z_/]+$"

# check_paths TARGET: no data holds a path into the folders of the build.
check_paths() {
  local data=$scratch/data section prefix found
  : >"$data"
  for section in .rodata .data .data.rel.ro; do
    llvm objcopy --dump-section "$section=$data.part" "$out/$1" /dev/null \
      2>/dev/null && cat "$data.part" >>"$data"
    rm -f "$data.part"
  done
  prefix=$(sed 's/[][\.*^$/]/\\&/g' <<<"$built_at")
  found=$(LC_ALL=C grep -aoE "$prefix/[ -~]*" "$data" |
    { grep -vE "$source_names" || true; } | sort -u | head -n 1 || true)
  [[ -z $found ]] || fault "$1" paths "the hard-coded path $found" \
    "none: only \$OUT goes to the machine that fuzzes, to another place"
}
