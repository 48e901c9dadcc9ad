import { isJson, listOf } from '../aws-wire/json.ts';
import type { Invoke } from '../lambda/invoke.ts';
import type { CheckpointFile } from './checkpoint-file.ts';
import type { FailedBatches } from './failed-batches.ts';

/** One record as a pump sees it. */
export interface PumpRecord {
  readonly sequence: string;
  /** Arrival, epoch ms. */
  readonly at: number;
  readonly bytes: number;
  /** The record as it stands in the Lambda event; null = the filter leaves it out. */
  readonly event: unknown;
}

export interface PumpSource {
  readonly arn: string;
  readonly shards: number;
  /** Records after a sequence (null = from the oldest kept), oldest first. */
  read(shard: number, after: string | null, limit: number): Promise<readonly PumpRecord[]>;
  /** Calls back when a shard may have new records. @returns the way to stop */
  onNews(listener: (shard: number) => void): () => void;
}

/** An event source mapping. */
export interface PumpOptions {
  readonly batchSize: number;
  /** Attempts a batch gets, the first included; Infinity = until it works or is too old. */
  readonly maxAttempts: number;
  readonly maxRecordAgeMs: number;
  /** Halve a batch when the handler throws. */
  readonly bisect: boolean;
  /** Pause before attempt `n` (2, 3 …), ms. */
  readonly backOffMs: (attempt: number) => number;
}

export const defaultPumpOptions: PumpOptions = {
  batchSize: 100,
  maxAttempts: Number.POSITIVE_INFINITY,
  maxRecordAgeMs: 24 * 3_600_000,
  bisect: true,
  backOffMs: (attempt) => Math.min(5000, 25 * 2 ** Math.min(attempt - 2, 10)),
};

export interface PumpParams {
  readonly name: string;
  readonly source: PumpSource;
  readonly invoke: Invoke;
  readonly checkpoints: CheckpointFile;
  readonly failures: FailedBatches;
  readonly options: PumpOptions;
  readonly now: () => number;
  readonly log: (message: string, error: unknown) => void;
}

export interface Pump {
  readonly name: string;
  /** Resolves when every record there is now has been handled. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

interface ShardState {
  readonly shard: number;
  /** Something may have arrived since the last read. */
  news: boolean;
  /** Waits for news. */
  quiet: boolean;
  wake: () => void;
}

/** Lambda's payload limit is 6 MB; base64 and the frame around it take a third. */
const maxBatchBytes = 4 * 1024 * 1024;

/** Index of the first record to retry; `records.length` when all went well. An answer that names no record of the batch means all failed. */
const firstFailed = (answer: unknown, records: readonly PumpRecord[]): number => {
  if (!isJson(answer)) return records.length;
  const failures = listOf(answer, 'batchItemFailures');
  if (failures.length === 0) return records.length;
  const places = failures.map((f) => records.findIndex((r) => isJson(f) && r.sequence === f.itemIdentifier));
  return places.includes(-1) ? 0 : Math.min(...places);
};

