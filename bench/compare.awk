# Medians of the runs of scripts/bench, and what wsdrain has for each of SPIN's.
#
# Reads lines `NAME STATES TRANSITIONS SECONDS BYTES-PER-STATE`, sorted by name
# and seconds; takes is_json, rounds, load, spin_version, vector, equivalent
# (megabytes of vectors and their overhead), and the states and transitions that
# SPIN needs to show termination (ending_states, ending_transitions).
NF == 5 {
  if (!($1 in runs)) names[++count] = $1
  n = ++runs[$1]
  states[$1] = $2
  transitions[$1] = $3
  seconds[$1, n] = $4
  if ($5 > bytes[$1]) bytes[$1] = $5
}
function median(name, n) {
  n = runs[name]
  if (n % 2) return seconds[name, (n + 1) / 2]
  return (seconds[name, n / 2] + seconds[name, n / 2 + 1]) / 2
}
END {
  for (i = 1; i <= count; ++i) {
    name = names[i]
    time[name] = median(name)
    if (time[name] <= 0) exit 1
    speed[name] = transitions[name] / time[name]
  }
  if (!speed["spin"] || !speed["spin-termination"]) exit 1
  if (is_json == "yes") print_json(); else print_table()
}
function print_table(i, name) {
  printf "%-16s %10s %12s %8s %12s %12s\n", "", "states", "transitions",
    "seconds", "checked/s", "bytes/state"
  for (i = 1; i <= count; ++i) {
    name = names[i]
    printf "%-16s %10d %12d %8.2f %12d %12.1f\n", name, states[name],
      transitions[name], time[name], speed[name], bytes[name]
  }
  print ""
  for (i = 1; i <= count; ++i) {
    name = names[i]
    if (name ~ /^spin/) continue
    print_ratio(name, "spin")
    print_ratio(name, "spin-termination")
  }
  printf "\nspin: asserts alone; spin-termination: and that closing ends, for "
  printf "which it stores\n%d states and takes %d transitions. ", ending_states,
    ending_transitions
  printf "wsdrain-N: both, N threads.\n"
  printf "checked/s: transitions of the graph a second, the median of %d.\n",
    rounds
  printf "bytes/state: all that was held, over the states of the graph.\n"
  printf "SPIN %s: %d bytes of state vector, %.1f with what it adds to each.\n",
    spin_version, vector, equivalent * 1048576 / states["spin"]
  printf "The load was %s when all was done.\n", load
}
function print_ratio(name, spin) {
  printf "%s/%s: speed %.2f, bytes per state %.2f\n", name, spin,
    speed[name] / speed[spin], bytes[name] / bytes[spin]
}
function print_json(i, name, comma) {
  printf "{\"rounds\": %d, \"load\": %s, \"spin_version\": \"%s\", ", rounds,
    load, spin_version
  printf "\"spin_state_vector_bytes\": %d, ", vector
  printf "\"spin_vector_and_overhead_bytes\": %.1f, ",
    equivalent * 1048576 / states["spin"]
  printf "\"spin_termination_states\": %d, ", ending_states
  printf "\"spin_termination_transitions\": %d, \"runs\": [",
    ending_transitions
  for (i = 1; i <= count; ++i) {
    name = names[i]
    printf "%s{\"name\": \"%s\", \"states\": %d, \"transitions\": %d, ", comma,
      name, states[name], transitions[name]
    printf "\"seconds\": %.3f, \"transitions_per_second\": %d, ", time[name],
      speed[name]
    printf "\"bytes_per_state\": %.1f, \"speed_ratio\": %.3f, ", bytes[name],
      speed[name] / speed["spin"]
    printf "\"bytes_ratio\": %.3f, ", bytes[name] / bytes["spin"]
    printf "\"termination_speed_ratio\": %.3f, ",
      speed[name] / speed["spin-termination"]
    printf "\"termination_bytes_ratio\": %.3f}",
      bytes[name] / bytes["spin-termination"]
    comma = ", "
  }
  print "]}"
}
