# Installs live peers into build/peers, each through its own package manager.
#
# Sourced by scripts/setup, whose `install` brings Debian's packages.

source tests/peers/peers.sh

# packages_for FOLDER LANGUAGE: Debian's, for what is not there some other way.
packages_for() {
  case $2 in
    go) command -v go >/dev/null || echo golang-go ;;
    node | bun | deno)
      command -v node >/dev/null || echo nodejs
      command -v npm >/dev/null || echo npm
      ;;
    python)
      command -v python3 >/dev/null || echo python3
      python3 -c 'import ensurepip' 2>/dev/null || echo python3-venv
      ;;
    rust) command -v cargo >/dev/null || echo cargo ;;
    java)
      command -v javac >/dev/null || echo default-jdk-headless
      command -v mvn >/dev/null || echo maven
      ;;
    c++)
      echo g++
      library_of "$1"
      [[ $1 != websocketpp ]] || echo libboost1.81-dev
      ;;
    debian) echo "$1" ;;
  esac
}

# library_of FOLDER: Debian's package of the C or C++ library.
library_of() {
  case $1 in
    beast) echo libboost1.81-dev ;;
    *) echo "lib${1#lib}-dev" ;;
  esac
}

# Each of these is called with the folders HERE and THERE, from and to, and
# writes what it has installed to THERE/version.

# The programs are the folders; go.mod names the one direct requirement first.
install_go() {
  (
    cd "$1"
    GOTOOLCHAIN=local go build -mod=readonly -buildvcs=false -o "$2/" ./...
  )
  printf '%s, %s\n' "$(awk '$1 == "require" && NF == 3 { print $2, $3 }' \
    "$1/go.mod")" "$(go env GOVERSION)" >"$2/version"
}

# These runtimes come as binaries within npm's packages, one a platform.
install_bun() {
  install_node "$@"
  mv "$2"/node_modules/@oven/bun-*/bin/bun "$2"
  rm -r "$2/node_modules"
  printf 'Bun %s\n' "$("$2/bun" --version)" >"$2/version"
}

install_deno() {
  install_node "$@"
  mv "$2"/node_modules/@deno/*/deno "$2"
  rm -r "$2/node_modules"
  "$2/deno" --version | xargs >"$2/version"
}

# The programs look for node_modules beside themselves, so they come along.
install_node() {
  cp "$1"/package*.json "$1"/*.mjs "$2"
  (
    cd "$2"
    npm ci --ignore-scripts --no-audit --no-fund --fetch-retries 1
    node -p "Object.entries(require('./package.json').dependencies)
      .map((entry) => entry.join(' ')).join(', ') +
      ', Node.js ' + process.versions.node" >version
  )
}

install_python() {
  python3 -m venv "$2/venv"
  "$2/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --retries 1 --require-hashes -r "$1/requirements.txt"
  python_version "$@"
}

python_version() {
  "$2/venv/bin/python" - "$1/requirements.in" >"$2/version" <<'END'
import importlib.metadata, platform, re, sys
names = re.findall(r"^[a-z-]+", open(sys.argv[1]).read(), re.MULTILINE)
print(*(f"{name} {importlib.metadata.version(name)}," for name in names),
      "Python", platform.python_version())
END
}

install_rust() {
  (
    cd "$1"
    CARGO_NET_RETRY=1 cargo build --quiet --locked --release \
      --target-dir "$2/target"
  )
  mv "$2"/target/release/echo_{server,client} "$2"
  rm -r "$2/target"
  printf '%s, %s\n' "$(awk -F '"' \
    '/^name = "(tokio-tungstenite|fastwebsockets)"/ {
      name = $2; getline; print name, $2
    }' "$1/Cargo.lock")" "$(rustc --version)" >"$2/version"
}

# Maven locks no checksums; jars.sha256 does.
install_java() {
  mvn --batch-mode --quiet --file "$1/pom.xml" dependency:copy-dependencies \
    -DincludeScope=runtime "-DoutputDirectory=$2/jars"
  (cd "$2/jars" && sha256sum --quiet --check "$1/jars.sha256")
  javac -cp "$2/jars/*" -d "$2/classes" "$1"/*.java
  awk -F '[<>]' -v java="$(javac -version)" '
    /<artifactId>/ { name = $3 }
    /<version>/ && !version[name]++ && name !~ /-peers|-plugin/ {
      printf "%s %s, ", name, $3
    }
    END { sub(/javac/, "Java", java); print java }' "$1/pom.xml" >"$2/version"
}

install_c++() {
  local library
  library=$(library_of "${1##*/}")
  if [[ -f $1/echo_server.c ]]; then
    gcc -O2 "$1/echo_server.c" -o "$2/echo_server" -lwebsockets
  elif [[ $library == libwebsocketpp-dev ]]; then  # newer ones refuse it
    g++ -std=c++17 -O2 -pthread "$1/echo_server.cpp" -o "$2/echo_server"
  else
    g++ -std=c++20 -O2 -pthread "$1/echo_server.cpp" -o "$2/echo_server"
  fi
  printf '%s %s (Debian), g++ %s\n' "$library" \
    "$(dpkg-query --show --showformat '${Version}' "$library")" \
    "$(g++ -dumpfullversion)" >"$2/version"
}

