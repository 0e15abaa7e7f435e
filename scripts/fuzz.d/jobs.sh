# The fuzzers that run, each in a process group of its own.
#
# Sourced by scripts/fuzz.

declare -A job_of=()  # by process: the name
columns=$(stty size 2>/dev/null </dev/stderr | cut -d" " -f2 || true)
: "${columns:=80}"

# Whoever fills the disk takes the last inputs of others.
readonly disk_kib_min=${WSDRAIN_FUZZ_DISK_KIB_MIN:-65536}

begin_jobs() {
  trap stop_jobs EXIT
  trap 'exit 130' INT TERM
  set -m
}

# start_job NAME COMMAND...
start_job() {
  "${@:2}" &
  job_of[$!]=$1
}

# reap_jobs ENDED: calls ENDED NAME PID CODE for each that has ended.
reap_jobs() {
  local pid code name
  for pid in "${!job_of[@]}"; do
    ! kill -0 "$pid" 2>/dev/null || continue
    code=0
    # Bash has words of its own for what was killed.
    { wait "$pid"; } 2>/dev/null || code=$?
    name=${job_of[$pid]}
    unset "job_of[$pid]"
    "$1" "$name" "$pid" "$code"
  done
}

# A forked libFuzzer that can tidy up would throw away what it has not merged.
stop_jobs() {
  local pid signal
  for pid in "${!job_of[@]}"; do
    signal=TERM
    [[ ${job_of[$pid]} != *' libfuzzer' ]] || signal=KILL
    kill -s "$signal" -- "-$pid" 2>/dev/null || true
  done
}

# Dies before there is no room for another input.
check_disk() {
  local kib
  kib=$(df --output=avail -k "$out" | tail -n 1)
  ((kib >= disk_kib_min)) ||
    die 3 "the disk of $out is full: $kib KiB are left, wanted $disk_kib_min;" \
      "what was found is kept, and the next call goes on"
}

# show_progress LINE: on a terminal, in place of the one before.
show_progress() {
  [[ ! -t 2 ]] || printf '\r%.*s\033[K' $((columns - 1)) "$1" >&2
}

clear_progress() { [[ ! -t 2 ]] || printf '\r\033[K' >&2; }
