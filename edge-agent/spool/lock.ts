import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SpoolError } from './errors.ts';

export interface Lock {
  readonly release: () => Promise<void>;
}

/** Start of a process in clock ticks since boot with the boot's id, so that a process id used again is not taken for its predecessor. */
const processStart = (pid: number): string | null => {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${boot}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return null; // Not Linux, or no such process.
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const heldHere = new Set<string>();

const isHeld = (text: string, file: string): boolean => {
  const [pidText, start] = text.trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false; // Torn by power loss: the holder is gone.
  if (pid === process.pid) return heldHere.has(file);
  if (!isAlive(pid)) return false;
  const running = processStart(pid);
  return start === undefined || start === 'unknown' || running === null || running === start;
};

const lockText = (): string => `${process.pid} ${processStart(process.pid) ?? 'unknown'}\n`;

const tryLink = async (from: string, to: string): Promise<boolean> => {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/**
 * Makes this process the only writer of `directory` (file `lock`: process id and start). The lock of a dead process is taken over.
 * Process ids are compared on this machine only: do not share the directory between machines or containers.
 * @throws SpoolError `spool.locked` naming the process that holds it.
 */
export const acquireLock = async (directory: string): Promise<Lock> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'lock');
  const mine = `${file}.${randomUUID()}`;
  await writeFile(mine, lockText(), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (await tryLink(mine, file)) {
        heldHere.add(file);
        return {
          release: async () => {
            if (heldHere.delete(file)) await unlink(file);
          },
        };
      }
      const holder = await readFile(file, 'utf8').catch(() => null);
      if (holder === null) continue; // Released in between.
      if (isHeld(holder, file)) {
        throw new SpoolError(
          'spool.locked',
          `${directory} is in use by process ${holder.trim().split(' ')[0]}: stop that agent or give this one another data directory`,
        );
      }
      const stale = `${file}.${randomUUID()}`;
      const moved = await rename(file, stale).then(
        () => true,
        () => false,
      );
      if (!moved) continue;
      // Another agent may have taken the stale lock over first: then its fresh lock was moved, and goes back.
      if ((await readFile(stale, 'utf8')) !== holder) await tryLink(stale, file);
      await unlink(stale);
    }
    throw new SpoolError('spool.locked', `${directory} is being taken by another agent at this moment`);
  } finally {
    await unlink(mine);
  }
};
