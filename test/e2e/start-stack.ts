import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const repositoryRoot = join(import.meta.dirname, '..', '..');

/** The line that `npm start -- --json` prints when everything is up. */
export interface ReadyLine {
  readonly ready: true;
  readonly url: string;
  readonly api: string;
  readonly ws: string;
  readonly mailbox: string;
  readonly users: readonly { role: string; email: string; password: string; token: string }[];
  readonly sites: readonly { tenant: string; site: string }[];
}

export interface RunningStack extends ReadyLine {
  readonly dataDir: string;
  /** Ends it in good order and deletes its data. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut would; the data stays. */
  readonly kill: () => Promise<void>;
}

const exited = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('exit', () => resolve()) : resolve()));

/** Starts the product as its user would, in a data directory of its own. @throws with the log when it ends before it is ready. */
export const startStack = async (
  flags: readonly string[],
  dataDir = mkdtempSync(join(tmpdir(), 'trunkline-e2e-')),
): Promise<RunningStack> => {
  const child = spawn('node', ['infra/local/start.mjs', '--json', '--data', dataDir, ...flags], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  const ready = await new Promise<ReadyLine>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as ReadyLine));
    child.once('close', (code) => reject(new Error(`the stack ended with ${code} before it was ready:\n${log.slice(-40).join('\n')}`)));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited(child);
    rmSync(dataDir, { recursive: true, force: true });
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited(child);
  };
  return { ...ready, dataDir, stop, kill };
};

export const userOf = (stack: ReadyLine, role: string): ReadyLine['users'][number] => {
  const user = stack.users.find((candidate) => candidate.role === role);
  if (user === undefined) throw new Error(`no ${role} among ${stack.users.map((u) => u.role).join(', ')}`);
  return user;
};
