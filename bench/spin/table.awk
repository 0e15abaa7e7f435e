# Prints the enumerators and the rows of src/closing/table.h in Promela.
#
# -v fault="FROM ON TO ACTION": with that row in place of the right one.
BEGIN {
  rows = 0
  split(fault, wrong, " ")
}
/^enum class (State|Event|Action) / { is_inside = 1; next_value = 0; next }
/^};/ { is_inside = 0 }
is_inside && $1 ~ /^k[A-Za-z]+,$/ {
  printf "#define %s %d\n", substr($1, 1, length($1) - 1), next_value++
}
/^inline constexpr size_t kEvents = / { printf "#define kEvents %d\n", $6 + 0 }
/^ *Row\{k/ {
  gsub(/Row\{|,/, " ")
  if ($1 == wrong[1] && $2 == wrong[2]) {
    $3 = wrong[3]
    $4 = wrong[4]
    is_planted = 1
  }
  to[rows] = $3
  does[rows++] = $4
}
END {
  if (fault && !is_planted) exit 1
  show("to", to)
  show("does", does)
}
# Hidden: constant, so no part of the state.
function show(name, values, i) {
  printf "hidden byte %s[%d] = {", name, rows
  for (i = 0; i < rows; ++i) {
    printf "%s%s", i % 4 ? ", " : i ? ",\n  " : "\n  ", values[i]
  }
  print "\n};"
}
