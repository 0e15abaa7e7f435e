// A ws client that connects to the URL in its first argument and plays its steps.
import { WebSocket } from 'ws';
import { play } from './steps.mjs';

const [url, ...steps] = process.argv.slice(2);
await play(new WebSocket(url, { perMessageDeflate: false }), steps);
