// An echo server with Deno that closes when it is told bye.
Deno.serve({
  hostname: '127.0.0.1',
  port: Number(Deno.env.get('PORT') ?? 0),
  onListen({ port }) {
    console.log(`listening on ws://127.0.0.1:${port}/`);
  },
}, (request) => {
  if (request.headers.get('upgrade') !== 'websocket') {
    return new Response(null, { status: 426 });
  }
  const { socket, response } = Deno.upgradeWebSocket(request);
  socket.addEventListener('message', ({ data }) => {
    if (data === 'bye') {
      socket.close(1000, 'bye');
    } else {
      socket.send(data);
    }
  });
  return response;
});