install_debian() { :; }

# What Debian has of a peer, for a machine that reaches no other packages;
# fails if it has nothing.
fall_back() {
  local folder=$1 here=$2 there=$3
  case $folder in
    gorilla)
      mapfile -t packages < <(packages_for gorilla go)
      install golang-github-gorilla-websocket-dev "${packages[@]}"
      (
        cd "$here"
        GO111MODULE=off GOPATH=/usr/share/gocode \
          go build -o "$there/" ./echo_server ./echo_client ./question
      )
      printf 'github.com/gorilla/websocket %s (Debian), %s\n' \
        "$(dpkg-query --show --showformat '${Version}' \
          golang-github-gorilla-websocket-dev)" \
        "$(go env GOVERSION)" >"$there/version"
      ;;
    websockets | aiohttp)
      install python3 "python3-$folder"
      /usr/bin/python3 -m venv --system-site-packages --without-pip \
        "$there/venv"
      python_version "$here" "$there"
      ;;
    *) return 1 ;;
  esac
}

# succeeds COMMAND...: in a shell of its own that stops at the first failure,
# for which it must not be part of a condition.
succeeds() {
  local status
  set +e
  (set -e; "$@") >>"$log" 2>&1 </dev/null
  status=$?
  set -e
  is_done=
  ((status)) || is_done=1
}

# The line of the log that says most; others repeat it or tell of its effects.
reason() {
  local words='error|fail|cannot|disabled|refused|not found'
  { grep -iE "$words" "$log" | grep -v '^WARNING: Retrying' || cat "$log"; } |
    sed -n -e "s|$root/||g" -e 's/^[[:space:]]*//' -e 1p | cut -c 1-200
}

# install_peer FOLDER LANGUAGE
install_peer() {
  local here=$root/tests/peers/$1 there=$root/build/peers/$1 since=$SECONDS
  local log=$root/build/peers/$1.log is_done
  rm -rf "$there"
  mkdir -p "$there"
  : >"$log"
  mapfile -t packages < <(packages_for "$1" "$2")
  succeeds install "${packages[@]}"
  [[ ! $is_done ]] || succeeds "install_$2" "$here" "$there"
  if [[ ! $is_done ]]; then
    local why
    why=$(reason)
    rm -rf "$there"
    mkdir -p "$there"
    succeeds fall_back "$1" "$here" "$there"
    if [[ ! $is_done ]]; then
      say "setup: no $1 here: $why (all of it in ${log#"$root"/})"
      rm -rf "$there"
      return
    fi
    say "setup: $1 is Debian's: $why"
  fi
  checksum_of "$1" >"$there/installed"
  say "setup: $1 in $(duration $((SECONDS - since)))"
}

# install_peers [NAME]...: those that are not installed as they are now.
install_peers() {
  local name folder language roles wanted=() packages=() is_done
  (($#)) || mapfile -t wanted < <(awk 'NF { print $1 }' <<<"$peers")
  while (($#)); do
    [[ $1 ]] && peer_named "$1" || die 2 "no peer is called '$1';" \
      "tests/peers/list names them"
    wanted+=("$1")
    shift
  done

  # Debian's packages at once, if all can be had; one by one they tell why not.
  for name in "${wanted[@]}"; do
    peer_named "$name"
    is_installed "$folder" "$language" ||
      mapfile -t -O "${#packages[@]}" packages < <(
        packages_for "$folder" "$language"
      )
  done
  mkdir -p build/peers
  local log=$root/build/peers/packages.log
  : >"$log"
  succeeds install "${packages[@]}"

  for name in "${wanted[@]}"; do
    peer_named "$name"
    is_installed "$folder" "$language" || install_peer "$folder" "$language"
  done
}
