import { OaiCommandError } from './command-error.ts';
import type { CommandQueue } from './command-queue.ts';
import type { SessionTimers } from './ports.ts';

/** Confirmations that may be missing before the link counts as dead. */
const missedAllowed = 2;

/**
 * `_NO` every `intervalMs`; while a list, monitor or resync command is out that one keeps the PBX's command timer alive and has a
 * time limit of its own. Answers a function that stops it.
 */
export const keepAlive = (queue: CommandQueue, timers: SessionTimers, intervalMs: number, dead: (reason: string) => void): (() => void) => {
  let missed = 0;
  let stopped = false;
  let cancel: () => void = () => undefined;

  const ping = async (): Promise<void> => {
    try {
      await queue.send('_NO', [], { answerMs: intervalMs });
      missed = 0;
    } catch (error) {
      if (!(error instanceof OaiCommandError)) throw error;
      if (error.code !== 'oai.commandTimeout' || stopped) return;
      missed++;
      if (missed >= missedAllowed) dead(`${missed} keep-alive commands were not answered`);
    }
  };

  const next = (): void => {
    cancel = timers.set(intervalMs, () => {
      if (stopped) return;
      next();
      if (!queue.busy) void ping();
    });
  };
  next();
  return () => {
    stopped = true;
    cancel();
  };
};
