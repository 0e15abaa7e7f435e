"""An echo server with websockets that closes when it is told bye."""

import asyncio
import os
import signal

import websockets


async def echo(websocket):
    async for message in websocket:
        if message == "bye":
            await websocket.close(1000, "bye")
        else:
            await websocket.send(message)


async def main():
    port = int(os.environ.get("PORT", 0))
    async with websockets.serve(echo, "127.0.0.1", port) as server:
        port = server.sockets[0].getsockname()[1]
        print(f"listening on ws://127.0.0.1:{port}/", flush=True)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, server.close)
        await server.wait_closed()


asyncio.run(main())
