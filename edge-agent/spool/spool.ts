import { randomUUID } from 'node:crypto';
import type { CallEvent, UnnumberedEvent } from '../../functions/domain/call-event.ts';
import type { EpochMs, LinkId, SequenceNo } from '../../functions/domain/ids.ts';
import { createGroupCommit, type DiskState, diskStateOf } from './group-commit.ts';
import { numbersLost } from './numbers-lost.ts';
import { type Position, positionFile, type Refused } from './position.ts';
import { encodeRecord, maxPayloadBytes, recordHeaderBytes } from './record.ts';
import { recoverSpool } from './recover.ts';
import type { SpoolDisk } from './spool-disk.ts';
import { createSpoolReader, type ReadLimits, type SpooledBatch } from './spool-reader.ts';

/** `full`: new events are refused, because the configured limit is reached or too much waits for the disk. */
export type SpoolState = DiskState | 'full';

export interface SpoolStatus {
  readonly link: LinkId;
  readonly state: SpoolState;
  /** Last number given out, last durable one, last acknowledged one. */
  readonly lastSeq: number;
  readonly durableSeq: number;
  readonly acknowledgedSeq: number;
  readonly bytes: number;
  readonly limitBytes: number;
  /** Events refused since this process began; each was or will be declared by a `numbersLost` event. */
  readonly refusedEvents: number;
  /** Numbers declared lost because their records were damaged, since this process began. */
  readonly damagedNumbers: number;
  /** Bytes of an unfinished write that were cut off at the start. */
  readonly cutBytes: number;
}

export interface Spool {
  readonly link: LinkId;
  /** Numbers the event and queues it for the disk. `null` = refused: its number will be declared lost. */
  readonly append: (event: UnnumberedEvent, copyOf?: SequenceNo | null) => SequenceNo | null;
  /** Resolves when everything accepted so far is durable; while the disk refuses to write, it waits. */
  readonly flush: () => Promise<void>;
  /** Resolves when a durable record after `after` exists, at close, or when the signal aborts. */
  readonly waitBeyond: (after: number, signal?: AbortSignal) => Promise<void>;
  readonly read: (after: number, limits: ReadLimits) => Promise<SpooledBatch | null>;
  /** Everything up to `seq` has reached the cloud; its files may go. Remembered on disk soon after, at close at the latest. */
  readonly acknowledge: (seq: number) => void;
  readonly status: () => SpoolStatus;
  readonly close: () => Promise<{ readonly unwrittenEvents: number }>;
}

export interface SpoolOptions {
  /** Of all records on disk, sent ones in the newest file included. */
  readonly limitBytes: number;
  readonly segmentBytes?: number;
  /** Of events that wait in memory while the disk is slow or refuses. */
  readonly memoryLimitBytes?: number;
  readonly commitEveryMs?: number;
  readonly retryMs?: number;
  readonly positionEveryMs?: number;
  readonly newLink?: () => string;
  readonly onState?: (state: SpoolState, error: Error | null) => void;
}

const iso = (ms: number): string => new Date(ms).toISOString();

const refusal = (refused: Refused): string =>
  `${refused.reason}: ${refused.count} events refused from ${iso(refused.firstAt)} to ${iso(refused.lastAt)}`;

/**
 * The agent's durable queue of numbered call events.
 *
 * When the limit is reached the *newest* events are refused and the oldest kept: what is stored stays an unbroken story up to the
 * instant where it stops, the calls in it end correctly, and the loss is one stretch of time with one declaration. Dropping the oldest
 * would tear the beginning off calls that are still to be counted, again and again while the cloud is away. Refused events take
 * numbers all the same; the first event accepted afterwards is preceded by one `numbersLost` event with their count and times.
 */
