import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { inParallel } from '../runtime/bounded.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { plainImage } from '../runtime/stream-image.ts';
import { outboxPrefix } from './constants.ts';
import { type OutboxPart, parseOutboxItem, type ReadOutbox, wholeBatches } from './outbox-batch.ts';

interface StreamPart {
  readonly sequenceNumber: string;
  readonly part: OutboxPart;
}

/** The outbox items of a stream event, in its order. Other items of the table are not ours; what cannot be read is counted and passed over. */
export const outboxPartsOf = (
  event: DynamoDBStreamEvent,
  tools: { readonly log: Log; readonly metrics: Metrics },
): readonly StreamPart[] => {
  let unreadable = 0;
  const parts = event.Records.flatMap(({ dynamodb, eventName }): StreamPart[] => {
    const image = dynamodb?.NewImage;
    const sequenceNumber = dynamodb?.SequenceNumber;
    if (eventName === 'REMOVE' || image?.sk?.S?.startsWith(outboxPrefix) !== true || sequenceNumber === undefined) return [];
    try {
      return [{ sequenceNumber, part: parseOutboxItem(plainImage(image)) }];
    } catch (error) {
      unreadable += 1;
      tools.log.error('outbox item cannot be read', { pk: image.pk?.S, sk: image.sk?.S, ...errorFields(error) });
      return [];
    }
  });
  tools.metrics.count('outboxUnreadable', unreadable);
  return parts;
};

export interface OutboxConsumerDeps {
  readonly readOutbox: ReadOutbox;
  /** Last `n` this consumer has applied for the site; 0 = none. `fresh` = do not trust a cache. */
  readonly position: (tenant: string, site: string, fresh: boolean) => Promise<number>;
  /** `batches`: those after the position, in order, without holes that could be filled. `seen`: every batch of the event, replays included. */
  readonly apply: (
    site: { readonly tenant: string; readonly site: string },
    batches: readonly OutboxBatch[],
    seen: readonly OutboxBatch[],
  ) => Promise<void>;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Sites are independent of each other; within one nothing runs in parallel. */
const sitesAtOnce = 8;

const missingIn = (batches: readonly OutboxBatch[], from: number, to: number): readonly number[] => {
  const known = new Set(batches.map((batch) => batch.n));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i).filter((n) => !known.has(n));
};

const afterPosition = async (
  deps: OutboxConsumerDeps,
  tenant: string,
  site: string,
  seen: readonly OutboxBatch[],
  last: number,
): Promise<readonly OutboxBatch[]> => {
  const holes = (position: number) => missingIn(seen, position + 1, last);
  let position = await deps.position(tenant, site, false);
  if (holes(position).length > 0) position = await deps.position(tenant, site, true);
  const missing = holes(position);
  const first = missing[0];
  if (first === undefined) return seen.filter((batch) => batch.n > position);
  const found = await deps.readOutbox(tenant, site, first, missing.at(-1) ?? first);
  const byN = new Map([...found, ...seen].map((batch) => [batch.n, batch]));
  const lost = missing.filter((n) => !byN.has(n)).length;
  deps.metrics.count('outboxHoles', lost);
  if (lost > 0)
    deps.log.error('outbox batches are gone: this site needs a rebuild', { tenant, site, lost, from: first, to: missing.at(-1) });
  return [...byN.values()].filter((batch) => batch.n > position).sort((a, b) => a.n - b.n);
};

/**
 * One stream event for one consumer: per site, batches in order of `n`, each applied once. A batch at or below the position is a
 * replay; a hole is filled from the outbox itself. A site that fails is reported from its first record on; the others go ahead.
 */
export const createOutboxConsumer =
  (deps: OutboxConsumerDeps) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const bySite = new Map<string, StreamPart[]>();
    for (const record of outboxPartsOf(event, deps)) {
      const key = `${record.part.batch.tenant} ${record.part.batch.site}`;
      bySite.set(key, [...(bySite.get(key) ?? []), record]);
    }
    const failures = await inParallel([...bySite.values()], sitesAtOnce, async (records) => {
      const first = records[0];
      if (first === undefined) return [];
      const { tenant, site } = first.part.batch;
      try {
        const seen = wholeBatches(records.map((record) => record.part));
        const last = Math.max(...records.map((record) => record.part.batch.n));
        const batches = await afterPosition(deps, tenant, site, seen, last);
        if (batches.length > 0 || seen.length > 0) await deps.apply({ tenant, site }, batches, seen);
        return [];
      } catch (error) {
        deps.log.error('site failed, its records will come again', { tenant, site, ...errorFields(error) });
        return [{ itemIdentifier: first.sequenceNumber }];
      }
    });
    const batchItemFailures = failures.flat();
    deps.metrics.count('sitesFailed', batchItemFailures.length);
    return { batchItemFailures };
  };
