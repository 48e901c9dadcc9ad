import type { Socket } from 'node:net';
import type { Random } from '../random.ts';

/** How frames meet TCP: one write each, cut anywhere, several in one write, or a mixture. */
export type Chunking = 'whole' | 'split' | 'coalesce' | 'mixed';

export interface ChunkedWriter {
  write(frame: Buffer): void;
  /** Writes what is left, then closes. */
  end(): void;
}

export const createChunkedWriter = (socket: Socket, chunking: Chunking, random: Random): ChunkedWriter => {
  let pending: Buffer[] = [];
  let scheduled = false;
  let ending = false;

  const flush = (): void => {
    scheduled = false;
    if (socket.destroyed) return;
    const data = Buffer.concat(pending);
    pending = [];
    const split = chunking === 'split' || (chunking === 'mixed' && random.chance(0.5));
    const cut = split && data.length > 1 ? 1 + random.int(Math.min(data.length - 1, 400)) : data.length;
    if (data.length > 0) socket.write(data.subarray(0, cut));
    if (cut < data.length) pending.push(data.subarray(cut));
    if (pending.length > 0) schedule();
    else if (ending) socket.end();
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };
  return {
    write: (frame) => {
      if (socket.destroyed) return;
      if (chunking === 'whole') {
        socket.write(frame);
        return;
      }
      pending.push(frame);
      schedule();
    },
    end: () => {
      if (chunking === 'whole') socket.end();
      else {
        ending = true;
        schedule();
      }
    },
  };
};
