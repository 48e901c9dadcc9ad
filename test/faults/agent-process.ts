import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundleScript } from '../bundle-script.ts';

export interface AgentProcessParams {
  readonly dataDir: string;
  readonly api: string;
  readonly kinesis: string;
  readonly oaiPort: number;
  readonly code: string;
  readonly spoolLimitBytes?: number;
}
export interface HandTime {
  readonly wall: number;
  readonly elapsed: number;
}
export interface AgentProcess {
  /** Starts it with its clocks standing at `time`; resolves when its PBX link is up. */
  readonly start: (time: HandTime) => Promise<void>;
  /** Puts the clocks forward once `bytes` of the PBX have been read. */
  readonly setTime: (time: HandTime, bytes: number | null) => Promise<void>;
  /** Resolves when `bytes` of the PBX have been read and all that came of them is written down. */
  readonly rest: (bytes: number | null) => Promise<void>;
  /** Resolves when the link reaches the state, counted from the call. */
  readonly link: (state: string) => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Orderly end. @returns events that did not get to the stream */
  readonly stop: () => Promise<number>;
  readonly isRunning: () => boolean;
  readonly log: () => string;
}

interface LogLine {
  readonly message: string;
  readonly state?: string;
  readonly unsent?: number;
}

const root = join(import.meta.dirname, '../..');
const startUpMs = 60_000;

/** `edge-agent/main.ts` as a process of its own, with clocks that the test moves. */
export const createAgentProcess = (params: AgentProcessParams): AgentProcess => {
  let child: ChildProcess | null = null;
  /** Rejects when the child has ended. */
  let ended: Promise<never> = new Promise(() => {});
  let lines: string[] = [];
  let unsent = -1;
  const waiting = new Set<{ readonly state: string; readonly resolve: () => void }>();

  const noticed = (line: string): void => {
    lines = [...lines.slice(-60), line];
    if (!line.startsWith('{')) return;
    const { message, state, unsent: left } = JSON.parse(line) as LogLine;
    if (message === 'agent stopped') unsent = left ?? -1;
    if (message !== 'PBX link') return;
    for (const one of waiting)
      if (one.state === state) {
        waiting.delete(one);
        one.resolve();
      }
  };
  const link = (state: string): Promise<void> => {
    const reached = new Promise<void>((resolve) => waiting.add({ state, resolve }));
    if (child === null) return reached;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`the agent's link is not ${state} after ${startUpMs} ms:\n${lines.join('\n')}`)),
        startUpMs,
      );
    });
    return Promise.race([reached, ended, late]).finally(() => clearTimeout(timer));
  };

  const ask = async (message: object): Promise<void> => {
    if (child === null) return;
    const answer = once(child, 'message');
    child.send(message);
    await Promise.race([answer, ended]);
  };

  return {
    link,
    log: () => lines.join('\n'),
    isRunning: () => child !== null,
    start: async ({ wall, elapsed }) => {
      const started = spawn(
        process.execPath,
        ['--import', bundleScript(join(import.meta.dirname, 'hand-clock.ts')), bundleScript(join(root, 'edge-agent/main.ts'))],
        {
          cwd: root,
          stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
          env: {
            PATH: process.env.PATH ?? '',
            HOME: process.env.HOME ?? '',
            NODE_NO_WARNINGS: '1',
            FAULT_CLOCK: String(wall),
            FAULT_ELAPSED: String(elapsed),
            TRUNKLINE_API: params.api,
            TRUNKLINE_DATA_DIR: params.dataDir,
            TRUNKLINE_ENROLMENT_CODE: params.code,
            TRUNKLINE_KINESIS_ENDPOINT: params.kinesis,
            TRUNKLINE_OAI_HOST: '127.0.0.1',
            TRUNKLINE_OAI_PORT: String(params.oaiPort),
            TRUNKLINE_OAI_PASSWORD: '',
            ...(params.spoolLimitBytes === undefined ? {} : { TRUNKLINE_SPOOL_LIMIT_BYTES: String(params.spoolLimitBytes) }),
          },
        },
      );
      child = started;
      ended = once(started, 'exit').then(([code]) => {
        throw new Error(`the agent ended (${String(code)}) while the test waited for it:\n${lines.join('\n')}`);
      });
      ended.catch(() => {});
      if (started.stderr !== null) createInterface({ input: started.stderr }).on('line', noticed);
      await link('up');
    },
    setTime: (time, bytes) => ask({ time, bytes }),
    rest: (bytes) => ask({ time: null, bytes }),
    kill: async () => {
      const running = child;
      child = null;
      if (running === null) return;
      const ended = once(running, 'exit');
      running.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      const running = child;
      child = null;
      if (running === null) return unsent;
      const ended = once(running, 'close');
      running.kill('SIGTERM');
      await ended;
      return unsent;
    },
  };
};
