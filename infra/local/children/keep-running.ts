import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LogFile } from '../log-file.ts';

export interface ChildSpec {
  readonly name: string;
  readonly root: string;
  /** TypeScript entry point below `root`. */
  readonly entry: string;
  readonly args: () => readonly string[];
  readonly env: () => Promise<Readonly<Record<string, string>>>;
  readonly log: LogFile;
  /** Each line of standard output. */
  readonly onLine?: (line: string) => void;
  readonly say: (message: string) => void;
}

export interface Child {
  stop(): Promise<void>;
}

const firstWaitMs = 500;
const maxWaitMs = 30_000;
/** A child that ran this long starts again at once when it ends. */
const provenMs = 60_000;
const killAfterMs = 8000;
const guard = join(import.meta.dirname, 'exit-with-parent.mjs');

/** Runs a TypeScript program under this Node.js and starts it again, with growing pauses, whenever it ends. */
export const keepRunning = (spec: ChildSpec): Child => {
  let stopping = false;
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let waitMs = firstWaitMs;

  const again = (why: string, ranMs: number): void => {
    if (stopping) return;
    if (ranMs > provenMs) waitMs = firstWaitMs;
    spec.say(`${spec.name} ended (${why}); next start in ${waitMs} ms, log in logs/${spec.name}.log`);
    timer = setTimeout(() => start(), waitMs);
    waitMs = Math.min(maxWaitMs, waitMs * 2);
  };
  const launch = async (): Promise<void> => {
    const env = await spec.env();
    if (stopping) return;
    const startedAt = Date.now();
    const started = spawn(process.execPath, ['--import', 'tsx', '--import', guard, join(spec.root, spec.entry), ...spec.args()], {
      cwd: spec.root,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_NO_WARNINGS: '1', ...env },
    });
    child = started;
    createInterface({ input: started.stdout }).on('line', (line) => {
      spec.log.write(`${line}\n`);
      spec.onLine?.(line);
    });
    started.stderr.on('data', (chunk: Buffer) => spec.log.write(chunk.toString('utf8')));
    started.stdin.on('error', () => undefined);
    started.once('error', (error) => again(error.message, 0));
    started.once('exit', (code, signal) => again(signal ?? `exit ${String(code)}`, Date.now() - startedAt));
  };
  const start = (): void => {
    timer = null;
    launch().catch((error: unknown) => again(error instanceof Error ? error.message : String(error), 0));
  };
  start();

  return {
    stop: async () => {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      const running = child;
      if (running === null || running.exitCode !== null || running.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        const kill = setTimeout(() => running.kill('SIGKILL'), killAfterMs);
        running.once('exit', () => {
          clearTimeout(kill);
          resolve();
        });
        running.kill('SIGTERM');
      });
    },
  };
};
