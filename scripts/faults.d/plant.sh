# Plants a fault in a copy of src/ and builds programs that have it.
#
# Sourced by scripts/faults, after lib.sh. `out` is where the copies are.

# field ID NAME: its value; the lines of find and replace without their bar.
field() {
  awk -v name="$2" '$1 == name {
    sub(/^[a-z]+ +\|?/, "")
    print
  }' "tests/faults/$1.fault"
}

# faults_with FIELD VALUE: the ids of those that have it, alone or in a list.
faults_with() {
  awk -v name="$1" -v value="$2" '$1 == name {
    for (i = 2; i <= NF; ++i) {
      sub(/,$/, "", $i)
      if ($i != value) continue
      sub(/.*\//, "", FILENAME)
      sub(/\.fault$/, "", FILENAME)
      print FILENAME
    }
  }' tests/faults/*.fault
}

# edited ID: what its file is with the fault.
edited() {
  local id=$1 file find text rest
  file=$(field "$id" file)
  find=$(field "$id" find)
  [[ -n $find && -f $file ]] || die 2 "$id: no file '$file', or no find"
  text=$(cat "$file")
  rest=${text#*"$find"}
  [[ $rest != "$text" ]] ||
    die 2 "$id: what it wants to find does not stand in $file"
  [[ $rest == "${rest#*"$find"}" ]] ||
    die 2 "$id: what it wants to find stands in $file more than once"
  printf '%s%s\n%s\n' "${text%%"$find"*}" "$(field "$id" replace)" \
    "${rest#$'\n'}"
}

# plant ID: copies the sources to $out/ID and edits the copy.
plant() {
  local tree=$out/$1
  rm -rf "$tree"
  mkdir -p "$tree"
  cp -r src props "$tree"
  edited "$1" >"$tree/$(field "$1" file)"
}

# last_command PRESET OUTPUT: what ninja would do to make it.
last_command() { ninja -C "build/$1" -t commands "$2" | tail -n 1; }

# objects_from PRESET TARGET: `object file` for each file of the repository
# that an object of TARGET is compiled from.
objects_from() {
  local inputs
  inputs=$(ninja -C "build/$1" -t inputs "$2")
  compiled_from "$1" | inputs=$inputs awk '
    BEGIN {
      for (n = split(ENVIRON["inputs"], list, "\n"); n; --n) wanted[list[n]]
    }
    $1 in wanted'
}

# linked_sources PRESET TARGET: the files of the repository that what TARGET is
# linked from is compiled from. Its libraries have more, which it does not need.
linked_sources() {
  local link members
  link=$(last_command "$1" "$2")
  mkdir -p "$out"
  link=${link/ -o $2 / -Wl,-t,-t -o $out/$2.traced }
  # (libNAME.a)file.cc.o; the object is .../NAME.dir/.../file.cc.o.
  members=$(cd "build/$1" && eval "$link" |
    sed -n 's|^(lib\(.*\)\.a)\(.*\)|\1 \2|p')
  rm -f "$out/$2.traced"
  objects_from "$1" "$2" | members=$members awk -v own="/$2.dir/" '
    BEGIN {
      for (n = split(ENVIRON["members"], list, "\n"); n; --n) linked[list[n]]
    }
    {
      library = file = $1
      sub(/\.dir\/.*/, "", library)
      sub(/.*\//, "", library)
      sub(/.*\//, "", file)
      if (library " " file in linked || index($1, own)) print $2
    }' | sort -u
}

# changed_objects PRESET TARGET FILE: what of TARGET is compiled from FILE.
changed_objects() {
  objects_from "$1" "$2" | awk -v file="$3" '$2 == file { print $1 }'
}

# faulty PRESET TARGET ID: builds $out/ID/TARGET from what PRESET has built,
# with the objects in front that the fault changes.
faulty() {
  local preset=$1 target=$2 id=$3 tree=$out/$3 object made
  local link command objects=() changed=0
  link=$(last_command "$preset" "$target")
  while IFS= read -r object; do
    changed=1
    made=$tree/objects/$preset/$(tr / _ <<<"$object")
    if [[ ! -f $made ]]; then
      mkdir -p "${made%/*}"
      command=$(last_command "$preset" "$object" |
        sed -e "s|$root/src|$tree/src|g" -e "s|$root/props|$tree/props|g" \
          -e "s| -c | -w -include $root/tests/faults/fault_reached.h -c |" \
          -e "s|$object|$made|g")
      (cd "build/$preset" && eval "$command") >&2 ||
        die 2 "$id: the faulty sources do not compile"
    fi
    if [[ " $link " == *" $object "* ]]; then
      link=${link/ "$object" / "$made" }
    else
      objects+=("$made")
    fi
  done < <(changed_objects "$preset" "$target" "$(field "$id" file)")
  ((changed)) || die 3 "$id: nothing of $target is compiled from its file"
  link=${link/ -o / ${objects[*]-} -o }
  link=${link/ -o $target / -o $tree/$target }
  (cd "build/$preset" && eval "$link") >&2 ||
    die 2 "$id: the faulty sources do not link"
}
