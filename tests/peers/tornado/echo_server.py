"""An echo server with Tornado that closes when it is told bye."""

import asyncio
import os

import tornado.httpserver
import tornado.netutil
import tornado.web
import tornado.websocket


class EchoWebSocket(tornado.websocket.WebSocketHandler):
    def on_message(self, message):
        if message == "bye":
            self.close(1000, "bye")
        else:
            self.write_message(message, binary=isinstance(message, bytes))


async def main():
    app = tornado.web.Application([(r"/", EchoWebSocket)])
    port = int(os.environ.get("PORT", 0))
    sockets = tornado.netutil.bind_sockets(port, "127.0.0.1")
    tornado.httpserver.HTTPServer(app).add_sockets(sockets)
    port = sockets[0].getsockname()[1]
    print(f"listening on ws://127.0.0.1:{port}/", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
