"""Plays a list of steps on a websockets connection, then waits until it is closed; the README lists the steps."""

import asyncio

from websockets.exceptions import ConnectionClosed


async def play(connection, steps):
    try:
        for step in steps:
            verb, _, arg = step.partition(":")
            if verb == "text":
                await connection.send(arg)
            elif verb == "binary":
                await connection.send(arg.encode())
            elif verb == "ping":
                await connection.ping(arg)  # does not wait for the Pong
            elif verb == "recv":
                await connection.recv()
            elif verb == "sleep":
                await asyncio.sleep(int(arg) / 1000)
            elif verb == "close":  # this library cannot send an empty Close
                code, _, reason = arg.partition(":")
                await connection.close(int(code), reason)
            elif verb == "crash":  # in a server: what the library does about a bug
                raise RuntimeError("asked to crash")
            else:
                raise ValueError(f"unknown step {step}")
        async for _ in connection:
            pass
    except ConnectionClosed as error:
        if error.rcvd is None:
            print("error", error)
    await connection.wait_closed()
    print("closed", connection.close_code, connection.close_reason)
