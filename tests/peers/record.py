#!/usr/bin/env python3
# Longer than 300 lines because it is one tool that runs with nothing beside it.
"""Records, as raw bytes, how real WebSocket stacks close on each other, by standing between a client and a server on loopback."""

import argparse
import heapq
import json
import os
import re
import select
import shlex
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SESSION_LIMIT_S = 10.0
LINGER_S = 0.3  # after the last FIN, so that a late RST is still seen


@dataclass
class Session:
    """What each side does (the steps are in the README) and how long bytes travel each way."""

    name: str
    about: str
    client: str
    client_steps: list
    server: str
    server_steps: list
    client_to_server_ms: int = 0
    server_to_client_ms: int = 0


LONGEST_REASON = "the longest reason that fits a Close: " + "0123456789" * 8 + "01234"

SESSIONS = [
    Session(
        "gorilla_question_own_test",
        "The client sends one binary message, starts a normal close and reads until the server's Close",
        "gorilla", ["binary:ok", "close:1000:"],
        "gorilla", [],
    ),
    Session(
        "gorilla_client_hangs_up_without_waiting",
        "The client sends a message and a Close and shuts the TCP connection at once",
        "gorilla", ["binary:ok", "close:1000:", "drop"],
        "gorilla", [],
        server_to_client_ms=40,
    ),
    Session(
        "gorilla_server_vanishes_without_a_close",
        "The server ends the TCP connection after a message, with no closing handshake at all",
        "gorilla", ["text:hello"],
        "gorilla", ["recv", "drop"],
    ),
    Session(
        "gorilla_server_hangs_up_while_messages_fly",
        "The server closes normally while three messages of the client are still on their way",
        "gorilla", ["text:one", "sleep:20", "text:two", "sleep:20", "binary:three"],
        "gorilla", ["sleep:90", "close:1000:"],
        client_to_server_ms=200,
    ),
    Session(
        "gorilla_client_leaves_without_a_word",
        "The client sends a message and then a Close with no payload",
        "gorilla", ["text:last words", "close"],
        "gorilla", [],
    ),
    Session(
        "ws_client_says_bye",
        "The client sends a message and closes normally, giving a reason",
        "ws", ["text:hello", "close:1000:bye"],
        "ws", [],
    ),
    Session(
        "ws_server_goes_away_while_two_messages_fly",
        "The server goes away while two messages of the client are still on their way",
        "ws", ["text:first", "sleep:20", "text:second"],
        "ws", ["sleep:90", "close:1001:going away"],
        client_to_server_ms=200,
    ),
    Session(
        "ws_client_closes_with_no_code",
        "The client sends a Close with no payload",
        "ws", ["text:hello", "close"],
        "ws", [],
    ),
    Session(
        "ws_server_closes_a_websockets_client_with_no_code",
        "The server answers a question and then sends a Close with no payload",
        "websockets", ["text:question"],
        "ws", ["recv", "text:answer", "close"],
    ),
    Session(
        "websockets_client_finishes_politely",
        "The client asks, gets its answer and closes normally, giving a reason",
        "websockets", ["text:question", "recv", "close:1000:done"],
        "websockets", ["recv", "text:answer"],
    ),
    Session(
        "websockets_server_goes_away_with_a_ping_in_flight",
        "The server sends a Ping and goes away before the Pong can come back",
        "websockets", ["text:hello"],
        "websockets", ["recv", "ping:are you there", "close:1001:going away"],
        client_to_server_ms=40,
    ),
    Session(
        "websockets_ping_crosses_the_server_close",
        "The client's Ping is still on its way when the server goes away",
        "websockets", ["ping:are you there"],
        "websockets", ["sleep:90", "close:1001:going away"],
        client_to_server_ms=200,
    ),
    Session(
        "ws_client_thanks_a_websockets_server",
        "The client gets an answer, closes normally and gives a reason that is not ASCII",
        "ws", ["text:question", "recv", "close:1000:merci, à bientôt"],
        "websockets", ["recv", "text:answer"],
    ),
    Session(
        "gorilla_client_quits_a_ws_server_with_its_own_code",
        "The client closes with an application code",
        "gorilla", ["text:hello", "close:4000:app"],
        "ws", [],
    ),
    Session(
        "websockets_client_pings_and_leaves_a_gorilla_server",
        "The client sends a Ping and closes normally without waiting for the Pong",
        "websockets", ["binary:ok", "ping:still here", "close:1000:bye"],
        "gorilla", [],
        server_to_client_ms=40,
    ),
    Session(
        "websockets_client_quits_a_ws_server_with_its_own_code",
        "The client closes with an application code after a Ping",
        "websockets", ["ping:", "close:4000:app"],
        "ws", [],
        server_to_client_ms=40,
    ),
    Session(
        "gorilla_client_and_ws_server_hang_up_at_once",
        "Both sides start the close before either has seen the other's Close",
        "gorilla", ["text:hello", "close:1000:client is done"],
        "ws", ["close:1001:going away"],
        client_to_server_ms=150, server_to_client_ms=150,
    ),
    Session(
        "websockets_server_closes_in_mid_message",
        "The server goes away while the client is between two fragments of a message",
        "ws", ["part:half a sen"],
        "websockets", ["sleep:90", "close:1001:going away"],
    ),
    Session(
        "gorilla_server_gives_the_longest_reason",
        "The server refuses a message with a Close of 125 octets, the most a control frame can carry",
        "ws", ["text:hello"],
        "gorilla", ["recv", "close:1008:" + LONGEST_REASON],
    ),
    Session(
        "websockets_handler_crashes_on_a_gorilla_client",
        "The server's handler fails and the library closes with 1011 by itself",
        "gorilla", ["text:hello"],
        "websockets", ["recv", "crash"],
        client_to_server_ms=40,  # the library does not wait for the answer, so it comes too late
    ),
]


