# The house rules on includes: each folder stands on a floor and looks down.
#
# Sourced by scripts/lint after lint_rules.sh, whose `files` they use.

core="frame closing scenario check"
# folder: what it may include from, besides itself
floors="
src/frame                  :
src/closing                : frame
src/scenario               : frame
src/check                  : frame scenario
src/explore                : frame scenario check
props                      : frame scenario check
src/endpoints              : frame closing scenario
src/endpoints/asio         : frame scenario
src/endpoints/hosted       : scenario
src/endpoints/wslay        : frame scenario
src/endpoints/opening      :
src/endpoints/beast        : frame scenario endpoints/asio endpoints/opening
src/endpoints/websocketpp  : frame scenario endpoints/opening
src/endpoints/strangers    : scenario endpoints
src/endpoints/tcp          : frame scenario live
src/report                 : frame scenario check
src/live                   : frame closing
src/engines/draw           : frame scenario
src/engines/fuzzing        : $core props endpoints report engines/draw
src/engines/rapidcheck     : $core props endpoints report engines/draw
src/commands               : $core explore props endpoints live report engines
src/tools                  : commands endpoints/strangers
fuzz                       : $core props endpoints report engines/fuzzing
"

rule_includes_point_down() {
  local folder below
  while IFS=: read -r folder below; do
    folder=${folder// /}
    [[ -n $folder ]] || continue
    files "^$folder/[^/]*\.(cc|h)$" | xargs -r -d '\n' awk \
      -v own="${folder#src/}" -v below="$below" '
      BEGIN { n = split(below, allowed, " "); allowed[++n] = own }
      /^#include "/ {
        split($0, part, "\"")
        path = part[2]
        if (path ~ /^absl\// || path !~ /\//) next
        for (i in allowed) if (index(path, allowed[i] "/") == 1) next
        printf "%s:%d: includes %s; %s may include from:%s %s\n", FILENAME,
          FNR, path, own, below, own
      }'
  done <<<"$floors"
}

rule_every_folder_has_a_floor() {
  local folder
  files '^(src|props|fuzz)/.*\.(cc|h)$' | xargs -r -d '\n' dirname | sort -u |
    while IFS= read -r folder; do
      grep -qE "^$folder +:" <<<"$floors" ||
        printf '%s/: has no floor: name one in scripts/lint_floor_rules.sh\n' \
          "$folder"
    done
}
