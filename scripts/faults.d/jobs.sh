# So many jobs at a time, each a group of processes that is stopped as a whole.
#
# Sourced by scripts/faults, which has read how many (`jobs`).

declare -A job_of=()  # by process: the name
job_ended=            # called with the name and the exit code of each

# begin_jobs ENDED
begin_jobs() {
  job_ended=$1
  trap stop_jobs EXIT
  trap 'exit 130' INT TERM
  set -m
}

# start_job NAME COMMAND...: when there is a place for it.
start_job() {
  ((${#job_of[@]} < jobs)) || end_job
  "${@:2}" </dev/null &
  job_of[$!]=$1
}

end_job() {
  local pid code=0
  wait -n -p pid "${!job_of[@]}" || code=$?
  local name=${job_of[$pid]}
  unset "job_of[$pid]"
  "$job_ended" "$name" "$code"
}

end_jobs() {
  while ((${#job_of[@]})); do end_job; done
  set +m
}

stop_jobs() {
  local pid
  for pid in "${!job_of[@]}"; do kill -- "-$pid" 2>/dev/null || true; done
}
