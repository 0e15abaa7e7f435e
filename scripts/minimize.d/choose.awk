# The smallest set of inputs with equal coverage, from libFuzzer's control file.
#
# Input:  the control file of a merge: how many files, how many of them count
#         as old, their names; then lines `STARTED FILE BYTES` and `FT FILE
#         FEATURE...`.
# Output: the inputs to keep besides the named ones, which all are kept.
#         Variable `counts`: the file that gets how many features there were
#         (named and found), and how many there are.
#
# Greedy: the input that adds most, then the smaller one, then by name; at last
# those go that the later ones have made superfluous. Each that is left has a
# feature of its own, so that the same set is chosen from it again.
NR == 1 { files = $1; next }
NR == 2 { warm_ups = $1; next }
NR <= files + 2 { path[NR - 3] = $0; next }
$1 == "STARTED" { bytes[$2] = $3; next }
$1 == "FT" { features[$2] = $0; next }

function is_named(i) { return path[i] ~ /\/pool\/named\// }
function is_found(i) { return path[i] ~ /\/pool\/found\// }
function name(i,  part, n) { n = split(path[i], part, "/"); return part[n] }

# better(I, J): whether input I is to be taken before J.
function better(i, j) {
  if (gain[i] != gain[j]) return gain[i] > gain[j]
  if (bytes[i] != bytes[j]) return bytes[i] + 0 < bytes[j] + 0
  return name(i) < name(j)
}

function take_the_named(  i, n, k, part) {
  for (i = warm_ups; i < files; ++i) {
    if (!is_named(i)) continue
    n = split(features[i], part, " ")
    for (k = 3; k <= n; ++k) by_name[part[k]] = 1
  }
}

# What each other input adds to the named ones; and by feature, which have it.
function index_the_others(  i, n, k, part) {
  for (i = warm_ups; i < files; ++i) {
    if (is_named(i)) continue
    n = split(features[i], part, " ")
    for (k = 3; k <= n; ++k) {
      if (part[k] in by_name) continue
      adds[i] = adds[i] " " part[k]
      who[part[k]] = who[part[k]] " " i
      if (is_found(i)) was_found[part[k]] = 1
      ++gain[i]
    }
  }
}

function cover(i,  n, k, part, m, j, has) {
  n = split(adds[i], part, " ")
  for (k = 1; k <= n; ++k) {
    if (times[part[k]]++) continue
    m = split(who[part[k]], has, " ")
    for (j = 1; j <= m; ++j) --gain[has[j]]
  }
}

# Whether every feature of I has another input too.
function is_superfluous(i,  n, k, part) {
  n = split(adds[i], part, " ")
  for (k = 1; k <= n; ++k) if (times[part[k]] < 2) return 0
  for (k = 1; k <= n; ++k) --times[part[k]]
  return 1
}

function choose(  i, best, n) {
  while (1) {
    best = -1
    for (i in gain) if (gain[i] && (best < 0 || better(i, best))) best = i
    if (best < 0) break
    taken[++n] = best
    cover(best)
  }
  for (; n > 0; --n) if (!is_superfluous(taken[n])) print path[taken[n]]
}

function size(set,  n, k) { n = 0; for (k in set) ++n; return n }

END {
  take_the_named()
  index_the_others()
  choose()
  print size(by_name) + size(was_found), size(by_name) + size(who) > counts
}
