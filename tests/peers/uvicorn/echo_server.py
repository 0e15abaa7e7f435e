"""Serves the echo application with uvicorn."""

import os
import socket

import uvicorn
from app import echo

listener = socket.create_server(("127.0.0.1", int(os.environ.get("PORT", 0))))
print(f"listening on ws://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
config = uvicorn.Config(echo, lifespan="off", log_level="warning")
uvicorn.Server(config).run(sockets=[listener])
