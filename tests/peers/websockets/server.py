"""A websockets server that prints its port, accepts one client, plays its steps and exits."""

import asyncio
import sys

import websockets
from steps import play


async def main():
    done = asyncio.Event()

    async def handle(connection):
        try:
            await play(connection, sys.argv[1:])
        finally:
            done.set()

    # On leaving this block the server waits for the handler and its closing handshake.
    async with websockets.serve(
        handle, "127.0.0.1", 0, compression=None, ping_interval=None
    ) as server:
        print("listening", server.sockets[0].getsockname()[1], flush=True)
        await done.wait()
        await asyncio.sleep(0.2)


asyncio.run(main())
