// A ws server that prints its port, accepts one client, plays its steps and exits.
import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { play } from './steps.mjs';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
await once(server, 'listening');
console.log('listening', server.address().port);
const [socket] = await once(server, 'connection');
await play(socket, process.argv.slice(2));
server.close();
