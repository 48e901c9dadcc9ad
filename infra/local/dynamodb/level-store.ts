import { ClassicLevel } from 'classic-level';
import type { RangeOptions } from './dynalite-types.ts';

export type Op = { readonly type: 'put'; readonly key: string; readonly value: string } | { readonly type: 'del'; readonly key: string };

/**
 * One LevelDB with group commit: everything enqueued while a batch is being written goes into the next batch, which is synced to
 * disk before anyone is answered. What one `enqueue` brings is never split, so it is atomic over a crash.
 */
export interface LevelStore {
  /** The newest value, enqueued ones included. */
  readNewest(key: string): string | undefined;
  /** The value as it would be found after a crash. */
  readDurable(key: string): string | undefined;
  /** Durable values of several keys at one instant. */
  readTogether(keys: readonly string[]): readonly (string | undefined)[];
  /** Resolves once the operations are on disk. */
  enqueue(ops: readonly Op[]): Promise<void>;
  /** Resolves once everything enqueued so far is on disk. */
  settled(): Promise<void>;
  entries(range: RangeOptions): AsyncGenerator<readonly [key: string, value: string]>;
  clear(range: RangeOptions): Promise<void>;
  close(): Promise<void>;
}

const pageSize = 256;

export const openLevelStore = async (path: string, sync: boolean): Promise<LevelStore> => {
  const db = new ClassicLevel<string, string>(path, { cacheSize: 32 * 1024 * 1024, writeBufferSize: 16 * 1024 * 1024 });
  await db.open();
  let next: Op[] = [];
  let nextDone: Promise<void> | null = null;
  let writing: Promise<void> = Promise.resolve();
  let newest = new Map<string, string | null>();
  let inFlight = new Map<string, string | null>();

  const flush = async (): Promise<void> => {
    const ops = next;
    next = [];
    nextDone = null;
    inFlight = newest;
    newest = new Map();
    await db.batch([...ops], { sync });
    inFlight = new Map();
  };

  return {
    readNewest: (key) => {
      const pending = newest.get(key) ?? (newest.has(key) ? null : inFlight.get(key));
      if (pending === undefined) return db.getSync(key);
      return pending ?? undefined;
    },
    readDurable: (key) => db.getSync(key),
    readTogether: (keys) => {
      const snapshot = db.snapshot();
      try {
        return keys.map((key) => db.getSync(key, { snapshot }));
      } finally {
        void snapshot.close();
      }
    },
    enqueue: (ops) => {
      for (const op of ops) {
        next.push(op);
        newest.set(op.key, op.type === 'put' ? op.value : null);
      }
      if (nextDone === null) {
        nextDone = writing.then(flush, flush);
        writing = nextDone;
      }
      return nextDone;
    },
    settled: () => writing,
    entries: async function* (range) {
      const iterator = db.iterator({ ...range });
      try {
        for (;;) {
          const page = await iterator.nextv(pageSize);
          if (page.length === 0) return;
          yield* page;
        }
      } finally {
        await iterator.close();
      }
    },
    clear: (range) => db.clear({ ...range }),
    close: async () => {
      await writing.catch(() => undefined);
      await db.close();
    },
  };
};
