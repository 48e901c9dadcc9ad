import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
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

/** Lock files that this process has or is about to take. */
const heldHere = new Set<string>();

/** Within this process `heldHere` decides, so a lock with our own id is one from before a restart. */
const isHeld = (text: string): boolean => {
  const [pidText, start] = text.trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false; // Torn by power loss: the holder is gone.
  if (pid === process.pid) return false;
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

const lockedBy = (directory: string, pid: string): SpoolError =>
  new SpoolError('spool.locked', `${directory} is in use by process ${pid}: stop that agent or give this one another data directory`);

/** A take-over lasts a few ms; one that is older was killed in the middle. */
const takeoverMs = 10_000;
const attempts = 50;

/**
 * Removes the lock of a dead process. Only who holds `lock.takeover` may, and looks again under it: a lock that somebody else has
 * taken meanwhile must not be removed on the strength of what it was before.
 */
const removeStale = async (mine: string, file: string): Promise<void> => {
  const takeover = `${file}.takeover`;
  if (!(await tryLink(mine, takeover))) {
    const madeAt = await stat(takeover).then(
      ({ ctimeMs }) => ctimeMs,
      () => null,
    );
    if (madeAt !== null && Date.now() - madeAt > takeoverMs) await rm(takeover, { force: true });
    else await new Promise((done) => setTimeout(done, 10));
    return;
  }
  try {
    const holder = await readFile(file, 'utf8').catch(() => null);
    if (holder !== null && !isHeld(holder)) await unlink(file);
  } finally {
    await unlink(takeover);
  }
};

const claim = async (directory: string, file: string): Promise<void> => {
  const mine = `${file}.${randomUUID()}`;
  await writeFile(mine, lockText(), { mode: 0o600 });
  try {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      if (await tryLink(mine, file)) return;
      const holder = await readFile(file, 'utf8').catch(() => null);
      if (holder !== null && isHeld(holder)) throw lockedBy(directory, holder.trim().split(' ')[0] ?? '');
      if (holder !== null) await removeStale(mine, file);
    }
    throw new SpoolError('spool.locked', `${directory} is being taken by another agent at this moment`);
  } finally {
    await unlink(mine);
  }
};

/**
 * Makes this process the only writer of `directory` (file `lock`: process id and start). The lock of a dead process is taken over.
 * Process ids are compared on this machine only: do not share the directory between machines or containers.
 * @throws SpoolError `spool.locked` naming the process that holds it.
 */
export const acquireLock = async (directory: string): Promise<Lock> => {
  const file = resolve(directory, 'lock');
  if (heldHere.has(file)) throw lockedBy(directory, String(process.pid));
  heldHere.add(file);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await claim(directory, file);
  } catch (error) {
    heldHere.delete(file);
    throw error;
  }
  return {
    release: async () => {
      if (!heldHere.has(file)) return;
      await rm(file, { force: true });
      heldHere.delete(file);
    },
  };
};
