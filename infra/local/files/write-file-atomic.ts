import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

let counter = 0;

export const syncDirectory = async (dir: string): Promise<void> => {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Replaces a file so that after a crash it holds either all of the old or all of the new content. */
export const writeFileAtomic = async (path: string, content: string | Uint8Array, mode: number): Promise<void> => {
  const temporary = `${path}.${process.pid}.${counter++}.tmp`;
  const file = await open(temporary, 'w', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncDirectory(dirname(path));
};
