// A WebSocket client of Deno that echoes and closes when it is told bye.
const socket = new WebSocket(Deno.args[0]);
socket.binaryType = 'arraybuffer';
let isOpen = false;

socket.addEventListener('open', () => {
  isOpen = true;
});

socket.addEventListener('error', ({ message }) => {
  console.error(message);
});

socket.addEventListener('message', ({ data }) => {
  if (data === 'bye') {
    socket.close(1000, 'bye');
  } else {
    socket.send(data);
  }
});

socket.addEventListener('close', ({ code, reason, wasClean }) => {
  if (isOpen) {
    console.log(`closed ${code} ${reason} ${wasClean ? 'clean' : 'unclean'}`);
  } else {
    Deno.exit(1);
  }
});
