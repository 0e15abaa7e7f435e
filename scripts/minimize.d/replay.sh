# Finds the inputs that crash, leak, stall or need too much memory.
#
# Sourced by scripts/minimize, which has a folder for its work (`work`).

readonly failing_max=100  # a target that fails so often wants to be repaired

# replay TARGET LIST: plays the files of LIST (NAME<NUL>), one at a time. Those
# that fail are kept in artifacts/TARGET, and are listed in $work/bad.
replay() {
  local target=$1 files i=0 begun code
  mapfile -d '' -t files <"$2"
  while ((i < ${#files[@]})); do
    code=0
    "$out/$target" "${bounds[@]}" -artifact_prefix="$work/" \
      "${files[@]:i:500}" >"$work/log" 2>&1 </dev/null 8>&- || code=$?
    begun=$(grep -ac '^Running: ' "$work/log") || true
    i=$((i + begun))
    ((code)) || continue
    ((code != 137 && code != 143)) ||
      die 3 "$target was killed (signal $((code - 128))); nothing was changed"
    if ((begun == 0)); then
      tail -n 5 "$work/log" >&2
      die 3 "$target cannot be run (exit code $code)"
    fi
    keep_failing "$target" "${files[i - 1]}" "$code"
    (($(tr -cd '\0' <"$work/bad" | wc -c) < failing_max)) ||
      die "$target fails on $failing_max inputs: repair that first;" \
        "nothing was changed"
  done
}

# keep_failing TARGET FILE CODE
keep_failing() {
  local kind to
  kind=$(kind_of "$3")
  ! grep -aq 'ERROR: LeakSanitizer' "$work/log" || kind=leak
  to=$out/artifacts/$1/$kind-$(sha1sum <"$2" | cut -d' ' -f1)
  mkdir -p "${to%/*}"
  cp -n -- "$2" "$to" || die 3 "$to cannot be written"
  say "$1: $kind: $2 is not merged"
  say "  play it again: scripts/reproduce $to"
  printf '%s\0' "$2" >>"$work/bad"
}
