# How a target is run with libFuzzer, and how far it has come.
#
# Sourced by scripts/fuzz.

readonly limits=(-timeout=10 -rss_limit_mb=2048 -max_len=4096)

# libfuzzer TARGET LOG FLAG...: becomes the target. It dies when we do, however
# we die; inputs of AFL++ come in with the checked-in ones.
libfuzzer() {
  local target=$1 log=$2 flags folder seeds
  mkdir -p "$out/corpus/$target" "$out/artifacts/$target" "$out/logs"
  mapfile -t flags < <(fuzzer_flags "$target")
  seeds=("$out/corpus/$target")
  for folder in "$corpora/$target" "$out/afl/$target"/*/queue; do
    [[ ! -d $folder ]] || seeds+=("$folder")
  done
  ASAN_OPTIONS=$(asan_options "$target") || return
  export ASAN_OPTIONS
  exec setpriv --pdeathsig KILL "$out/$target" "${limits[@]}" "${flags[@]}" \
    "${seed[@]/#/-seed=}" "${@:3}" \
    -artifact_prefix="$out/artifacts/$target/" "${seeds[@]}" \
    >"$log" 2>&1 </dev/null 8>&-
}

# libfuzzer_once TARGET SECONDS: one process, which ends at the first failure.
libfuzzer_once() {
  libfuzzer "$1" "$out/logs/$1.log" -max_total_time="$2" -print_final_stats=1
}

# libfuzzer_forked TARGET SECONDS LOG: a process that survives failures, since
# it fuzzes in others. What those have found, but not handed over, is in
# tmp/TARGET for as long.
libfuzzer_forked() {
  mkdir -p "$out/tmp/$1"
  TMPDIR=$root/$out/tmp/$1
  [[ $out != /* ]] || TMPDIR=$out/tmp/$1
  export TMPDIR
  libfuzzer "$1" "$3" -max_total_time="$2" -fork="$forks" \
    -ignore_crashes=1 -ignore_timeouts=1 -ignore_ooms=1
}

# Ends the processes of a forked run, dead or alive, at once. The living hand
# over what they have.
stop_forks() {
  local folder
  for folder in "$out/tmp/$1"/libFuzzerTemp.*; do
    [[ ! -d $folder ]] || echo stop >"$folder/STOP" || true
  done
}

# salvage TARGET: puts into its corpus what a killed run did not hand over.
salvage() {
  local folder
  compgen -G "$out/tmp/$1/libFuzzerTemp.*" >/dev/null || return 0
  stop_forks "$1"
  sleep 1
  mkdir -p "$out/corpus/$1"
  # Only what is whole, which its name tells.
  find "$out/tmp/$1" -type f -path '*/C[0-9]*/*' -exec sha1sum {} + |
    awk '{ sum = $1; sub(/^[^ ]* [ *]/, ""); n = split($0, part, "/") }
      part[n] == sum' | xargs -r -d '\n' cp -n -t "$out/corpus/$1" -- ||
    die 3 "$out/corpus/$1 cannot be written; $out/tmp/$1 has more inputs"
  rm -rf "$out/tmp/$1"
}

# How far a run has come, by its LOG: executions, executions a second, edges,
# inputs, features.
progress_in() {
  awk '
    /^#[0-9]+/ {
      runs = substr($1, 2) + 0
      for (i = 2; i < NF; ++i) {
        if ($i == "cov:") edges = $(i + 1)
        if ($i == "ft:") features = $(i + 1)
        if ($i == "corp:") { split($(i + 1), corpus, "/"); inputs = corpus[1] }
        if ($i == "exec/s:") rate = $(i + 1)
      }
    }
    /^stat::number_of_executed_units:/ { runs = $2 }
    /^stat::average_exec_per_sec:/ { rate = $2 }
    END { print runs + 0, rate + 0, edges + 0, inputs + 0, features + 0 }
  ' "$1" 2>/dev/null || echo 0 0 0 0 0
}
