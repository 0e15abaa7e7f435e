# From what llvm-cov exports to figures by folder, and to floors.
#
# Sourced by scripts/coverage, and by its test with planted figures.

# The floors, in percent: lines and branches of these folders, and the rows of
# the table that can be reached.
readonly floored='src/frame src/closing src/scenario src/check'
readonly lines_min=98 branches_min=95 rows_min=100

# figures LCOV REASONS: LCOV is of `llvm-cov export --format=lcov`, with paths
# from the root on. Prints tab-separated lines:
#
#   folder FOLDER LINES COVERED EXCUSED BRANCHES COVERED EXCUSED
#   missed FILE LINE line|branch TEXT
#   excused FILE LINE line|branch REASON
#
# A branch is a condition that is true, or one that is false. The list REASONS
# names what cannot be reached, and the text of lines, not their numbers:
# FILE | TEXT | REASON. A TEXT that ends in {...} stands for the whole block.
figures() {
  awk -v reasons="$2" '
    BEGIN {
      OFS = "\t"
      while ((getline entry < reasons) > 0) {
        n = split(entry, part, / *[|] */)
        if (n < 3) continue
        file = part[1]
        text = part[2]
        for (i = 3; i < n; ++i) text = text " | " part[i]
        ++listed[file]
        listed_text[file, listed[file]] = text
        listed_reason[file, listed[file]] = part[n]
      }
    }
    function folder_of(path) { sub(/\/[^\/]*$/, "", path); return path }
    # What begins the block in which `line` is; its end is as far indented.
    function read_lines(path,   line, indent, i) {
      delete lines_of
      delete block_of
      number = 0
      block = ""
      while ((getline line < path) > 0) {
        indent = match(line, /[^ \t]/) - 1
        sub(/^[ \t]+/, "", line)
        lines_of[++number] = line
        if (block == "") {
          for (i = 1; i <= listed[path]; ++i) {
            if (listed_text[path, i] == line "...}") {
              block = line
              block_indent = indent
            }
          }
        }
        if (block != "") block_of[number] = block "...}"
        if (indent == block_indent && line ~ /^}/) block = ""
      }
      close(path)
    }
    function reason_of(line,   i) {
      for (i = 1; i <= listed[file]; ++i) {
        if (index(lines_of[line], listed_text[file, i]) ||
            block_of[line] == listed_text[file, i]) {
          return listed_reason[file, i]
        }
      }
      return ""
    }
    function miss(line, kind, excused,   reason) {
      reason = reason_of(line)
      if (reason == "") {
        print "missed", file, line, kind, lines_of[line]
      } else {
        ++excused[folder]
        print "excused", file, line, kind, reason
      }
    }
    /^SF:/ { file = substr($0, 4); folder = folder_of(file); read_lines(file)
             folders[folder] }
    /^DA:/ {
      split(substr($0, 4), da, ",")
      ++lines[folder]
      if (da[2] > 0) ++lines_covered[folder]
      else miss(da[1], "line", lines_excused)
    }
    /^BRDA:/ {
      split(substr($0, 6), br, ",")
      ++branches[folder]
      if (br[4] + 0 > 0) ++branches_covered[folder]
      else miss(br[1], "branch", branches_excused)
    }
    END {
      for (folder in folders) {
        print "folder", folder, lines[folder] + 0, lines_covered[folder] + 0,
          lines_excused[folder] + 0, branches[folder] + 0,
          branches_covered[folder] + 0, branches_excused[folder] + 0
      }
    }' "$1" | LC_ALL=C sort -t $'\t' -k1,1 -k2,2 -k3,3n -k4,4 -s
}

# floors FIGURES ROWS MISSED: prints a line for each floor that is not met, and
# is 1 then. Of the ROWS that can be reached MISSED are not.
floors() {
  awk -F '\t' -v floored="$floored" -v lines_min="$lines_min" \
    -v branches_min="$branches_min" -v rows_min="$rows_min" \
    -v rows="$2" -v missed="$3" '
    function ask(where, what, covered, all, wanted,   found) {
      found = all > 0 ? 100 * covered / all : 100
      if (found >= wanted) return
      printf "%s: %.2f %% of the %s, wanted: %d %%\n", where, found, what,
        wanted
      failed = 1
    }
    BEGIN { n = split(floored, folder, " ")
            for (i = 1; i <= n; ++i) is_floored[folder[i]] = 1 }
    $1 == "folder" && $2 in is_floored {
      seen[$2] = 1
      ask($2, "lines", $4 + $5, $3, lines_min)
      ask($2, "branches", $7 + $8, $6, branches_min)
    }
    END {
      for (i = 1; i <= n; ++i) {
        if (folder[i] in seen) continue
        print folder[i] ": nothing was measured"
        failed = 1
      }
      ask("the table", "rows that can be reached", rows - missed, rows,
          rows_min)
      exit failed
    }' "$1"
}

# show_missed FIGURES: what the folders with a floor leave uncovered.
show_missed() {
  awk -F '\t' -v floored=" $floored " '
    $1 == "missed" {
      folder = $2
      sub(/\/[^\/]*$/, "", folder)
      if (!index(floored, " " folder " ")) next
      print $2 ":" $3 ": not reached (" $4 "): " $5
    }' "$1" | uniq
}

# show FIGURES: the table by folder, for people.
show() {
  printf '%-22s %7s %7s %8s %9s %7s %8s\n' folder lines excused covered \
    branches excused covered
  awk -F '\t' '
    function percent(covered, all) { return all ? 100 * covered / all : 100 }
    $1 == "folder" {
      printf "%-22s %7d %7d %7.2f%% %9d %7d %7.2f%%\n", $2, $3, $5,
        percent($4 + $5, $3), $6, $8, percent($7 + $8, $6)
    }' "$1"
}
