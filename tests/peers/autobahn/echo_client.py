"""An autobahn-python client on asyncio that echoes and closes when it is told bye."""

import asyncio
import sys
from urllib.parse import urlsplit

from autobahn.asyncio.websocket import WebSocketClientFactory, WebSocketClientProtocol


class EchoClient(WebSocketClientProtocol):
    def onMessage(self, payload, isBinary):
        if not isBinary and payload == b"bye":
            self.sendClose(1000, "bye")
        else:
            self.sendMessage(payload, isBinary)

    def onClose(self, wasClean, code, reason):
        how = "clean" if wasClean else "unclean"
        print("closed", code, reason or "", how)
        self.factory.closed.set()


async def main():
    url = urlsplit(sys.argv[1])
    factory = WebSocketClientFactory(sys.argv[1])
    factory.protocol = EchoClient
    factory.closed = asyncio.Event()
    loop = asyncio.get_running_loop()
    await loop.create_connection(factory, url.hostname, url.port)
    await factory.closed.wait()


asyncio.run(main())
