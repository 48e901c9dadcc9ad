import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

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
  let known: Address | null = null;
  const address = (): Address => {
    if (known === null) throw new Error('the stack was never started');
    return known;
  };
  const portOf = (url: string | undefined): string => (url === undefined ? '0' : new URL(url).port);
  const ask = async (text: string): Promise<string> => {
    if (child === null) throw new Error('the stack does not run');
    const answer = once(child, 'message');
    child.send(text);
    return String((await answer)[0]);
  };
  return {
    address,
    start: async () => {
      const started = spawn(
        process.execPath,
        [
          '--import',
          'tsx',
          join(import.meta.dirname, 'stack.fixture.ts'),
          dataDir,
          portOf(known?.api),
          portOf(known?.awsEndpoint),
          ...sites,
        ],
        {
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
          env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_NO_WARNINGS: '1', VITEST: 'true' },
        },
      );
      child = started;
      const ended = once(started, 'exit').then(([code]) => {
        throw new Error(`the stack ended before it answered (${String(code)})`);
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
