import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** Written piece by piece: neither an entry nor the archive is ever in memory. */
export interface ZipFile {
  /** Begins an entry; the one before must have ended. */
  readonly entry: (name: string) => Promise<ZipEntry>;
  /** The table of contents. */
  readonly finish: () => Promise<void>;
  readonly abort: () => Promise<void>;
}
export interface ZipEntry {
  readonly write: (piece: string | Uint8Array) => Promise<void>;
  readonly end: () => Promise<void>;
}

const largest = 0xffff_ffff;
/** 1 January 1980, as early as archives know: the same content makes the same bytes. */
const dosDate = 0x0021;
/** Deflate, names in UTF-8. */
const common = (crc: number, compressed: number, size: number, nameBytes: number): Buffer => {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(0x0800, 2);
  head.writeUInt16LE(8, 4);
  head.writeUInt16LE(0, 6);
  head.writeUInt16LE(dosDate, 8);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(compressed, 14);
  head.writeUInt32LE(size, 18);
  head.writeUInt16LE(nameBytes, 22);
  return head;
};
const localHeader = (name: Buffer, crc: number, compressed: number, size: number): Buffer =>
  Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common(crc, compressed, size, name.length), name]);
const centralHeader = (name: Buffer, crc: number, compressed: number, size: number, offset: number): Buffer => {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common(crc, compressed, size, name.length), tail, name]);
};
const tooLarge = (): never => {
  throw new RangeError('the file would be larger than 4 GB, more than spreadsheets read: ask for a shorter range, or for CSV');
};

/** Creates the archive at `path`. */
export const createZipFile = async (path: string, level = 3): Promise<ZipFile> => {
  const handle = await open(path, 'wx', 0o600);
  const contents: Buffer[] = [];
  let at = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    await handle.write(bytes, 0, bytes.length, at);
    at += bytes.length;
    if (at > largest) tooLarge();
  };

  return {
    entry: async (name) => {
      const spelled = Buffer.from(name, 'utf8');
      const begin = at;
      await put(localHeader(spelled, 0, 0, 0));
      const dataAt = at;
      let [crc, size] = [0, 0];
      const deflate = createDeflateRaw({ level });
      let failure: Error | undefined;
      const sink = pipeline(deflate, async (pieces: AsyncIterable<Buffer>) => {
        for await (const piece of pieces) await put(piece);
      }).catch((error: unknown) => {
        failure = error instanceof Error ? error : new Error(String(error));
      });
      return {
        write: async (piece) => {
          if (failure !== undefined) throw failure;
          const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
          crc = crc32(bytes, crc);
          size += bytes.length;
          if (size > largest) tooLarge();
          // A failed sink destroys the stream, which then never drains.
          if (!deflate.write(bytes)) await Promise.race([once(deflate, 'drain').catch(() => undefined), sink]);
        },
        end: async () => {
          deflate.end();
          await sink;
          if (failure !== undefined) throw failure;
          const compressed = at - dataAt;
          const head = localHeader(spelled, crc, compressed, size);
          await handle.write(head, 0, head.length, begin);
          contents.push(centralHeader(spelled, crc, compressed, size, begin));
        },
      };
    },
    finish: async () => {
      const begin = at;
      for (const one of contents) await put(one);
      const end = Buffer.alloc(18);
      end.writeUInt16LE(contents.length, 4);
      end.writeUInt16LE(contents.length, 6);
      end.writeUInt32LE(at - begin, 8);
      end.writeUInt32LE(begin, 12);
      await put(Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), end]));
      await handle.close();
    },
    abort: () => handle.close().catch(() => undefined),
  };
};

/** A small entry in one go. */
export const putEntry = async (zip: ZipFile, name: string, content: string | Uint8Array): Promise<void> => {
  const entry = await zip.entry(name);
  await entry.write(content);
  await entry.end();
};
