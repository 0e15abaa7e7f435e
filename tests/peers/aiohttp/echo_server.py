"""An echo server with aiohttp that closes when it is told bye."""

import os
import socket
import weakref

from aiohttp import WSCloseCode, WSMsgType, web

websockets = weakref.WeakSet()


async def echo(request):
    ws = web.WebSocketResponse()
    await ws.prepare(request)
    websockets.add(ws)
    try:
        async for msg in ws:
            if msg.type == WSMsgType.TEXT and msg.data == "bye":
                await ws.close(code=1000, message=b"bye")
            elif msg.type == WSMsgType.TEXT:
                await ws.send_str(msg.data)
            elif msg.type == WSMsgType.BINARY:
                await ws.send_bytes(msg.data)
    finally:
        websockets.discard(ws)
    return ws


async def on_shutdown(app):
    for ws in set(websockets):
        await ws.close(code=WSCloseCode.GOING_AWAY, message=b"Server shutdown")


app = web.Application()
app.router.add_get("/", echo)
app.on_shutdown.append(on_shutdown)

listener = socket.create_server(("127.0.0.1", int(os.environ.get("PORT", 0))))
print(f"listening on ws://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
web.run_app(app, sock=listener, print=None)
