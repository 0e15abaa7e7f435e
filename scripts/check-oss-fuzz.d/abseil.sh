# Fetches the source of Abseil that Debian's package is built from.
#
# Sourced by scripts/check-oss-fuzz, after lib.sh and debian_source.sh.

# abseil_source: prints the folder, which is all there or not at all.
abseil_source() {
  local folder=$root/build/abseil-source
  if [[ ! -f $folder/CMakeLists.txt ]]; then
    say "fetching the source of Debian's Abseil"
    rm -rf "$folder" "$folder.new"
    mkdir -p "$folder.new"
    debian_source abseil libabsl-dev "$folder.new"
    # apt has checked the archives.
    (cd "$folder.new" &&
      dpkg-source --no-check --extract ./*.dsc source >log 2>&1) ||
      die 3 "the source of Debian's Abseil cannot be unpacked: see" \
        "$folder.new/log"
    mv "$folder.new/source" "$folder"
    rm -rf "$folder.new"
  fi
  echo "$folder"
}
