"""A websockets client that echoes and closes when it is told bye."""

import asyncio
import sys

import websockets


async def echo(websocket):
    while True:
        message = await websocket.recv()
        if message == "bye":
            await websocket.close(1000, "bye")
        else:
            await websocket.send(message)


async def main():
    async with websockets.connect(sys.argv[1]) as websocket:
        try:
            await echo(websocket)
        except websockets.ConnectionClosed as closed:
            is_clean = closed.rcvd is not None and closed.sent is not None
        how = "clean" if is_clean else "unclean"
        print("closed", websocket.close_code, websocket.close_reason, how)


asyncio.run(main())
