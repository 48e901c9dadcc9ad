import { maxFrameBytes } from '../../functions/domain/batch-frame.ts';
import { epochMs } from '../../functions/domain/ids.ts';
import type { Sign } from '../identity/keys.ts';
import { type AgentLog, errorText } from '../log.ts';
import { numbersLost } from '../spool/numbers-lost.ts';
import type { Spool } from '../spool/spool.ts';
import type { SpooledBatch } from '../spool/spool-reader.ts';
import { computeBackOffMs } from './back-off.ts';
import type { RecordSender } from './kinesis-sender.ts';
import { makeFrame } from './make-frame.ts';
import { pause } from './pause.ts';

export interface UplinkStatus {
  readonly batchesSent: number;
  readonly eventsSent: number;
  readonly failedAttempts: number;
  /** Events too large for a record even when compressed, declared lost. */
  readonly oversizedEvents: number;
  /** Instant of the oldest event that has not been acknowledged, as far as it is being sent; null when all is sent. */
  readonly oldestAt: number | null;
  /** Why the last attempt failed; null after a success. */
  readonly lastError: string | null;
}

export interface Uplink {
  readonly status: () => UplinkStatus;
  /** Resolves when everything up to `seq` has reached the stream. */
  readonly sent: (seq: number) => Promise<void>;
  /** Ends after the attempt under way; what was not acknowledged stays in the spool. */
  readonly stop: () => Promise<void>;
}

export interface UplinkDeps {
  readonly spool: Pick<Spool, 'link' | 'waitBeyond' | 'read' | 'acknowledge' | 'status'>;
  readonly sender: Pick<RecordSender, 'put'>;
  readonly agent: string;
  readonly sign: Sign;
  readonly now: () => number;
  readonly clockOffsetMs: () => number | null;
  readonly random: () => number;
  readonly log: AgentLog;
  /** How long a batch that is not full waits for more, ms. */
  readonly lingerMs?: number;
  readonly maxEvents?: number;
  readonly maxBytes?: number;
  readonly backOffMs?: (attempt: number, random: () => number) => number;
}

/** A record's limit counts the partition key too. */
const maxRecordBytes = maxFrameBytes - 1_024;

const fieldsOf = (payload: Buffer): { readonly at: number; readonly node: string; readonly kind: string } =>
  JSON.parse(payload.toString('utf8')) as { at: number; node: string; kind: string };

/**
 * Empties the spool into the stream: one batch at a time in order of number, each repeated with the same bytes until the stream has it,
 * and only then acknowledged. An attempt whose answer was lost may have put its record all the same; the engine knows its numbers.
 */
export const startUplink = (deps: UplinkDeps): Uplink => {
  const { spool, log } = deps;
  const limits = { maxEvents: deps.maxEvents ?? 500, maxBytes: deps.maxBytes ?? 524_288 };
  const backOffMs = deps.backOffMs ?? computeBackOffMs;
  const stopping = new AbortController();
  let batchesSent = 0;
  let eventsSent = 0;
  let failedAttempts = 0;
  let oversizedEvents = 0;
  let oldestAt: number | null = null;
  let lastError: string | null = null;
  let sentWaiters: { readonly seq: number; readonly resolve: () => void }[] = [];

  const frameOf = (batch: SpooledBatch): Uint8Array =>
    makeFrame(batch, {
      agent: deps.agent,
      link: spool.link,
      sentAt: Math.round(deps.now()),
      clockOffsetMs: deps.clockOffsetMs(),
      sign: deps.sign,
    });

  /** Only a single event can be too large: the limit of a batch is half that of a record. */
  const sendable = (batch: SpooledBatch): Uint8Array => {
    const frame = frameOf(batch);
    const [only] = batch.records;
    if (frame.length <= maxRecordBytes || only === undefined) return frame;
    const { at, node, kind } = fieldsOf(only.payload);
    oversizedEvents += 1;
    log.error('event too large for a record', { seq: only.seq, kind, bytes: only.payload.length });
    const detail = `${kind} event of ${only.payload.length} bytes is too large for a record`;
    const event = numbersLost({ link: spool.link, from: only.seq, to: batch.lastSeq, at: epochMs(at), node, detail });
    return frameOf({ ...batch, records: [{ ...only, payload: Buffer.from(JSON.stringify(event)) }] });
  };

  /** False when stopped before the stream had it. */
  const deliver = async (batch: SpooledBatch): Promise<boolean> => {
    const frame = sendable(batch);
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      try {
        await deps.sender.put(frame);
        if (attempt > 1)
          log.info('the stream takes records again', { attempts: attempt, firstSeq: batch.firstSeq, lastSeq: batch.lastSeq });
        lastError = null;
        return true;
      } catch (error) {
        failedAttempts += 1;
        const text = errorText(error);
        if (text !== lastError)
          log.warn('batch not sent, will be repeated', { attempt, firstSeq: batch.firstSeq, lastSeq: batch.lastSeq, error: text });
        lastError = text;
        await pause(backOffMs(attempt, deps.random), stopping.signal);
      }
    }
    return false;
  };

  const nextBatch = async (after: number): Promise<SpooledBatch | null> => {
    await spool.waitBeyond(after, stopping.signal);
    if (spool.status().durableSeq - after < limits.maxEvents) await pause(deps.lingerMs ?? 20, stopping.signal);
    const batch = await spool.read(after, limits);
    // Only damage lies beyond: it can be declared when a good record follows.
    if (batch === null) await spool.waitBeyond(Math.max(after, spool.status().durableSeq), stopping.signal);
    return batch;
  };

  const run = async (): Promise<void> => {
    let after = spool.status().acknowledgedSeq;
    while (!stopping.signal.aborted) {
      try {
        const batch = await nextBatch(after);
        if (batch === null || stopping.signal.aborted) continue;
        oldestAt = batch.records[0] === undefined ? null : fieldsOf(batch.records[0].payload).at;
        if (!(await deliver(batch))) return;
        spool.acknowledge(batch.lastSeq);
        after = batch.lastSeq;
        oldestAt = null;
        batchesSent += 1;
        eventsSent += batch.records.length;
        sentWaiters = sentWaiters.filter(({ seq, resolve }) => {
          if (seq > after) return true;
          resolve();
          return false;
        });
      } catch (error) {
        // Reading the spool failed; its records stay, so try again.
        log.error('spool not readable, will be repeated', { after, error: errorText(error) });
        await pause(1_000, stopping.signal);
      }
    }
  };
  const running = run();

  return {
    status: () => ({ batchesSent, eventsSent, failedAttempts, oversizedEvents, oldestAt, lastError }),
    sent: (seq) =>
      spool.status().acknowledgedSeq >= seq ? Promise.resolve() : new Promise((resolve) => sentWaiters.push({ seq, resolve })),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
