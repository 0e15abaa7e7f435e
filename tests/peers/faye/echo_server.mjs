// An echo server with faye-websocket that closes when it is told bye.
import { createServer } from 'node:http';
import WebSocket from 'faye-websocket';

const server = createServer();

server.on('upgrade', (request, socket, body) => {
  if (!WebSocket.isWebSocket(request)) return;
  const ws = new WebSocket(request, socket, body);
  ws.on('message', ({ data }) => {
    if (data === 'bye') {
      ws.close(1000, 'bye');
    } else {
      ws.send(data);
    }
  });
});

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(`listening on ws://127.0.0.1:${server.address().port}/`);
});
