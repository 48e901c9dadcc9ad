import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What handlers leave in `/tmp` goes with its Lambda in AWS. Here it goes into the data directory, emptied at each start and stop, so that no
 * file of a call outlives `--reset` in a folder that everybody shares.
 */
export const openScratch = async (dataDir: string): Promise<{ readonly remove: () => Promise<void> }> => {
  const directory = join(dataDir, 'tmp');
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  await remove();
  await mkdir(directory, { mode: 0o700 });
  process.env.TMPDIR = directory;
  return { remove };
};
