"""An echo server with autobahn-python on asyncio that closes when it is told bye."""

import asyncio
import os

from autobahn.asyncio.websocket import WebSocketServerFactory, WebSocketServerProtocol


class EchoServer(WebSocketServerProtocol):
    def onMessage(self, payload, isBinary):
        if not isBinary and payload == b"bye":
            self.sendClose(1000, "bye")
        else:
            self.sendMessage(payload, isBinary)


async def main():
    factory = WebSocketServerFactory()
    factory.protocol = EchoServer
    loop = asyncio.get_running_loop()
    port = int(os.environ.get("PORT", 0))
    server = await loop.create_server(factory, "127.0.0.1", port)
    port = server.sockets[0].getsockname()[1]
    print(f"listening on ws://127.0.0.1:{port}/", flush=True)
    await server.serve_forever()


asyncio.run(main())
