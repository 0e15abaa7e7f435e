"""A websockets client that connects to the URL in its first argument and plays its steps."""

import asyncio
import sys

import websockets
from steps import play


async def main():
    # No "async with": leaving that block would send a Close of its own.
    connection = await websockets.connect(
        sys.argv[1], compression=None, ping_interval=None
    )
    await play(connection, sys.argv[2:])


asyncio.run(main())
