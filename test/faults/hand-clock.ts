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

/** What is to be done once `bytes` of the PBX have been taken (null = at once): the clocks are set, or all is written down that was taken. */
interface ClockMessage {
  readonly time: { readonly wall: number; readonly elapsed: number } | null;
  readonly bytes: number | null;
}
/** Longer than anything that was taken waits for company before it is written. */
const lookEveryMs = 15;
const quietLooks = 4;
const isWriting = (): boolean => process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
/** Timers of one process come in the order in which they are due, however slow it is, its disk or the machine. */
const atRest = (done: () => void, quiet = 0): void => {
  setTimeout(() => {
    if (isWriting()) atRest(done);
    else if (quiet === quietLooks) done();
    else atRest(done, quiet + 1);
  }, lookEveryMs);
};
process.on('message', (message: ClockMessage) => {
  const act = (): void => {
    if (message.bytes !== null && pbx !== null && !pbx.destroyed && pbx.bytesRead < message.bytes) {
      setImmediate(act);
      return;
    }
    const answer = (): void => void process.send?.('done');
    if (message.time === null) {
      atRest(answer);
      return;
    }
    wall = message.time.wall;
    elapsed = message.time.elapsed;
    answer();
  };
  act();
});
process.on('disconnect', () => process.exit(1));
