# How a live peer is started, played to and stopped.
#
# Sourced by scripts/check-peers. Everything that a peer or wsdrain says goes to
# $results/NAME-ROLE.err.

# stop PID: by SIGTERM, and after two seconds by SIGKILL.
stop() {
  local i
  kill -TERM "$1" 2>/dev/null || true
  for i in {1..40}; do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.05
  done
  kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# url_in FILE: that of its line `listening on URL`, once it is there.
url_in() {
  local i
  for i in {1..300}; do
    [[ ! -f $1 ]] ||
      ! sed -n 's|^listening on \(.*/\)$|\1|p' "$1" | grep . || return 0
    sleep 0.1
  done
  echo "it did not say where it listens" >>"$1"
  return 1
}

# cases_in FILE: the number of its line `N cases: ...`, which follows.
cases_in() {
  local i
  for i in {1..50}; do
    ! sed -n 's/^\([0-9]*\) cases: .*/\1/p' "$1" | grep . || return 0
    sleep 0.1
  done
  return 1
}

# trigger_of NAME ROLE: what makes it start the close.
trigger_of() {
  case $1 in
    gorilla-question-server) echo violation ;;  # its own way to end
    gorilla-first-version | gorilla-corrected) echo idle:3000 ;;
    *) echo message:bye ;;
  esac
}

# free_port: a port of 127.0.0.1 where nobody listens.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (: </dev/tcp/127.0.0.1/"$port") 2>/dev/null || break
  done
  echo "$port"
}

# loop_over NAME URL COUNT: becomes a client that plays all cases side by side;
# fails if there is none, for then a new one is started for each case.
loop_over() {
  local there here count=$3
  peer_named "$1"
  there=$root/build/peers/$folder here=$root/tests/peers
  case $language in
    node) exec node "$here/loops/loop.mjs" "$there/echo_client.mjs" \
      "$2" "$count" ;;
    python) exec "$there/venv/bin/python" "$here/loops/loop.py" \
      "$here/$folder/echo_client.py" "$2" "$count" ;;
    java) exec java -cp "$there/classes:$there/jars/*" \
      "$here/loops/Loop.java" "$2" "$count" ;;
    debian) exec "$here/$folder/loop_client" "$2" ;;
  esac
}

# Its library ends the loop with the connection.
has_a_loop() {
  [[ $1 != java-websocket ]] || return 1
  peer_named "$1"
  [[ $language =~ ^(node|python|java|debian)$ ]]
}

# play NAME ROLE DOCUMENT [SCENARIO...]: writes what wsdrain finds there; fails
# if it could not play.
play() {
  local name=$1 role=$2 document=$3
  shift 3
  local log=${document%.json}.err
  local -a check=(
    "$program" check --json --name "$name" --trigger "$(trigger_of "$name")"
    --fail-on should --timeout 60000
  )
  [[ ! $is_quick ]] || check+=(--quick)
  "play_$role" "$@" >"$document" && [[ -s $document ]]
}

play_server() {
  local pid url status=0
  (exec tests/peers/serve "$name") >"$log" 2>&1 &
  pid=$!
  url=$(url_in "$log") || { stop "$pid"; return 1; }
  "${check[@]}" "$url" "$@" 2>>"$log" || status=$?
  stop "$pid"
  ((status < 2))
}

play_client() {
  local pid checking url status=0
  : >"$log"
  if ! has_a_loop "$name"; then
    "${check[@]}" --listen 127.0.0.1:0 "$@" -- \
      tests/peers/connect "$name" '{url}' 2>"$log" || status=$?
    ((status < 2))
    return
  fi
  "${check[@]}" --listen 127.0.0.1:0 "$@" 2>"$log" &
  checking=$!
  url=$(url_in "$log") || { stop "$checking"; return 1; }
  loop_over "$name" "${url%/}" "$(cases_in "$log")" >"$log.peer" 2>&1 &
  pid=$!
  wait "$checking" || status=$?
  stop "$pid"
  ((status < 2))
}

play_proxy() {
  local pid url backend status=0
  backend=$(free_port)
  tests/peers/proxy "$name" "$(free_port)" "127.0.0.1:$backend" \
    >"$log" 2>&1 &
  pid=$!
  url=$(url_in "$log") || { stop "$pid"; return 1; }
  "${check[@]}" --listen "127.0.0.1:$backend" --through "$url" 2>>"$log" ||
    status=$?
  stop "$pid"
  ((status < 2))
}