export const openSpool = async (disk: SpoolDisk, options: SpoolOptions): Promise<Spool> => {
  const segmentBytes = options.segmentBytes ?? Math.min(4_194_304, Math.max(4_096, Math.floor(options.limitBytes / 8)));
  const memoryLimitBytes = options.memoryLimitBytes ?? 33_554_432;
  const recovered = await recoverSpool(disk, options.newLink ?? randomUUID);
  const { link, segments } = recovered;
  let { acknowledged, refused } = recovered.position;
  let { lastSeq } = recovered;
  let durableSeq = Math.max(acknowledged, refused === null ? lastSeq : refused.from - 1);
  let diskState: DiskState = 'ok';
  let refusedEvents = 0;
  let damagedNumbers = 0;
  let closed = false;
  /** Refusals whose declaration is written but not durable yet. */
  let declaring: Refused | null = null;
  let waiters: { readonly after: number; readonly resolve: () => void }[] = [];

  const notify = (): void => {
    const ready = waiters.filter(({ after }) => closed || durableSeq > after);
    waiters = waiters.filter(({ after }) => !closed && durableSeq <= after);
    for (const { resolve } of ready) resolve();
  };

  const commit = createGroupCommit(disk, segments, {
    segmentBytes,
    commitEveryMs: options.commitEveryMs ?? 5,
    retryMs: options.retryMs ?? 1_000,
    onDurable: (seq) => {
      durableSeq = seq;
      if (declaring !== null && seq >= declaring.from + declaring.count - 1) {
        declaring = null;
        schedulePosition();
      }
      notify();
    },
    isNewestSent: () => acknowledged >= durableSeq,
    onState: (state, error) => {
      if (state === diskState) return;
      diskState = state;
      options.onState?.(state, error);
    },
  });
  const reader = createSpoolReader(disk, segments, link);
  /** All that a restart would have to declare: between two stretches lie only events that are not durable. */
  const undeclared = (): Refused | null =>
    refused === null || declaring === null
      ? (refused ?? declaring)
      : { ...declaring, count: lastSeq - declaring.from + 1, lastAt: refused.lastAt };
  const storedBytes = (): number => segments.reduce((sum, { size }) => sum + size, 0);

  // The position is written by one writer at a time, at most every `positionEveryMs`.
  let positionTimer: NodeJS.Timeout | null = null;
  let positionWrite: Promise<void> = Promise.resolve();
  let positionFails = false;
  const writePosition = async (): Promise<void> => {
    const position: Position = { v: 1, acknowledged, refused: undeclared() };
    try {
      await disk.replace(positionFile, JSON.stringify(position));
      positionFails = false;
      // Only what a durable position says was sent may be deleted.
      for (let next = segments[1]; next !== undefined && next.firstSeq <= position.acknowledged + 1; next = segments[1]) {
        const gone = segments.shift();
        if (gone !== undefined) await disk.remove(gone.name);
      }
    } catch (error) {
      // Said once: at worst, events that were sent are sent again after a restart.
      if (!positionFails) options.onState?.(diskStateOf(error), error instanceof Error ? error : new Error(String(error)));
      positionFails = true;
      if (!closed) schedulePosition();
    }
  };
  const schedulePosition = (): void => {
    positionTimer ??= setTimeout(() => {
      positionTimer = null;
      positionWrite = positionWrite.then(writePosition);
    }, options.positionEveryMs ?? 500);
  };

  /** Why an event of so many bytes cannot be taken now; null = it can. */
  const refusalOf = (bytes: number): string | null => {
    const waiting = commit.pendingBytes();
    // Once refusing, a whole segment must come free first: one declaration for the stretch instead of one for every other event.
    const isRefusing = refused !== null;
    if (isRefusing ? waiting > memoryLimitBytes / 2 : waiting + bytes > memoryLimitBytes)
      return diskState === 'ok' ? 'disk too slow' : diskState === 'diskFull' ? 'disk full' : 'disk not writable';
    // When all is sent the newest file is about to be replaced and does not count.
    const stored = waiting === 0 && acknowledged >= durableSeq ? 0 : storedBytes();
    return stored + waiting + bytes > options.limitBytes - (isRefusing ? segmentBytes : 0) ? 'spool full' : null;
  };

  const refuse = (at: EpochMs, reason: string): null => {
    const begins = refused === null;
    lastSeq += 1;
    refusedEvents += 1;
    refused =
      refused === null
        ? { from: lastSeq, count: 1, firstAt: at, lastAt: at, reason }
        : { ...refused, count: refused.count + 1, lastAt: at };
    schedulePosition();
    if (begins) options.onState?.('full', null);
    return null;
  };

  const add = (event: CallEvent, span: number): void => {
    const payload = Buffer.from(JSON.stringify(event));
    commit.add({ seq: event.seq, lastSeq: event.seq + span - 1, bytes: encodeRecord({ seq: event.seq, span, payload }) });
  };

  const append: Spool['append'] = (event, copyOf = null) => {
    const seq = (lastSeq + 1) as SequenceNo;
    const numbered = { ...event, link, seq, copyOf } as CallEvent;
    const payload = Buffer.from(JSON.stringify(numbered));
    if (payload.length > maxPayloadBytes) {
      lastSeq = seq;
      refusedEvents += 1;
      add(
        numbersLost({
          link,
          from: seq,
          to: seq,
          at: event.at,
          node: event.node,
          detail: `${event.kind} event of ${payload.length} bytes is too large`,
        }),
        1,
      );
      return null;
    }
    const problem = refusalOf(payload.length + recordHeaderBytes);
    if (problem !== null) return refuse(event.at, problem);
    if (refused !== null) {
      add(numbersLost({ link, from: refused.from, to: lastSeq, at: event.at, node: event.node, detail: refusal(refused) }), refused.count);
      declaring = undeclared();
      refused = null;
      options.onState?.(diskState, null);
    }
    lastSeq = seq;
    commit.add({ seq, lastSeq: seq, bytes: encodeRecord({ seq, span: 1, payload }) });
    return seq;
  };

  const waitBeyond = (after: number, signal?: AbortSignal): Promise<void> => {
    if (closed || durableSeq > after || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const abort = (): void => {
        waiters = waiters.filter((other) => other !== waiter);
        resolve();
      };
      const waiter = {
        after,
        resolve: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      waiters.push(waiter);
    });
  };

  return {
    link,
    append,
    waitBeyond,
    flush: async () => {
      const accepted = refused === null ? lastSeq : refused.from - 1;
      commit.hurry();
      await waitBeyond(accepted - 1);
    },
    read: async (after, limits) => {
      const batch = await reader.read(after, limits);
      damagedNumbers += batch?.damagedNumbers ?? 0;
      return batch;
    },
    acknowledge: (seq) => {
      if (seq <= acknowledged) return;
      acknowledged = Math.min(seq, durableSeq);
      schedulePosition();
    },
    status: () => ({
      link,
      state: refused === null ? diskState : diskState === 'ok' ? 'full' : diskState,
      lastSeq,
      durableSeq,
      acknowledgedSeq: acknowledged,
      bytes: storedBytes() + commit.pendingBytes(),
      limitBytes: options.limitBytes,
      refusedEvents,
      damagedNumbers,
      cutBytes: recovered.cutBytes,
    }),
    close: async () => {
      if (closed) return { unwrittenEvents: 0 };
      const unwrittenEvents = await commit.close();
      closed = true;
      if (positionTimer !== null) clearTimeout(positionTimer);
      await positionWrite;
      await writePosition();
      notify();
      await disk.close();
      return { unwrittenEvents };
    },
  };
};
