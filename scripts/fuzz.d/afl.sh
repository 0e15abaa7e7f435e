# How a target is run with AFL++: a main and a secondary that share what they
# find with each other, and with libFuzzer in both directions.
#
# Sourced by scripts/fuzz. Debian's AFL++ has a compiler of its own, so these
# are other programs than libFuzzer's.

afl_programs=${WSDRAIN_FUZZ:+$WSDRAIN_FUZZ/afl_programs}
: "${afl_programs:=build/afl}"

build_afl_targets() {
  [[ -z ${WSDRAIN_FUZZ-} ]] || return 0
  "$root/scripts/setup" campaigns
  build afl "$@"
}

# afl TARGET NAME LOG: becomes afl-fuzz, as the main or the secondary.
afl() {
  local target=$1 name=$2 to=$out/afl/$1 role=-S flags=()
  [[ $name == secondary ]] || role=-M
  mkdir -p "$to" "$out/corpus/$target"
  [[ $role == -S ]] || flags+=(-F "$out/corpus/$target")
  mapfile -t -O "${#flags[@]}" flags < <(afl_flags "$target")
  # It goes on with what it has; this is for its first time.
  [[ -f $to/$name/fuzzer_stats ]] || afl_seeds "$target" "$name"
  # No questions about the machine, and no screen.
  export AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_AUTORESUME=1 \
    AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_IGNORE_UNKNOWN_ENVS=1
  unset ASAN_OPTIONS
  exec setpriv --pdeathsig KILL afl-fuzz "$role" "$name" -i "$to/seeds-$name" \
    -o "$to" -m none -t 10000 "${flags[@]}" "${seed[@]/#/-s}" \
    -- "$afl_programs/$target" >"$3" 2>&1 </dev/null 8>&-
}

# The target's libFuzzer flags that AFL++ has words for.
afl_flags() {
  fuzzer_flags "$1" | sed -n 's/^-max_len=/-G\n/p; s/^-dict=/-x\n/p'
}

afl_seeds() {
  local to=$out/afl/$1/seeds-$2 folder
  rm -rf "$to"
  mkdir -p "$to"
  echo >"$to/newline"
  for folder in "$corpora/$1" "$out/corpus/$1"; do
    [[ ! -d $folder ]] || files_in "$folder" | xargs -r -0 cp -t "$to" --
  done
}

# afl_stat TARGET NAME FIELD...: numbers of its fuzzer_stats.
afl_stat() {
  local field
  for field in "${@:3}"; do
    awk -F ' *: *' -v field="$field" '$1 == field { n = $2 }
      END { print n + 0 }' "$out/afl/$1/$2/fuzzer_stats" 2>/dev/null || echo 0
  done | xargs
}

# Keeps what AFL++ has seen failing where all artifacts are, under like names.
keep_afl_artifacts() {
  local target=$1 file kind to
  while IFS= read -r -d '' file; do
    kind=crash
    [[ $file != */hangs* ]] || kind=timeout
    to=$out/artifacts/$target/$kind-$(sha1sum <"$file" | cut -d' ' -f1)
    mkdir -p "${to%/*}"
    cp -n -- "$file" "$to" || die 3 "$to cannot be written"
  done < <(find "$out/afl/$target" -type f -name 'id:*' \
    \( -path '*/crashes*' -o -path '*/hangs*' \) -print0 2>/dev/null)
}
