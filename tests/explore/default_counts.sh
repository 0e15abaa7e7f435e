#!/usr/bin/env bash
# Explores the default list, and holds what it counts against a golden file.
#
# Usage: default_counts.sh WSDRAIN GOLDEN
#
# The counts are the same for every compiler, machine and number of threads. A
# change of the code may change them: look at why, then repair the golden file
# with what is printed below. Exit codes: 0 all closed off, and as counted
# before; 1 not so.
set -euo pipefail

said=$("$1" explore) || { printf '%s\n' "$said"; exit 1; }
# What is left of a line are its counts: no times, no bytes.
counts=$(sed -n 's/^ok  *\(.* to the end\),.*/\1/p' <<<"$said")
diff -u --label "$2" --label "counted now" "$2" - <<<"$counts"
