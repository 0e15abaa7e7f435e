# Puts the chosen inputs into a corpus, so that nothing is lost on the way.
#
# Sourced by scripts/minimize. What is added is written elsewhere, on the same
# file system, and comes in by renames; only then is anything dropped. Names
# are those of the content, so whoever is interrupted has more inputs than
# needed, never fewer, and a rerun drops them.

readonly staging=$corpora/.minimize

clean_up() { rm -rf "$staging"; }

# names_chosen: `SHA-1  PATH` for each
names_chosen() { xargs -r -d '\n' sha1sum -- <"$work/chosen"; }

# swap TARGET
swap() {
  local folder=$corpora/$1 name path
  mkdir -p "$folder" "$staging/$1" || die 3 "$folder cannot be made"
  while read -r name path; do
    [[ ! -f $folder/$name ]] || [[ $(sha1_of "$folder/$name") != "$name" ]] ||
      continue
    cp -- "$path" "$staging/$1/$name" && sync "$staging/$1/$name" &&
      [[ $(sha1_of "$staging/$1/$name") == "$name" ]] &&
      mv -f -- "$staging/$1/$name" "$folder/$name" ||
      die 3 "$folder/$name cannot be written; nothing was dropped"
  done <"$work/names"
  sync "$folder"
  while IFS= read -r path; do
    rm -f -- "$path"
  done < <(superfluous "$1")
}

sha1_of() { sha1sum <"$1" | cut -d' ' -f1; }

# superfluous TARGET: those of its corpus that were found, but not chosen.
superfluous() {
  found_in "$corpora/$1" | LC_ALL=C sort |
    LC_ALL=C comm -23 - <(cut -d' ' -f1 "$work/names" | LC_ALL=C sort) |
    sed "s|^|$corpora/$1/|"
}
