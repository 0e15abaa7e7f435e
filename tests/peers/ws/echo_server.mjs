// An echo server with ws that closes when it is told bye.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.env.PORT ?? 0) });

server.on('listening', () => {
  console.log(`listening on ws://127.0.0.1:${server.address().port}/`);
});

server.on('connection', (socket) => {
  socket.on('error', console.error);
  socket.on('message', (data, isBinary) => {
    if (!isBinary && data.toString() === 'bye') {
      socket.close(1000, 'bye');
    } else {
      socket.send(data, { binary: isBinary });
    }
  });
});

process.on('SIGTERM', () => {
  server.close();
  for (const socket of server.clients) socket.close(1001);
  setTimeout(() => {
    for (const socket of server.clients) socket.terminate(); // those that have not answered
  }, 1000).unref();
});
