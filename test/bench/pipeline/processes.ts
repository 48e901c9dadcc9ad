import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { LoadCommand } from './messages.ts';

/** One of the files of this folder as a process of its own, with a profile written where one is wanted. */
export const startProcess = (file: string, args: readonly string[], profileDir: string | undefined): ChildProcess =>
  spawn(
    process.execPath,
    [
      ...(profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`]),
      '--import',
      'tsx',
      join(import.meta.dirname, file),
      ...args,
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );

export const answerOf = async <T>(child: ChildProcess): Promise<T> => {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the benchmark ended with ${String(code)}`);
  });
  ended.catch(() => {});
  return ((await Promise.race([once(child, 'message'), ended])) as [T])[0];
};

export const ask = <T>(child: ChildProcess, message: LoadCommand): Promise<T> => {
  const answer = answerOf<T>(child);
  child.send(message);
  return answer;
};

/** Ends them, last started first; with a profile to write a process has to end by itself. */
export const endProcesses = async (children: readonly ChildProcess[]): Promise<void> => {
  for (const child of [...children].reverse()) {
    if (child.exitCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await Promise.race([ended, wait(5_000)]);
    child.kill('SIGKILL');
  }
};
