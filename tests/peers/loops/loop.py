"""Plays all cases of a server of test cases with an echo_client.py, side by side.

Usage: loop.py CLIENT URL COUNT

Each case, URL/runCase?case=N, is played by a process of its own, as if CLIENT
were started for it; what it imports is loaded once.
"""

import os
import sys
import traceback

SIDE_BY_SIDE = 32

client, url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(client) as file:
    program = compile(file.read(), client, "exec")


def play(target):
    sys.argv = [client, url + target]
    exec(program, {"__name__": "__main__"})


def play_in_a_process(target):
    if os.fork():
        return
    try:
        play(target)
    except Exception:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(0)


play("/getCaseCount")  # and all is loaded
sys.stdout.flush()
for number in range(1, count + 1):
    if number > SIDE_BY_SIDE:
        os.wait()
    play_in_a_process(f"/runCase?case={number}")
try:
    while True:
        os.wait()
except ChildProcessError:
    pass
