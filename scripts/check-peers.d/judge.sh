# Holds what was found of a live peer against what is known of it.
#
# Sourced by scripts/check-peers.

readonly judge=scripts/check-peers.d/judge.jq

# library_of_peer NAME: its version without that of what it runs on.
library_of_peer() {
  tests/peers/version "$1" | sed -E \
    -e 's/,? (go[0-9]|Node\.js|Python|rustc|Java |g\+\+|built on).*//' \
    -e 's/^(nginx|HAProxy) version:? //; s| [0-9]+/[0-9]+/[0-9]+ .*||' \
    -e 's/ \(stable, .*//' \
    -e 's/-websocket-jetty-server ([^,]*),.*/ \1/'
}

# version_known NAME: of the one that tests/peers/known is of.
version_known() {
  [[ ! -f $known_in/versions ]] ||
    awk -F '\t' -v name="$1" '$1 == name { print $2 }' "$known_in/versions"
}

# differences DOCUMENT KNOWN: a line for each finding that is new or gone.
differences() {
  jq -r --slurpfile known "$2" "$(<"$judge") differences[]" "$1"
}

# judge NAME ROLE SECONDS: prints its line, and what is new or gone; fails if
# that is its fault.
judge() {
  local document=$results/$1-$2.json known=$known_in/$1-$2.json
  local library word=ok said= again=$results/$1-$2.again.json
  local -a scenarios
  library=$(library_of_peer "$1")
  if [[ $is_written ]]; then
    write_known "$1" "$2" "$library"
    word=written
  else
    [[ -f $known ]] || { known=$results/$1-$2.none; echo '[]' >"$known"; }
    said=$(differences "$document" "$known")
    if [[ $said ]]; then
      mapfile -t scenarios < <(
        [[ $2 == proxy ]] || cut -f 3 <<<"$said" | sort -u |
          sed '/^opening$/d; s|.*|built-in:/&.scn|'
      )
      play "$1" "$2" "$again" "${scenarios[@]}" &&
        said=$(comm -12 <(sort <<<"$said") \
          <(differences "$again" "$known" | sort))
    fi
    [[ ! $said ]] || word=FAIL
    if [[ $(version_known "$1") != "$library" ]]; then
      word+=", known of $(version_known "$1" | grep . || echo no version)"
    fi
  fi
  jq -r --arg name "$1" --arg library "$library" --arg seconds "$3" \
    --arg word "$word" "$(<"$judge") line" "$document"
  [[ ! $said ]] || sed 's/^/  /; s/\t/  /g' <<<"$said"
  [[ $word != FAIL ]]
}

# write_known NAME ROLE LIBRARY: what is in its document.
write_known() {
  local known=$known_in/$1-$2.json versions=$known_in/versions
  [[ -f $known ]] || echo '[]' >"$known"
  jq --slurpfile known "$known" "$(<"$judge") known" \
    "$results/$1-$2.json" |
    jq -r '"[", (map(tojson) | join(",\n")), "]"' >"$known.new"
  mv "$known.new" "$known"
  (
    flock 9
    touch "$versions"
    { awk -F '\t' -v name="$1" '$1 != name' "$versions"
      printf '%s\t%s\n' "$1" "$3"; } | sort >"$versions.new"
    mv "$versions.new" "$versions"
  ) 9>"$results/versions.lock"
}

# write_page: docs/conformance.md with what stands in the documents, if there
# is one of each peer that is known.
write_page() {
  local page=docs/conformance.md name folder language roles role id
  local part=$results/page.md
  : >"$part.json"
  while read -r name folder language roles; do
    for role in $roles; do
      id=$name-$role
      [[ -f $known_in/$id.json ]] || continue
      [[ -s $results/$id.json ]] || {
        say "$page is as it was: it wants all peers, and $id was not played"
        return
      }
      jq --arg name "$name" --arg role "$role" \
        --arg library "$(version_known "$name")" \
        --slurpfile known "$known_in/$id.json" \
        '{name: $name, role: $role, library: $library, known: $known[0],
          document: .}' "$results/$id.json" >>"$part.json"
    done
  done < <(awk 'NF' <<<"$peers")
  jq -r --slurp -L scripts/check-peers.d -f scripts/check-peers.d/page.jq \
    "$part.json" >"$part"
  awk -v part="$part" '
    /^<!-- end of the live part -->$/ { is_part = 0 }
    !is_part
    /^<!-- live: / {
      is_part = 1
      while ((getline line < part) > 0) print line
    }' "$page" >"$page.new"
  mv "$page.new" "$page"
}
