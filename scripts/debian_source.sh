# Loads the source of a Debian package, whatever apt is configured with.
#
# Sourced after lib.sh. A machine's apt rarely has lines for sources. They are
# made here from its lines for packages, and kept with all that apt writes in a
# folder under build/: the machine's own configuration stays as it is.

readonly apt_sources=$root/build/apt-sources

# source_lines: each one-line entry that apt has, as one for sources. Files in
# the newer format have an entry a paragraph.
source_lines() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -n 's/^deb  *\(\[[^]]*\] *\)\{0,1\}/deb-src /p'
  cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '
    function flush_entry(  i, j, n, m, uri, suite) {
      n = split(uris, uri, " ")
      m = split(suites, suite, " ")
      if (is_deb && !is_off)
        for (i = 1; i <= n; ++i)
          for (j = 1; j <= m; ++j)
            print "deb-src", uri[i], suite[j], components
      is_deb = is_off = 0
      uris = suites = components = ""
    }
    /^[ \t]*$/ { flush_entry(); next }
    { value = $0; sub(/^[^:]*: */, "", value) }
    /^Types:/ { is_deb = value ~ /(^| )deb( |$)/ }
    /^Enabled: *no/ { is_off = 1 }
    /^URIs:/ { uris = value }
    /^Suites:/ { suites = value }
    /^Components:/ { components = value }
    END { flush_entry() }'
}

# debian_source PACKAGE FOLDER: its archives, newest version, checked by apt
# against the signed lists, in FOLDER. Nothing is unpacked.
debian_source() {
  local package=$1 folder=$2
  local options=(
    -o "Dir::Etc::sourcelist=$apt_sources/sources.list"
    -o "Dir::Etc::sourceparts=-"
    -o "Dir::State::lists=$apt_sources/lists"
    -o "APT::Sandbox::User=root"
  )
  mkdir -p "$apt_sources/lists/partial" "$folder"
  source_lines | grep -E ' (http|https|file|copy|mirror)[:+]' |
    grep -E ' [a-z]+(-[a-z]+)* .*\<main\>' >"$apt_sources/sources.list" || true
  [[ -s $apt_sources/sources.list ]] ||
    die 3 "apt has no line for packages in /etc/apt to make one for sources of"
  # A line of another vendor may have no sources: apt-get source judges.
  apt-get "${options[@]}" update -qq >"$apt_sources/update.log" 2>&1 || true
  (cd "$folder" && apt-get "${options[@]}" source --download-only -qq \
    "$package" >"$apt_sources/source.log" 2>&1) || {
    cat "$apt_sources/update.log" "$apt_sources/source.log" >&2
    die 3 "the source of Debian's package $package cannot be had"
  }
}
