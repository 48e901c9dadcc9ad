import { setTimeout as pause } from 'node:timers/promises';

const most = 8;
const firstPauseMs = 10;

/**
 * The turns of a change that holds only if nobody else was faster, for `for await`: eight within about a second, after pauses that grow and have
 * chance in them, so that those who met do not go on meeting.
 */
export async function* attempts(): AsyncGenerator<number> {
  for (let attempt = 0; attempt < most; attempt += 1) {
    if (attempt > 0) await pause(Math.random() * firstPauseMs * 2 ** (attempt - 1));
    yield attempt;
  }
}
