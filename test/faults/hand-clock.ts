import { subscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

/**
 * Preloaded into the agent's process: its wall clock and its monotonic clock stand where the test puts them, so that each PBX line is
 * stamped with the PBX's own instant and two runs of the same day are the same bytes. The agent's code is untouched.
 *
 * The cloud's clock is not asked at the start (the agent stamps with its own then); later measurements only serve its signatures.
 */
let wall = Number(process.env.FAULT_CLOCK);
let elapsed = Number(process.env.FAULT_ELAPSED);
Date.now = () => wall;
performance.now = () => elapsed;

let askedForTime = false;
const { fetch: realFetch } = globalThis;
globalThis.fetch = (input, init) => {
  const isTime = String(input).endsWith('/v1/agent/time');
  if (!isTime || askedForTime) return realFetch(input, init);
  askedForTime = true;
  return Promise.reject(new TypeError('fetch failed'));
};

let pbx: Socket | null = null;
const pbxPort = Number(process.env.TRUNKLINE_OAI_PORT);
subscribe('net.client.socket', (message) => {
  const socket = typeof message === 'object' && message !== null && 'socket' in message ? message.socket : null;
  if (!(socket instanceof Socket)) return;
  socket.once('connect', () => {
    if (socket.remotePort === pbxPort) pbx = socket;
  });
});

/** `wall` and `elapsed` to set once `bytes` of the PBX have been taken; null = at once. */
interface ClockMessage {
  readonly wall: number;
  readonly elapsed: number;
  readonly bytes: number | null;
}
process.on('message', (message: ClockMessage) => {
  const set = (): void => {
    if (message.bytes !== null && pbx !== null && !pbx.destroyed && pbx.bytesRead < message.bytes) {
      setImmediate(set);
      return;
    }
    wall = message.wall;
    elapsed = message.elapsed;
    process.send?.('set');
  };
  set();
});
process.on('disconnect', () => process.exit(1));
