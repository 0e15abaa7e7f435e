// A ws client that echoes and closes when it is told bye.
import { WebSocket } from 'ws';

const socket = new WebSocket(process.argv[2]);
let isOpen = false;

socket.on('open', () => {
  isOpen = true;
});

socket.on('error', console.error);

socket.on('message', (data, isBinary) => {
  if (!isBinary && data.toString() === 'bye') {
    socket.close(1000, 'bye');
  } else {
    socket.send(data, { binary: isBinary });
  }
});

socket.on('close', (code, reason) => {
  if (isOpen) {
    console.log(`closed ${code} ${reason} ${code === 1006 ? 'unclean' : 'clean'}`);
  } else {
    process.exitCode = 1;
  }
});
