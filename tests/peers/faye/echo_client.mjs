// A faye-websocket client that echoes and closes when it is told bye.
import WebSocket from 'faye-websocket';

const ws = new WebSocket.Client(process.argv[2]);
let isOpen = false;

ws.on('open', () => {
  isOpen = true;
});

ws.on('error', ({ message }) => {
  console.error(message);
});

ws.on('message', ({ data }) => {
  if (data === 'bye') {
    ws.close(1000, 'bye');
  } else {
    ws.send(data);
  }
});

ws.on('close', ({ code, reason }) => {
  if (isOpen) {
    console.log(`closed ${code} ${reason} ${code === 1006 ? 'unclean' : 'clean'}`);
  } else {
    process.exitCode = 1;
  }
});
