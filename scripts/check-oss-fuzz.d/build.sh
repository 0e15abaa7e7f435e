# Runs fuzz/oss-fuzz/build.sh with what the images of OSS-Fuzz give it.
#
# Sourced by scripts/check-oss-fuzz, after lib.sh. `abseil` is the folder of
# Abseil's source.

# The flags of base-clang and base-builder, word for word.
readonly flags_of_all="-O1 -fno-omit-frame-pointer -gline-tables-only \
-Wno-error=incompatible-function-pointer-types -Wno-error=int-conversion \
-Wno-error=deprecated-declarations -Wno-error=implicit-function-declaration \
-Wno-error=implicit-int -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION"
readonly undefined="array-bounds,bool,builtin,enum,function,\
integer-divide-by-zero,null,object-size,return,returns-nonnull-attribute,\
shift,signed-integer-overflow,unreachable,vla-bound,vptr"
readonly flags_of_coverage="-fprofile-instr-generate -fcoverage-mapping \
-pthread -Wl,--no-as-needed -Wl,-ldl -Wl,-lm -Wno-unused-command-line-argument"

flags_of_sanitizer() {
  case $1 in
    address) echo "-fsanitize=address -fsanitize-address-use-after-scope" ;;
    undefined) echo "-fsanitize=$undefined,unsigned-integer-overflow" \
      "-fno-sanitize-recover=$undefined" ;;
    memory) echo "-fsanitize=memory -fsanitize-memory-track-origins" ;;
    coverage) ;;
  esac
}

# The images have libc++ as one archive, in which libc++abi is; MSan's is built
# with it. standard_library SANITIZER: prints the flags.
standard_library() {
  local libraries=$work/libcxx built
  if [[ $1 == memory ]]; then
    built=$(msan_libcxx) || exit
    libraries=$work/msan-libcxx
    printf '%s ' -nostdinc++ -isystem "$built/include/c++/v1"
  else
    built=/usr/lib/llvm-19
  fi
  mkdir -p "$libraries"
  printf 'INPUT(%s/lib/libc++.a %s/lib/libc++abi.a)\n' "$built" "$built" \
    >"$libraries/libc++.a"
  echo "-stdlib=libc++ -L$libraries -Wno-unused-command-line-argument"
}

# environment BUILD ENGINE SANITIZER: NAME=VALUE lines, all that build.sh gets.
environment() {
  local build=$1 engine=$2 sanitizer=$3 flags library launcher=''
  flags="$flags_of_all $(flags_of_sanitizer "$sanitizer")"
  if [[ $engine == afl ]]; then
    printf '%s\n' CC=afl-clang-fast CXX=afl-clang-fast++ AFL_QUIET=1 \
      ASAN_OPTIONS=detect_leaks=0:symbolize=0:abort_on_error=1 \
      LIB_FUZZING_ENGINE=/usr/lib/afl/libAFLDriver.a
    library=-static-libstdc++
  else
    library=$(libfuzzer_of "$sanitizer") || exit
    printf '%s\n' CC=clang-19 CXX=clang++-19 "LIB_FUZZING_ENGINE=$library"
    if [[ $sanitizer == coverage ]]; then
      flags+=" $flags_of_coverage"
    else
      flags+=" -fsanitize=fuzzer-no-link"
    fi
    library=$(standard_library "$sanitizer") || exit
    # Not under coverage, where it would change the paths.
    [[ $sanitizer == coverage ]] || launcher=$(command -v ccache || true)
  fi
  printf '%s\n' "CFLAGS=$flags" "CXXFLAGS=$flags $library" \
    "SRC=$build/src" "WORK=$build/work" "OUT=$build/out" \
    "SANITIZER=$sanitizer" "FUZZING_ENGINE=$engine" ARCHITECTURE=x86_64 \
    "HOME=${HOME-/}" "PATH=$build/forbidden:$PATH"
  [[ -z $launcher ]] || echo "CMAKE_CXX_COMPILER_LAUNCHER=$launcher"
}

# What the Dockerfile has not installed is not to be fetched by build.sh.
forbid_tools() {
  local tool
  mkdir "$1"
  for tool in apt apt-get dpkg pip pip3 curl wget git; do
    printf '#!/bin/sh\necho "build.sh calls %s" >&2\nexit 97\n' "$tool" \
      >"$1/$tool"
    chmod +x "$1/$tool"
  done
}

# copy_tree FOLDER: what is, or is about to be, under version control.
copy_tree() {
  mkdir -p "$1"
  { git ls-files -z --cached --others --exclude-standard 2>/dev/null ||
      find . -path ./build -prune -o -type f -print0; } |
    while IFS= read -r -d '' file; do
      [[ ! -f $file ]] || printf '%s\0' "$file"
    done | tar -c --null --files-from=- | tar -x -C "$1"
}

# run_build_sh BUILD ENGINE SANITIZER
run_build_sh() {
  local given
  given=$(environment "$@") || exit
  mapfile -t given <<<"$given"
  (cd "$1/src/wsdrain" &&
    env -i "${given[@]}" bash -eux fuzz/oss-fuzz/build.sh) >"$1/log" 2>&1 || {
    grep -E 'error:|build.sh calls|FAILED' "$1/log" | head -n 20 >&2 || true
    die "$2, $3: build.sh has failed; see $1/log"
  }
}

# build_as_oss_fuzz BUILD ENGINE SANITIZER: leaves BUILD/{src,work,out}.
build_as_oss_fuzz() {
  [[ $1 == /*/* ]] || die 2 "$1: will not be emptied"
  rm -rf "$1"
  mkdir -p "$1/work" "$1/out"
  copy_tree "$1/src/wsdrain"
  cp -r "$abseil/." "$1/src/abseil-cpp"
  rm -rf "$1/src/abseil-cpp/.git"
  forbid_tools "$1/forbidden"
  run_build_sh "$@"
}
