"""An aiohttp client that echoes and closes when it is told bye."""

import asyncio
import sys

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(sys.argv[1]) as ws:
            reason = ""
            while True:
                msg = await ws.receive()
                if msg.type == aiohttp.WSMsgType.TEXT and msg.data == "bye":
                    await ws.close(code=1000, message=b"bye")
                elif msg.type == aiohttp.WSMsgType.TEXT:
                    await ws.send_str(msg.data)
                elif msg.type == aiohttp.WSMsgType.BINARY:
                    await ws.send_bytes(msg.data)
                else:
                    if msg.type == aiohttp.WSMsgType.CLOSE:
                        reason = msg.extra
                    break
            is_clean = ws.close_code not in (None, 1006) and not ws.exception()
            print("closed", ws.close_code, reason, "clean" if is_clean else "unclean")


asyncio.run(main())
