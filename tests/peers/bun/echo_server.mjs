// An echo server with Bun that closes when it is told bye.
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: Number(process.env.PORT ?? 0),
  fetch(request, server) {
    if (server.upgrade(request)) return;
    return new Response('Upgrade failed', { status: 500 });
  },
  websocket: {
    message(ws, message) {
      if (message === 'bye') {
        ws.close(1000, 'bye');
      } else {
        ws.send(message);
      }
    },
  },
});

console.log(`listening on ws://127.0.0.1:${server.port}/`);
