import { acquireLock } from './lock.ts';
import { openSpool, type Spool, type SpoolOptions } from './spool.ts';
import { createDirectoryDisk } from './spool-disk.ts';

/** The spool of `directory`, for this process alone. @throws SpoolError `spool.locked` when another agent has it. */
export const openDirectorySpool = async (directory: string, options: SpoolOptions): Promise<Spool> => {
  const lock = await acquireLock(directory);
  try {
    const spool = await openSpool(await createDirectoryDisk(directory), options);
    return {
      ...spool,
      close: async () => {
        const result = await spool.close();
        await lock.release();
        return result;
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
};
