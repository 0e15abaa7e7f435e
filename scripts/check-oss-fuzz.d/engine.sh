# Makes a libFuzzer that goes with libc++, as that of the images does.
#
# Sourced by scripts/check-oss-fuzz, after lib.sh. Debian's libFuzzer wants
# libstdc++, whose exceptions would stand in for those of libc++. Both go into
# one object of which nothing but the engine can be seen from outside.

# libfuzzer_of SANITIZER: prints the path of the archive.
libfuzzer_of() {
  local engine=$work/engine/libFuzzingEngine.a object=$work/engine/whole.o
  if [[ $1 == memory ]]; then
    echo "$(msan_libcxx)/lib/libFuzzingEngine.a"
    return
  fi
  if [[ ! -f $engine ]]; then
    mkdir -p "$work/engine"
    rm -f "$work/engine"/*
    ld -r -o "$object" --whole-archive "$(clang++-19 \
      -print-file-name=lib/linux/libclang_rt.fuzzer-x86_64.a)" \
      --no-whole-archive "$(g++ -print-file-name=libstdc++.a)" ||
      die 3 "libFuzzer and libstdc++ cannot be made one object"
    llvm nm --defined-only --no-demangle "$object" | awk '
      $2 ~ /^[A-Z]$/ && $3 ~ /^(main$|LLVMFuzzer|__sanitizer_|_ZN6fuzzer)/ {
        print $3 }' >"$work/engine/seen"
    objcopy --keep-global-symbols="$work/engine/seen" "$object"
    ar rcs "$engine.new" "$object"
    mv "$engine.new" "$engine"
  fi
  echo "$engine"
}

msan_libcxx() {
  scripts/msan-libcxx || die 3 "scripts/msan-libcxx has failed"
}
