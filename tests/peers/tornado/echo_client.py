"""A Tornado client that echoes and closes when it is told bye."""

import asyncio
import sys

from tornado.websocket import WebSocketClosedError, websocket_connect


async def main():
    conn = await websocket_connect(sys.argv[1])
    try:
        while (message := await conn.read_message()) is not None:
            if message == "bye":
                conn.close(1000, "bye")
            else:
                await conn.write_message(message, binary=isinstance(message, bytes))
    except WebSocketClosedError:
        pass
    how = "unclean" if conn.close_code is None else "clean"
    print("closed", conn.close_code or 1006, conn.close_reason or "", how)


asyncio.run(main())
