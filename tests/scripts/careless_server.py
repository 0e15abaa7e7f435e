"""A WebSocket server that answers a Close with whatever code came in it.

Usage: careless_server.py [FOLDER]

Listens where it is free, and says where in one line. Each opening handshake is
written to FOLDER, as it came.
"""
import base64
import hashlib
import pathlib
import socketserver
import sys

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Connection(socketserver.StreamRequestHandler):
    def handle(self):
        lines = []
        while lines[-1:] != [b"\r\n"]:
            lines.append(self.rfile.readline())
            if not lines[-1]:
                return
        if len(sys.argv) > 1:
            path = pathlib.Path(sys.argv[1], str(self.client_address[1]))
            path.write_bytes(b"".join(lines))
        fields = {}
        for line in lines[1:-1]:
            name, value = line.strip().split(b": ", 1)
            fields[name.lower()] = value
        digest = hashlib.sha1(fields[b"sec-websocket-key"] + GUID).digest()
        self.wfile.write(b"HTTP/1.1 101 Switching Protocols\r\n"
                         b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
                         b"Sec-WebSocket-Accept: " +
                         base64.b64encode(digest) + b"\r\n\r\n")
        while self.frame():
            pass

    def frame(self):
        """Reads one; False after a Close, an EOF, or what is too long."""
        head = self.rfile.read(2)
        if len(head) < 2 or head[1] & 0x7F > 125:
            return False
        length = head[1] & 0x7F
        mask = self.rfile.read(4)
        payload = bytes(byte ^ mask[i % 4]
                        for i, byte in enumerate(self.rfile.read(length)))
        opcode = head[0] & 0x0F
        if opcode == 9:
            self.wfile.write(bytes([0x8A, len(payload)]) + payload)
        if opcode == 8:
            self.wfile.write(bytes([0x88, len(payload)]) + payload)
        return opcode != 8


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass


if __name__ == "__main__":
    with Server(("127.0.0.1", 0), Connection) as server:
        print(f"listening on ws://127.0.0.1:{server.server_address[1]}/",
              flush=True)
        server.serve_forever()
