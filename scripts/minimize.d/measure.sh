# What inputs cover, as libFuzzer counts it, extra counters included.
#
# Sourced by scripts/minimize, which has a folder for its work (`work`).

# Abseil seeds its hashes with an address, so that which paths are taken depends
# on where a program is loaded: always at one place, where that is permitted.
at_one_place=()
! setarch -R true 2>/dev/null || at_one_place=(setarch -R)

# merge TARGET FLAG... FOLDER...: libFuzzer's words are in $work/log.
merge() {
  local target=$1
  shift
  "${at_one_place[@]}" "$out/$target" "${bounds[@]}" \
    -artifact_prefix="$work/" "$@" \
    >"$work/log" 2>&1 </dev/null 8>&- && return
  tail -n 5 "$work/log" >&2
  die 3 "$target cannot merge; nothing was changed"
}

# How many inputs the last merge has added.
merged() {
  sed -n 's/^MERGE-OUTER: \([0-9]*\) new files with .*/\1/p' "$work/log"
}

# choose TARGET: among $work/pool; their paths go to $work/chosen.
choose() {
  local first
  rm -rf "$work/warm_up" "$work/control"
  mkdir "$work/warm_up"
  # Whatever runs first also covers what is done only once.
  first=$(find "$work/pool" -type f -size +0 -printf '%s %p\n' |
    LC_ALL=C sort -n | sed -n '1s/^[0-9]* //p')
  : >"$work/chosen"
  echo 0 0 >"$work/counts"
  [[ -n $first ]] || return 0
  cp -- "$first" "$work/warm_up/" || no_copy
  merge "$1" -set_cover_merge=1 -merge_control_file="$work/control" \
    "$work/warm_up" "$work/pool"
  ! grep -q '^MERGE-OUTER: attempt 2' "$work/log" ||
    die 3 "$1 failed on an input that it had passed; nothing was changed"
  LC_ALL=C awk -v counts="$work/counts" -f scripts/minimize.d/choose.awk \
    "$work/control" >"$work/chosen"
}

# verify TARGET: dies if the chosen inputs cover less than the pool, by a
# second measurement.
verify() {
  mkdir -p "$work/chosen_only"
  cp -r "$work/pool/named" "$work/chosen_only/" || no_copy
  xargs -r -d '\n' cp -t "$work/chosen_only/" <"$work/chosen" || no_copy
  [[ -n $(find "$work/pool" -type f -size +0 -print -quit) ]] || return 0
  merge "$1" -merge=1 "$work/chosen_only" "$work/pool"
  [[ $(merged) == 0 ]] ||
    die 3 "$1 does not cover the same twice: $(merged) inputs more were" \
      "wanted in a second measurement; nothing was changed"
}
