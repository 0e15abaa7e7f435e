"""Serves the echo application with Hypercorn."""

import asyncio
import os
import socket

from app import echo
from hypercorn.asyncio import serve
from hypercorn.config import Config

listener = socket.create_server(("127.0.0.1", int(os.environ.get("PORT", 0))))
print(f"listening on ws://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
config = Config()
config.bind = [f"fd://{listener.fileno()}"]
config.loglevel = "WARNING"
asyncio.run(serve(echo, config))
