// Plays a list of steps on a ws connection, then waits until it is closed; the README lists the steps.
import { on, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export async function play(socket, steps) {
  const messages = on(socket, 'message'); // queues what arrives from now on
  const closed = once(socket, 'close');
  if (socket.readyState === socket.CONNECTING) await once(socket, 'open');
  for (const step of steps) {
    const colon = step.indexOf(':');
    const verb = colon < 0 ? step : step.slice(0, colon);
    const arg = colon < 0 ? undefined : step.slice(colon + 1);
    if (verb === 'text') socket.send(arg);
    else if (verb === 'binary') socket.send(Buffer.from(arg));
    else if (verb === 'part') socket.send(arg, { fin: false }); // a first fragment, never finished
    else if (verb === 'ping') socket.ping(arg);
    else if (verb === 'recv') await messages.next();
    else if (verb === 'sleep') await sleep(Number(arg));
    else if (verb === 'drop') socket.terminate();
    else if (verb === 'close' && arg === undefined) socket.close();
    else if (verb === 'close') socket.close(Number(arg.slice(0, 4)), arg.slice(5));
    else throw new Error(`unknown step ${step}`);
  }
  const [code, reason] = await closed;
  console.log('closed', code, reason.toString());
}