/** Drives a handler from a stream as Lambda does: one batch at a time a shard, in order, retried until done or given up. */
export const startPump = (params: PumpParams): Pump => {
  const { source, options, checkpoints, now } = params;
  let stopped = false;
  const abort = new AbortController();
  const shards = Array.from(
    { length: source.shards },
    (_, shard): ShardState => ({ shard, news: true, quiet: false, wake: () => undefined }),
  );
  let onQuiet: (() => void)[] = [];

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (abort.signal.aborted) return resolve();
      const timer = setTimeout(done, ms);
      abort.signal.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        abort.signal.removeEventListener('abort', done);
        resolve();
      }
    });

  const giveUp = async (shard: number, batch: readonly PumpRecord[], attempts: number, error: string, tooOld: boolean): Promise<void> => {
    const [first, last] = [batch[0], batch.at(-1)];
    if (first === undefined || last === undefined) return;
    params.log(`${params.name}: gave up a batch of ${batch.length} records after ${attempts} attempts`, error);
    await params.failures.add({
      at: new Date(now()).toISOString(),
      consumer: params.name,
      condition: tooOld ? 'RecordAgeExceeded' : 'RetryAttemptsExhausted',
      attempts,
      error,
      shard,
      startSequenceNumber: first.sequence,
      endSequenceNumber: last.sequence,
      batchSize: batch.length,
      streamArn: source.arn,
    });
    checkpoints.set(shard, last.sequence);
  };

  /**
   * Handles a batch to its end: done, or given up. An error halves the batch, as BisectBatchOnFunctionError does, so that one bad
   * record ends up alone; attempts count anew whenever the batch gets smaller.
   */
  const handle = async (shard: number, whole: readonly PumpRecord[]): Promise<void> => {
    let batch = whole;
    let attempt = 0;
    while (batch.length > 0 && !stopped) {
      attempt++;
      if (attempt > 1) await pause(options.backOffMs(attempt));
      if (stopped) return;
      const outcome = await tryBatch(batch, attempt);
      const doneTo = batch[outcome.failedAt - 1];
      if (doneTo !== undefined) checkpoints.set(shard, doneTo.sequence);
      batch = batch.slice(outcome.failedAt);
      const [oldest] = batch;
      if (oldest === undefined) return;
      if (outcome.failedAt > 0) {
        attempt = 0;
        continue;
      }
      const tooOld = now() - oldest.at > options.maxRecordAgeMs;
      if (outcome.threw && options.bisect && batch.length > 1) {
        await pause(options.backOffMs(2));
        const middle = Math.ceil(batch.length / 2);
        await handle(shard, batch.slice(0, middle));
        batch = batch.slice(middle);
        attempt = 0;
      } else if (attempt >= options.maxAttempts || tooOld) return giveUp(shard, batch, attempt, outcome.problem, tooOld);
    }
  };

  const tryBatch = async (batch: readonly PumpRecord[], attempt: number) => {
    try {
      const failedAt = firstFailed(await params.invoke({ Records: batch.map((r) => r.event) }), batch);
      return { failedAt, threw: false, problem: 'the handler reported failed items' };
    } catch (error) {
      if (attempt === 1 || attempt % 20 === 0) params.log(`${params.name}: attempt ${attempt} at ${batch.length} records failed`, error);
      return { failedAt: 0, threw: true, problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
  };

  const cut = (records: readonly PumpRecord[]): readonly PumpRecord[] => {
    let bytes = 0;
    const end = records.findIndex((r, i) => {
      bytes += r.bytes;
      return i > 0 && bytes > maxBatchBytes;
    });
    return end < 0 ? records : records.slice(0, end);
  };

  const run = async (state: ShardState): Promise<void> => {
    const { shard } = state;
    while (!stopped) {
      state.news = false;
      const read = cut(await source.read(shard, checkpoints.get(shard), options.batchSize));
      const wanted = read.filter((r) => r.event !== null);
      if (wanted.length > 0) await handle(shard, wanted);
      if (stopped) return;
      const last = read.at(-1);
      if (last !== undefined) {
        checkpoints.set(shard, last.sequence);
        continue;
      }
      if (state.news) continue;
      state.quiet = true;
      if (shards.every((s) => s.quiet)) {
        for (const tell of onQuiet) tell();
        onQuiet = [];
      }
      await new Promise<void>((resolve) => {
        state.wake = resolve;
      });
      state.quiet = false;
    }
  };

  const unsubscribe = source.onNews((shard) => {
    const state = shards[shard];
    if (state === undefined) return;
    state.news = true;
    state.quiet = false;
    state.wake();
  });

  const guarded = async (state: ShardState): Promise<void> => {
    while (!stopped) {
      try {
        await run(state);
      } catch (error) {
        params.log(`${params.name}: shard ${state.shard} stumbled`, error);
        await pause(1000);
      }
    }
  };
  const loops = shards.map(guarded);

  return {
    name: params.name,
    idle: () =>
      shards.every((s) => s.quiet)
        ? Promise.resolve()
        : new Promise((resolve) => {
            onQuiet.push(resolve);
          }),
    stop: async () => {
      stopped = true;
      unsubscribe();
      abort.abort();
      for (const state of shards) state.wake();
      await Promise.all(loops);
      await checkpoints.flush();
    },
  };
};
