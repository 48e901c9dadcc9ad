import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';

export class DataDirInUseError extends Error {
  override readonly name = 'DataDirInUseError';
  constructor(dir: string) {
    super(`another Trunkline runs on ${dir}: stop it, or choose another directory with --data`);
  }
}

/** Everything a stack keeps below its data directory; `--reset` deletes these and nothing else. */
const ours = ['agents', 'aws-credentials.json', 'demo-logins.json', 'dynamodb', 'issuer', 'kinesis', 'logs', 'ports.json', 'pumps', 's3'];

const isLocked = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'LEVEL_LOCKED';

/**
 * Takes a data directory for this process. The lock is one of the operating system (LevelDB's), so it is gone with the process,
 * however that ends. @returns the way to let go. @throws DataDirInUseError
 */
export const lockDataDir = async (dir: string): Promise<() => Promise<void>> => {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const lock = new ClassicLevel(join(dir, 'lock'));
  try {
    await lock.open();
  } catch (error) {
    throw isLocked(error) ? new DataDirInUseError(dir) : error;
  }
  return () => lock.close();
};

export const resetDataDir = async (dir: string): Promise<void> => {
  for (const name of await readdir(dir)) if (ours.includes(name)) await rm(join(dir, name), { recursive: true });
};
