import type { OaiConfirmation } from '../protocol/oai/line.ts';
import { OaiCommandError } from './command-error.ts';
import type { CommandQueue } from './command-queue.ts';
import { outcome } from './outcomes.ts';
import type { SessionTimers } from './ports.ts';

const attempts = 3;
const busyWaitMs = 1000;

export type Ask = (command: string, fields: readonly string[]) => Promise<OaiConfirmation>;

/** Sends a command that may be repeated without harm: again after a time-out (once) and, after a second, while the PBX is busy. */
export const createAsk =
  (queue: CommandQueue, timers: SessionTimers): Ask =>
  async (command, fields) => {
    let timedOut = 0;
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await queue.send(command, fields);
        const busy = answer.outcome === outcome.systemResource || answer.outcome === outcome.resourceBusy;
        if (!busy || attempt >= attempts) return answer;
        await new Promise<void>((resolve) => {
          timers.set(busyWaitMs, resolve);
        });
      } catch (error) {
        if (!(error instanceof OaiCommandError) || error.code !== 'oai.commandTimeout' || ++timedOut >= 2) throw error;
      }
    }
  };
