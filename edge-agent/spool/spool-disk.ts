import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What a spool needs of a directory. Writes are durable after `sync` of the file; new and removed names after `syncNames`. */
export interface SpoolDisk {
  readonly list: () => Promise<readonly { readonly name: string; readonly size: number }[]>;
  /** Fewer bytes than asked for when the file ends; none when there is no such file. */
  readonly read: (name: string, position: number, length: number) => Promise<Buffer>;
  /** Creates the file if need be. */
  readonly write: (name: string, position: number, bytes: Buffer) => Promise<void>;
  readonly sync: (name: string) => Promise<void>;
  readonly truncate: (name: string, size: number) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  readonly syncNames: () => Promise<void>;
  /** Replaces a small file in one step: after power loss it is the old or the new one, never a mixture. */
  readonly replace: (name: string, text: string) => Promise<void>;
  /** `null` when there is no such file. */
  readonly readText: (name: string) => Promise<string | null>;
  readonly close: () => Promise<void>;
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const writeFully = async (handle: FileHandle, bytes: Buffer, position: number): Promise<void> => {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
};

const syncDirectory = async (directory: string): Promise<void> => {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** A spool directory on disk; made with mode 0700 if missing. */
export const createDirectoryDisk = async (directory: string): Promise<SpoolDisk> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const handles = new Map<string, FileHandle>();
  const opened = async (name: string): Promise<FileHandle> => {
    const known = handles.get(name);
    if (known !== undefined) return known;
    const handle = await open(join(directory, name), constants.O_RDWR | constants.O_CREAT, 0o600);
    handles.set(name, handle);
    return handle;
  };
  const released = async (name: string): Promise<void> => {
    const handle = handles.get(name);
    handles.delete(name);
    await handle?.close();
  };
  return {
    list: async () => {
      const names = await readdir(directory);
      return Promise.all(names.map(async (name) => ({ name, size: (await stat(join(directory, name))).size })));
    },
    read: async (name, position, length) => {
      let handle: FileHandle;
      try {
        handle = await open(join(directory, name), 'r');
      } catch (error) {
        if (isMissing(error)) return Buffer.alloc(0);
        throw error;
      }
      try {
        const buffer = Buffer.allocUnsafe(length);
        let done = 0;
        while (done < length) {
          const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return buffer.subarray(0, done);
      } finally {
        await handle.close();
      }
    },
    write: async (name, position, bytes) => writeFully(await opened(name), bytes, position),
    sync: async (name) => (await opened(name)).datasync(),
    truncate: async (name, size) => {
      const handle = await opened(name);
      await handle.truncate(size);
      await handle.sync();
    },
    remove: async (name) => {
      await released(name);
      await unlink(join(directory, name));
    },
    syncNames: () => syncDirectory(directory),
    replace: async (name, text) => {
      const temporary = join(directory, `${name}.new`);
      const handle = await open(temporary, 'w', 0o600);
      try {
        await writeFully(handle, Buffer.from(text), 0);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, join(directory, name));
      await syncDirectory(directory);
    },
    readText: async (name) => {
      try {
        return await readFile(join(directory, name), 'utf8');
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    close: async () => {
      for (const name of [...handles.keys()]) await released(name);
    },
  };
};
