# Loads the sources of Debian's packages, whatever apt is configured with.
#
# Sourced after lib.sh. A machine's apt rarely has lines for sources. They are
# made here, of what it knows to offer the packages, and kept with all that apt
# writes in a folder of their own: the machine's configuration stays as it is.

readonly apt_state=${root:?}/build/debian-sources

# private_apt TOOL [ARGUMENT...]: apt with its state and caches in our folder.
private_apt() {
  "apt-$1" -qq -o Dir::State="$apt_state/state" \
    -o Dir::Cache="$apt_state/cache" -o APT::Sandbox::User=root "${@:2}"
}

# from_sources ARGUMENT...: apt-get with nothing but our deb-src lines.
from_sources() {
  private_apt get -o Dir::Etc::SourceList="$apt_state/sources.list" \
    -o Dir::Etc::SourceParts=- "$@" >>"$apt_state/log" 2>&1 || {
    tail -n 5 "$apt_state/log" >&2
    die 3 "apt-get $1 has failed with the lines of $apt_state/sources.list"
  }
}

# debian_source SOURCE BINARY FOLDER: the newest archives of the source package
# SOURCE, as apt has checked them, into FOLDER, from whatever offers its binary
# package BINARY. Nothing is unpacked.
debian_source() {
  local source=$1 binary=$2 folder=$3
  mkdir -p "$apt_state/state/lists/partial" \
    "$apt_state/cache/archives/partial" "$folder"
  private_apt get update >&2 || say "some of apt's sources cannot be read"
  # `package | version | URI suite/component architecture Packages`, in
  # whatever form the machine's own lines are.
  private_apt cache madison "$binary" |
    awk '{ slash = index($6, "/")
           print "deb-src", $5, substr($6, 1, slash - 1), substr($6, slash + 1)
    }' | sort -u >"$apt_state/sources.list"
  [[ -s $apt_state/sources.list ]] ||
    die 3 "none of apt's sources offers $binary"
  from_sources update
  (cd "$folder" && from_sources source --download-only "$source")
}
