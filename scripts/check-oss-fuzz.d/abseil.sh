# Fetches the source of Abseil that Debian's package is built from.
#
# Sourced by scripts/check-oss-fuzz, after lib.sh. apt's own configuration is
# left alone: a deb-src line for what offers the package, and all that apt keeps
# of it, stand in a folder of their own.

readonly abseil_state=$root/build/abseil-source/apt

# private_apt TOOL [ARGUMENT...]: apt with its state and caches in our folder.
private_apt() {
  "apt-$1" -qq -o Dir::State="$abseil_state/state" \
    -o Dir::Cache="$abseil_state/cache" -o APT::Sandbox::User=root "${@:2}"
}

# from_sources ARGUMENT...: apt-get with nothing but our deb-src lines.
from_sources() {
  private_apt get -o Dir::Etc::SourceList="$abseil_state/sources.list" \
    -o Dir::Etc::SourceParts=- "$@"
}

# Whatever form the machine's own lines have, apt knows what they offer:
# `package | version | URI suite/component architecture Packages`.
write_source_lines() {
  private_apt get update >&2 || say "some of apt's sources cannot be read"
  private_apt cache madison libabsl-dev |
    awk '{ slash = index($6, "/")
           print "deb-src", $5, substr($6, 1, slash - 1), substr($6, slash + 1)
    }' | sort -u >"$abseil_state/sources.list"
  [[ -s $abseil_state/sources.list ]] ||
    die 3 "none of apt's sources offers libabsl-dev"
}

# abseil_source: prints the folder; fetched once.
abseil_source() {
  local folder=$root/build/abseil-source/abseil
  if [[ ! -f $folder/CMakeLists.txt ]]; then
    say "fetching the source of Debian's Abseil"
    mkdir -p "$abseil_state/state/lists/partial" \
      "$abseil_state/cache/archives/partial"
    write_source_lines
    from_sources update >&2 ||
      die 3 "apt-get cannot read the source lists of $abseil_state"
    rm -rf "$folder.new"
    mkdir "$folder.new"
    (cd "$folder.new" && from_sources source abseil >&2) ||
      die 3 "apt-get source abseil has failed; its lines are" \
        "$abseil_state/sources.list"
    mv "$folder.new"/abseil-*/ "$folder"
    rm -rf "$folder.new"
  fi
  echo "$folder"
}