class Trouble(Exception):
    """Something that keeps a stack or a session from being recorded, said in one sentence."""


# --- The stacks ---------------------------------------------------------------------------------


def run(command, **options):
    return subprocess.run(
        command, check=True, text=True, capture_output=True, timeout=300, **options
    ).stdout.strip()


@dataclass
class Stack:
    name: str
    version: str
    language: str
    commands: dict  # role -> command line
    files: dict  # role -> program, as the README calls it

    def described(self):
        return {"stack": self.name, "version": self.version, "language": self.language}


def prepare_gorilla(work):
    environment = os.environ | {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "CGO_ENABLED": "0"}
    go = shutil.which("go")
    if not go:
        raise Trouble("no go command (package golang-go)")
    source = HERE / "gorilla"
    for role in ("server", "client"):
        run([go, "build", "-o", work / f"gorilla-{role}", source / f"{role}.go", source / "steps.go"],
            env=environment, cwd=source)
    package = run(["dpkg-query", "-W", "-f", "${Version}", "golang-github-gorilla-websocket-dev"])
    return Stack("gorilla/websocket", package.split("-")[0],
                 run([go, "env", "GOVERSION"], env=environment).replace("go", "go ", 1),
                 {role: [str(work / f"gorilla-{role}")] for role in ("server", "client")},
                 {role: f"gorilla/{role}.go" for role in ("server", "client")})


