import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLastingPort } from './lasting-port.ts';

interface Address {
  readonly api: string;
  readonly awsEndpoint: string;
  readonly env: Readonly<Record<string, string>>;
}
export interface StackProcess {
  readonly address: () => Address;
  /** Starts it, on the ports of its first start; resolves when it answers. Its environment is put into this process's. */
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly idle: () => Promise<void>;
  readonly code: (site: string) => Promise<string>;
}

export const createStackProcess = (dataDir: string, sites: readonly string[]): StackProcess => {
  let child: ChildProcess | null = null;
  /** Rejects when the child has ended. */
  let ended: Promise<never> = new Promise(() => {});
  let known: Address | null = null;
  const address = (): Address => {
    if (known === null) throw new Error('the stack was never started');
    return known;
  };
  let ports: readonly number[] = [];
  const ask = async (text: string): Promise<string> => {
    if (child === null) throw new Error('the stack does not run');
    const answer = once(child, 'message');
    child.send(text);
    const [said] = (await Promise.race([answer, ended])) as [unknown];
    return String(said);
  };
  return {
    address,
    start: async () => {
      if (known === null) ports = [await findLastingPort(), await findLastingPort()];
      const started = spawn(
        process.execPath,
        ['--import', 'tsx', join(import.meta.dirname, 'stack.fixture.ts'), dataDir, ...ports.map(String), ...sites],
        {
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
          env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: tmpdir(), NODE_NO_WARNINGS: '1', VITEST: 'true' },
        },
      );
      child = started;
      ended = once(started, 'exit').then(([code]) => {
        throw new Error(`the stack ended while the test waited for it (${String(code)})`);
      });
      ended.catch(() => {});
      const [message] = (await Promise.race([once(started, 'message'), ended])) as [Address];
      known = message;
      Object.assign(process.env, message.env);
    },
    kill: async () => {
      const running = child;
      child = null;
      if (running === null) return;
      const ended = once(running, 'exit');
      running.kill('SIGKILL');
      await ended;
    },
    idle: async () => {
      await ask('idle');
    },
    code: (site) => ask(`code ${site}`),
  };
};
