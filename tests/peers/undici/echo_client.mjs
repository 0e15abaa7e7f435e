// An undici client, the WebSocket of Node.js, that echoes and closes when it is told bye.
import { WebSocket } from 'undici';

const socket = new WebSocket(process.argv[2]);
socket.binaryType = 'arraybuffer';
let isOpen = false;

socket.addEventListener('open', () => {
  isOpen = true;
});

socket.addEventListener('error', ({ error }) => {
  console.error(error);
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
    process.exitCode = 1;
  }
});
