#!/bin/bash -eu
# Builds every fuzz target that is shipped, as OSS-Fuzz wants it, into $OUT.
#
# The image gives $CC, $CXX, $CFLAGS, $CXXFLAGS, $LIB_FUZZING_ENGINE, $SRC,
# $WORK and $OUT; nothing else is asked for, and nothing is installed. The
# sources are in $SRC/wsdrain, those of Abseil in $SRC/abseil-cpp.
# scripts/check-oss-fuzz does on any Debian what the image does, and checks what
# comes out.

readonly repository=$SRC/wsdrain objects=$WORK/wsdrain

# canary_fuzzer fails on purpose; differential_fuzzer needs other libraries.
targets=()
for source in "$repository"/fuzz/*_fuzzer.cc; do
  target=$(basename "$source" .cc)
  case $target in
    canary_fuzzer | differential_fuzzer) ;;
    *) targets+=("$target") ;;
  esac
done

# CMake takes the compilers and their flags from the environment. Abseil is
# compiled with them as well, and linked as archives.
cmake -S "$repository" -B "$objects" -G Ninja \
  -DBUILD_SHARED_LIBS=OFF \
  -DWSDRAIN_ABSEIL_SOURCE="$SRC/abseil-cpp" \
  -DWSDRAIN_CCACHE=OFF \
  -DWSDRAIN_COMMANDS=OFF \
  -DWSDRAIN_FUZZING_ENGINE="$LIB_FUZZING_ENGINE" \
  -DWSDRAIN_TESTS=OFF
cmake --build "$objects" --target "${targets[@]}"

# zip_seeds FOLDER ZIP: the same bytes for the same seeds, whoever zips them.
zip_seeds() {
  local copies
  copies=$objects/seeds/$(basename "$1")
  rm -rf "$copies" "$2"
  mkdir -p "$copies"
  find "$1" -maxdepth 1 -type f -exec cp -t "$copies" {} +
  chmod 644 "$copies"/*
  TZ=UTC touch -d '1980-01-01 00:00:00' "$copies"/*
  (cd "$copies" && find . -type f -printf '%P\n' | LC_ALL=C sort |
    TZ=UTC zip -q -X -@ "$2")
}

# A target may have no seeds, no dictionary and no options.
for target in "${targets[@]}"; do
  cp "$objects/$target" "$OUT/"
  seeds=$repository/corpus/$target
  if [ -d "$seeds" ] && [ -n "$(ls "$seeds")" ]; then
    zip_seeds "$seeds" "$OUT/${target}_seed_corpus.zip"
  fi
  for extra in dict options; do
    if [ -f "$repository/fuzz/$target.$extra" ]; then
      cp "$repository/fuzz/$target.$extra" "$OUT/"
    fi
  done
done
