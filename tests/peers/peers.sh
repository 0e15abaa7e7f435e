# What the live peers are called, what each can be, and how it is started.
#
# Sourced by the scripts of this folder and by scripts/setup, after lib.sh.

# name, its folder (here and in build/peers), how it is built and run, roles
peers='
gorilla                  gorilla         go      server client
gorilla-question-server  gorilla         go      server
gorilla-first-version    gorilla         go      client
gorilla-corrected        gorilla         go      client
ws                       ws              node    server client
websockets               websockets      python  server client
aiohttp                  aiohttp         python  server client
nginx                    nginx           debian  proxy
chromium                 chromium        debian  client
haproxy                  haproxy         debian  proxy
coder                    coder           go      server client
gobwas                   gobwas          go      server client
xnet                     xnet            go      server client
undici                   undici          node    client
faye                     faye            node    server client
tornado                  tornado         python  server client
uvicorn                  uvicorn         python  server
hypercorn                hypercorn       python  server
autobahn                 autobahn        python  server client
tungstenite              tungstenite     rust    server client
fastwebsockets           fastwebsockets  rust    server client
java-websocket           java-websocket  java    server client
jetty                    jetty           java    server client
netty                    netty           java    server client
undertow                 undertow        java    server client
bun                      bun             bun     server client
deno                     deno            deno    server client
libwebsockets            libwebsockets   c++     server
beast                    beast           c++     server
websocketpp              websocketpp     c++     server
'

bad_usage() { die 2 "$*; see tests/peers/${self##*/} --help"; }

# peer_named NAME: sets name, folder, language, roles; fails if there is none.
peer_named() {
  read -r name folder language roles < <(
    awk -v name="$1" '$1 == name' <<<"$peers"
  )
}

# checksum_of FOLDER: of all its files.
checksum_of() {
  find "tests/peers/$1" \( -name node_modules -o -name __pycache__ \) \
    -prune -o -type f -print0 | sort -z | xargs -0 sha256sum |
    sha256sum
}

# is_installed FOLDER LANGUAGE: as it stands in tests/peers.
is_installed() {
  [[ -f build/peers/$1/installed &&
    $(<"build/peers/$1/installed") == "$(checksum_of "$1")" ]] &&
    { [[ $2 != debian ]] || command -v "$1" >/dev/null; }
}

# want ROLE NAME: sets what peer_named sets; dies unless NAME is installed and
# can be ROLE.
want() {
  [[ $2 ]] && peer_named "$2" ||
    bad_usage "no peer is called '$2'; tests/peers/list names them"
  [[ $1 == any || " $roles " == *" $1 "* ]] ||
    bad_usage "$name is no $1, but: $roles"
  is_installed "$folder" "$language" ||
    die 3 "$name is not installed; scripts/setup --peers $folder does that"
}

# become ROLE NAME ARGUMENT...: replaces this shell by the program.
become() {
  local role=$1
  want "$role" "$2"
  shift 2
  local there=$root/build/peers/$folder here=$root/tests/peers/$folder
  case $name in
    gorilla-question-server) exec "$there/question" server ;;
    gorilla-*) exec "$there/question" "${name#gorilla-}" "$@" ;;
    chromium) exec "$here/echo_client" "$@" ;;
  esac
  case $language in
    go | rust | c++) exec "$there/echo_$role" "$@" ;;
    node) exec node "$there/echo_$role.mjs" "$@" ;;
    python) exec "$there/venv/bin/python" "$here/echo_$role.py" "$@" ;;
    bun) exec "$there/bun" "$there/echo_$role.mjs" "$@" ;;
    deno)
      exec "$there/deno" run --quiet --allow-net --allow-env \
        "$there/echo_$role.mjs" "$@"
      ;;
    java) exec java -cp "$there/classes:$there/jars/*" "Echo${role^}" "$@" ;;
  esac
}