def prepare_ws(work):
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise Trouble("no node or no npm command")
    copy = work / "ws"  # a copy, so that node_modules never lands in the repository
    shutil.copytree(HERE / "ws", copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    run([npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"], cwd=copy)
    installed = json.loads((copy / "node_modules/ws/package.json").read_text())
    return Stack("ws", installed["version"], run([node, "--version"]).replace("v", "node ", 1),
                 {role: [node, str(copy / f"{role}.mjs")] for role in ("server", "client")},
                 {role: f"ws/{role}.mjs" for role in ("server", "client")})


def prepare_websockets(work):
    ask = "import platform, websockets.version as v; print(v.version, platform.python_version())"
    for python in ("/usr/bin/python3", sys.executable):
        try:
            version, language = run([python, "-I", "-c", ask]).split()
        except (OSError, subprocess.CalledProcessError):
            continue
        return Stack("websockets", version, "python " + language,
                     {role: [python, "-B", str(HERE / "websockets" / f"{role}.py")] for role in ("server", "client")},
                     {role: f"websockets/{role}.py" for role in ("server", "client")})
    raise Trouble("no python3 that can import websockets (package python3-websockets)")


PREPARE = {"gorilla": prepare_gorilla, "ws": prepare_ws, "websockets": prepare_websockets}


# --- The proxy ----------------------------------------------------------------------------------


class Side:
    """One of the two TCP connections: the one to the client process or the one to the server process."""

    def __init__(self, name, connection, delay_ms):
        self.name = name
        self.socket = connection
        self.delay_s = delay_ms / 1000  # how long what this side sends travels
        self.heading = b""  # HTTP bytes, until the blank line; None from then on
        self.ended = False  # FIN or RST seen
        self.dead = False  # nothing more can be read or written
        self.free_at = 0.0  # keeps deliveries in order
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Proxy:
    def __init__(self, client, server):
        self.sides = {"client": client, "server": server}
        self.events = []
        self.queue = []  # (when, sequence, sender, event)
        self.zero = None  # the end of the 101 response
        self.poll = select.poll()
        for side in self.sides.values():
            self.poll.register(side.socket, select.POLLIN)

    def other(self, side):
        return self.sides["server" if side.name == "client" else "client"]

    def stamp(self, now):
        return round((now - self.zero) * 1000, 3)

    def log(self, side, kind, data=b""):
        now = time.monotonic()
        event = {"at_ms": self.stamp(now), "delivered_ms": None, "from": side.name, "kind": kind, "hex": data.hex()}
        self.events.append(event)
        side.free_at = max(side.free_at, now + side.delay_s)
        heapq.heappush(self.queue, (side.free_at, len(self.events), side, event))

    def got_bytes(self, side, data):
        if side.heading is None:
            self.log(side, "bytes", data)
            return
        side.heading += data
        end = side.heading.find(b"\r\n\r\n")
        if end < 0:
            self.other(side).socket.sendall(data)
            return
        head, rest = side.heading[: end + 4], side.heading[end + 4 :]
        self.other(side).socket.sendall(data[: len(data) - len(rest)])
        side.heading = None
        if re.search(rb"(?i)\r\nsec-websocket-extensions:", head):
            raise Trouble(f"the {side.name} speaks of an extension")
        if side.name == "server":
            if not head.startswith(b"HTTP/1.1 101 "):
                raise Trouble(f"the server answered {head.splitlines()[0]!r}")
            self.zero = time.monotonic()
        if rest:
            if self.zero is None:
                raise Trouble("the client sent frames before the 101 response")
            self.log(side, "bytes", rest)

    def got_end(self, side, kind):
        if self.zero is None:
            raise Trouble(f"the {side.name} ended the connection before the upgrade was done")
        self.log(side, kind)
        side.ended = True

    def deliver(self, sender, event):
        receiver = self.other(sender)
        event["delivered_ms"] = self.stamp(time.monotonic())
        try:
            if receiver.dead:
                return
            if event["kind"] == "bytes":
                receiver.socket.sendall(bytes.fromhex(event["hex"]))
            elif event["kind"] == "eof":
                receiver.socket.shutdown(socket.SHUT_WR)
            else:  # pass a reset on as a reset
                receiver.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.bury(receiver)
                receiver.socket.close()
        except OSError:
            pass  # the receiver has reset the connection: poll says so as well

    def bury(self, side):
        if not side.dead:
            side.dead = True
            side.ended = True
            self.poll.unregister(side.socket)

    def read(self, side, happened):
        if happened & select.POLLIN and not side.ended:
            try:
                data = side.socket.recv(65536)
            except (ConnectionResetError, BrokenPipeError):
                self.got_end(side, "reset")
                self.bury(side)
                return
            if data:
                self.got_bytes(side, data)
            else:
                self.got_end(side, "eof")
                self.poll.modify(side.socket, 0)  # errors are still reported: a RST may follow the FIN
        elif happened & select.POLLERR:
            self.got_end(side, "reset")
            self.bury(side)
        elif happened & select.POLLHUP:  # both directions are shut
            self.bury(side)

    def work(self, deadline):
        by_number = {side.socket.fileno(): side for side in self.sides.values()}
        quiet_since = None
        while True:
            now = time.monotonic()
            if now > deadline:
                raise Trouble(f"not over after {SESSION_LIMIT_S:g} s")
            while self.queue and self.queue[0][0] <= now:
                _, _, sender, event = heapq.heappop(self.queue)
                self.deliver(sender, event)
            over = not self.queue and all(side.ended for side in self.sides.values())
            quiet_since = (quiet_since or now) if over else None
            if over and now - quiet_since >= LINGER_S:
                return
            wait = min(self.queue[0][0] - now if self.queue else 0.05, 0.05)
            for number, happened in self.poll.poll(max(0.0, wait) * 1000):
                self.read(by_number[number], happened)


# --- One session --------------------------------------------------------------------------------


def sentence_how(session, stacks):
    def steps(list_of_steps):
        return shlex.join(list_of_steps) if list_of_steps else "no steps"

    text = (f"record.py between {stacks[session.client].files['client']} ({steps(session.client_steps)})"
            f" and {stacks[session.server].files['server']} ({steps(session.server_steps)})")
    for way, delay in (("client to server", session.client_to_server_ms),
                       ("server to client", session.server_to_client_ms)):
        if delay:
            text += f", {delay} ms of delay {way}"
    return text


def first_line(process, deadline):
    ready, _, _ = select.select([process.stdout], [], [], max(0.0, deadline - time.monotonic()))
    if not ready:
        raise Trouble("the server did not say its port in time")
    line = process.stdout.readline().split()
    if len(line) != 2 or line[0] != "listening":
        raise Trouble("the server did not start")
    return int(line[1])


def reported(process, deadline):
    """The code and reason that the library gave to the program, or None."""
    try:
        output, _ = process.communicate(timeout=max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise Trouble("a program did not exit in time")
    told = re.search(r"^closed (\d+) ?(.*)$", output, re.MULTILINE)
    return {"code": int(told[1]), "reason": told[2]} if told else None


def record(session, stacks, verbose):
    deadline = time.monotonic() + SESSION_LIMIT_S
    processes, sockets = [], []

    def start(command):
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                                   stderr=None if verbose else subprocess.DEVNULL, cwd="/")
        processes.append(process)
        return process

    try:
        listener = socket.create_server(("127.0.0.1", 0))
        sockets.append(listener)
        listener.settimeout(SESSION_LIMIT_S)
        server = start(stacks[session.server].commands["server"] + session.server_steps)
        server_port = first_line(server, deadline)
        url = f"ws://127.0.0.1:{listener.getsockname()[1]}/"
        client = start(stacks[session.client].commands["client"] + [url] + session.client_steps)
        listener.settimeout(max(0.1, deadline - time.monotonic()))
        try:
            to_client, _ = listener.accept()
        except TimeoutError:
            raise Trouble("the client did not connect in time")
        sockets.append(to_client)
        to_server = socket.create_connection(("127.0.0.1", server_port))
        sockets.append(to_server)
        proxy = Proxy(Side("client", to_client, session.client_to_server_ms),
                      Side("server", to_server, session.server_to_client_ms))
        proxy.work(deadline)
        for connection in sockets:
            connection.close()
        return {
            "name": session.name,
            "about": session.about,
            "client": stacks[session.client].described(),
            "server": stacks[session.server].described(),
            "how": sentence_how(session, stacks),
            "reported": {"client": reported(client, deadline), "server": reported(server, deadline)},
            "events": proxy.events,
        }
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
            process.wait()
        for connection in sockets:
            connection.close()


def as_text(recording):
    """JSON with one line per event, so that a change in a recording is easy to see."""
    head = json.dumps({key: value for key, value in recording.items() if key != "events"}, indent=2, ensure_ascii=False)
    events = ",\n".join("    " + json.dumps(event) for event in recording["events"])
    return head[: head.rindex("\n}")] + ',\n  "events": [\n' + events + "\n  ]\n}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="record every session")
    parser.add_argument("--out", type=Path, help="directory for the recordings")
    parser.add_argument("--work", type=Path, help="directory for built programs (default: a temporary one)")
    parser.add_argument("--list", action="store_true", help="list the sessions and stop")
    parser.add_argument("--verbose", action="store_true", help="show what the programs say on stderr")
    parser.add_argument("names", nargs="*", help="sessions to record, when not all")
    options = parser.parse_args()
    if options.list:
        for session in SESSIONS:
            print(f"{session.name}: {session.client} client, {session.server} server. {session.about}.")
        return 0
    unknown = set(options.names) - {session.name for session in SESSIONS}
    if unknown:
        parser.error("no such session: " + ", ".join(sorted(unknown)))
    if not options.out or not (options.all or options.names):
        parser.error("say --out DIR, and --all or the names of sessions")
    sessions = [session for session in SESSIONS if options.all or session.name in options.names]
    options.out.mkdir(parents=True, exist_ok=True)
    failures = 0
    with tempfile.TemporaryDirectory(prefix="peers-") as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        stacks, missing = {}, {}
        for name in sorted({name for session in sessions for name in (session.client, session.server)}):
            try:
                stacks[name] = PREPARE[name](work)
            except (Trouble, OSError, subprocess.SubprocessError) as error:
                detail = getattr(error, "stderr", None) or ""
                missing[name] = str(error)
                print(f"missing stack {name}: {error} {detail}".rstrip(), file=sys.stderr)
        for session in sessions:
            lacking = [name for name in dict.fromkeys((session.client, session.server)) if name in missing]
            try:
                if lacking:
                    raise Trouble("skipped, missing " + " and ".join(lacking))
                recording = record(session, stacks, options.verbose)
            except (Trouble, OSError) as error:
                failures += 1
                print(f"{session.name}: {error}", file=sys.stderr)
                continue
            (options.out / f"{session.name}.json").write_text(as_text(recording), encoding="utf-8")
            print(f"{session.name}: {len(recording['events'])} events")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
