#!/usr/bin/env python3
"""Turns a recorded session into scenario text in which our own endpoint takes the place of one of the two sides."""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

VERBS = {0: "continuation", 1: "text", 2: "binary", 8: "close", 9: "ping", 10: "pong"}
CONTROLS = ("close", "ping", "pong")


class NoScenario(Exception):
    """Why this recording has no scenario for this role, said in one sentence."""


@dataclass
class Frame:
    verb: str
    fin: bool
    mask: bytes  # empty when the frame is not masked
    payload: bytes  # unmasked


@dataclass
class Happening:
    """Something on the wire, at the time at which the endpoint in question did or saw it."""

    at_ms: float
    own: bool
    kind: str  # "frame", "eof", "reset" or "note"
    frame: Frame = None
    note: str = ""


def take_frame(data):
    """The first frame in data and its length, or None when the frame is not all there."""
    if len(data) < 2:
        return None
    if data[0] & 0x70 or data[0] & 0x0F not in VERBS:
        raise NoScenario("the recording has a frame with reserved bits or a reserved opcode")
    length, at = data[1] & 0x7F, 2
    if length > 125:
        width = 2 if length == 126 else 8
        length, at = int.from_bytes(data[at : at + width], "big"), at + width
    mask = b""
    if data[1] & 0x80:
        mask, at = data[at : at + 4], at + 4
    if len(data) < at + length:
        return None
    payload = data[at : at + length]
    if mask:
        payload = bytes(octet ^ mask[i % 4] for i, octet in enumerate(payload))
    return Frame(VERBS[data[0] & 0x0F], bool(data[0] & 0x80), mask, payload), at + length


def happenings(recording, role):
    """Everything in the order in which the endpoint that plays the role lived through it."""
    found = []
    for side in ("client", "server"):
        own, pending = side == role, b""
        for event in recording["events"]:
            if event["from"] != side:
                continue
            # What it sent happened when it was sent; what it got happened when it arrived.
            at_ms = event["at_ms"] if own else event["delivered_ms"]
            if event["kind"] != "bytes":
                found.append(Happening(at_ms, own, event["kind"]))
                continue
            pending, frames = pending + bytes.fromhex(event["hex"]), []
            while (taken := take_frame(pending)) is not None:
                frames.append(taken[0])
                pending = pending[taken[1] :]
            if not own and len(frames) > 1:
                found.append(Happening(at_ms, own, "note", note=f"the next {len(frames)} frames came in one chunk"))
            found += [Happening(at_ms, own, "frame", frame) for frame in frames]
            if not own and pending:
                found.append(Happening(at_ms, own, "note", note="a chunk border lies inside the next frame"))
        if pending:
            raise NoScenario(f"the bytes of the {side} end inside a frame")
    return sorted(found, key=lambda happening: happening.at_ms)  # stable


def literal(payload):
    """A quoted string with all that is not printable ASCII escaped, or hex:... when it is not UTF-8."""
    try:
        payload.decode()
    except UnicodeDecodeError:
        return "hex:" + payload.hex()
    escapes = {ord("\n"): "\\n", ord('"'): '\\"', ord("\\"): "\\\\"}
    octets = (escapes.get(octet) or (chr(octet) if 0x20 <= octet < 0x7F else f"\\x{octet:02x}") for octet in payload)
    return '"' + "".join(octets) + '"'


def close_content(payload):
    """CODE "reason", or nothing for an empty Close."""
    if not payload:
        return ""
    if len(payload) == 1:
        raise NoScenario("the recording has a Close with a payload of one octet")
    return f"{int.from_bytes(payload[:2], 'big')} {literal(payload[2:])}"


def described(frame):
    content = close_content(frame.payload) if frame.verb == "close" else literal(frame.payload)
    return " ".join(filter(None, (frame.verb, content, "" if frame.fin else "fin=0")))


def scenario(recording, role):
    life = happenings(recording, role)
    own_frames = [happening.frame for happening in life if happening.own and happening.kind == "frame"]
    if any(frame.verb == "continuation" or not frame.fin for frame in own_frames):
        raise NoScenario(f"the {role} sent a fragmented message, and our endpoint is not told how to fragment")

    body, unanswered_pings = [], []
    own_close = peer_close = peer_end = None
    for happening in life:
        frame = happening.frame
        if happening.kind == "note":
            body.append("# " + happening.note)
        elif happening.kind != "frame":
            if happening.own:
                if peer_close is None and peer_end is None:
                    raise NoScenario(f"the {role} ended the TCP connection before the other side's Close, as our endpoint never does")
            elif peer_end is None:
                peer_end = happening.kind
                body.append(f"remote {peer_end}")
            else:
                body.append(f"# a TCP {happening.kind} came after that")
        elif not happening.own:
            body.append("remote " + described(frame) + (f" mask={frame.mask.hex()}" if frame.mask else ""))
            if frame.verb == "ping":
                unanswered_pings.append(frame.payload)
            if frame.verb == "close":
                peer_close = peer_close or frame
        elif frame.verb == "pong" and frame.payload in unanswered_pings:
            del unanswered_pings[: unanswered_pings.index(frame.payload) + 1]
        else:
            if frame.verb == "close":
                own_close = own_close or (frame, "answer" if peer_close else "start")
            if frame.verb != "close" or not peer_close:
                body.append("local " + described(frame))

    lines = ["scn 1",
             f"# Recorded: {recording['about']}. "
             + " ".join("{stack} {version} ({language})".format(**recording[side]) + f" as {side}" + end
                        for side, end in (("client", ","), ("server", "."))),
             f"# How: {recording['how']}"]
    if own_close and own_close[1] == "answer" and own_close[0].payload != peer_close.payload:
        lines.append("# Note: the recorded answer does not repeat the payload of the Close that it answers.")
    lines.append("rfc " + ("7.1.5" if not peer_close else "7.1.2" if own_close and own_close[1] == "start" else "5.5.1"))
    lines.append("role " + role)
    if role == "client":
        lines.append("keys " + " ".join(frame.mask.hex() for frame in own_frames))
    lines += body
    lines += ["expect sent " + described(frame) for frame in own_frames]
    if not peer_close:
        lines.append('expect closed unclean 1006 ""')
    else:
        clean = "clean" if own_close else "unclean"
        lines.append(f"expect closed {clean} " + (close_content(peer_close.payload) or '1005 ""'))
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", type=Path, nargs="+", metavar="RECORDING.json")
    parser.add_argument("--role", choices=("client", "server", "both"), required=True, help="the side our endpoint plays")
    parser.add_argument("--out", type=Path, help="directory for NAME_as_ROLE.scn (default: standard output)")
    options = parser.parse_args()
    roles = ("client", "server") if options.role == "both" else (options.role,)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    refused = 0
    for path in options.recordings:
        recording = json.loads(path.read_text(encoding="utf-8"))
        for role in roles:
            try:
                text = scenario(recording, role)
            except NoScenario as why:
                refused += 1
                print(f"{path.stem} as {role}: no scenario: {why}", file=sys.stderr)
                continue
            if options.out:
                (options.out / f"{recording['name']}_as_{role}.scn").write_text(text, encoding="utf-8")
            else:
                sys.stdout.write(text)
    # With "both", a side that makes no sense is simply left out.
    return 1 if refused and options.role != "both" else 0


if __name__ == "__main__":
    sys.exit(main())
