# Checks a target's dictionary and its options.
#
# Sourced by scripts/check-oss-fuzz, after checks.sh.

# dictionary_faults FILE: `line: words` for each that AFL++ or libFuzzer would
# refuse: NAME="VALUE" with printable characters and \\, \" and \xHH in it.
dictionary_faults() {
  LC_ALL=C awk '
    /^[ \t]*(#.*)?$/ { next }
    !/^[ \t]*([A-Za-z0-9_]+(@[0-9]+)?[ \t]*=[ \t]*)?".*"[ \t]*$/ {
      print FNR ": no NAME=\"VALUE\""
      next
    }
    {
      value = $0
      sub(/^[^"]*"/, "", value)
      sub(/"[ \t]*$/, "", value)
      if (value == "") print FNR ": an empty value"
      gsub(/\\\\|\\"|\\x[0-9A-Fa-f][0-9A-Fa-f]/, "", value)
      if (value ~ /\\/) print FNR ": an escape that is none of \\\\ \\\" \\xHH"
      if (value ~ /"/) print FNR ": a quote within the value"
      if (value ~ /[^ -~]/) print FNR ": a byte that is not printable"
    }' "$1"
}

# check_dictionary TARGET: it need not have one.
check_dictionary() {
  local file=$out/$1.dict words entries read_entries
  [[ -f $file ]] || return 0
  words=$(dictionary_faults "$file" | sed -n 1p)
  if [[ -n $words ]]; then
    fault "$1" dictionary "in line $words in $1.dict" 'NAME="VALUE"'
    return 0
  fi
  [[ $engine == libfuzzer ]] || return 0
  entries=$(grep -c '^[^#]*"' "$file") || entries=0
  in_out 60 "./$1" -runs=0 -dict="$1.dict" >"$scratch/dict.log" 2>&1 || true
  read_entries=$(sed -n 's/^Dictionary: \([0-9]*\) entries.*/\1/p' \
    "$scratch/dict.log")
  [[ ${read_entries:-0} == "$entries" ]] || fault "$1" dictionary \
    "${read_entries:-no} entries that libFuzzer reads" "$entries: see $1.dict"
}

# check_options TARGET: sections and keys are known, values have their form.
check_options() {
  local file=$out/$1.options words known=''
  [[ -f $file ]] || return 0
  if [[ $engine == libfuzzer ]]; then
    known=$(in_out 60 "./$1" -help=1 2>&1 |
      sed -nE 's/^ ([a-z_0-9]+)[ \t].*/\1/p' | xargs)
  fi
  words=$(known="$known" awk -F '[ \t]*=[ \t]*' '
    BEGIN {
      for (n = split(ENVIRON["known"], list, " "); n; --n) is_known[list[n]]
      asks = ENVIRON["known"] != ""
    }
    /^[ \t]*([#;].*)?$/ { next }
    /^\[.*\]$/ {
      section = substr($0, 2, length($0) - 2)
      if (section !~ /^(libfuzzer|asan|ubsan|msan|env|AFL|honggfuzz)$/)
        print FNR ": the section [" section "] is not known"
      next
    }
    section == "" { print FNR ": an option before any section"; next }
    NF != 2 || $1 == "" || $2 == "" { print FNR ": no KEY = VALUE"; next }
    section == "libfuzzer" && asks && !($1 in is_known) {
      print FNR ": libFuzzer has no option " $1
      next
    }
    section == "libfuzzer" && $1 == "dict" { print "dict", $2; next }
    section == "libfuzzer" && $1 !~ /^(artifact_prefix|focus_function)$/ &&
    $2 !~ /^-?[0-9]+$/ { print FNR ": " $1 " wants a number, not " $2 }
    ' "$file")
  while IFS= read -r line; do
    case $line in
      "") ;;
      "dict "*) [[ -f $out/${line#dict } ]] || fault "$1" options \
        "the dictionary ${line#dict } in $1.options" "a file of \$OUT" ;;
      *) fault "$1" options "in line $line in $1.options" \
        "[SECTION] and KEY = VALUE that the engine knows" ;;
    esac
  done <<<"$words"
}
