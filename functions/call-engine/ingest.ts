import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { inParallel } from '../runtime/bounded.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { SiteBatch } from './accept-batches.ts';
import { recordsRejectedMetric } from './constants.ts';
import type { Owner, Rejection } from './ports.ts';
import { readEvents } from './read-events.ts';
import type { RejectEvents } from './rejected-store.ts';
import type { PoisonFrame, VerifiedRecord } from './verify-frames.ts';

export interface IngestDeps {
  readonly verifyFrames: (record: Uint8Array) => Promise<VerifiedRecord>;
  readonly ingestSite: (owner: Owner, batches: readonly SiteBatch[]) => Promise<readonly number[]>;
  readonly reject: RejectEvents;
  readonly log: Log;
  readonly metrics: Metrics;
}

const sitesAtOnce = 8;

const arrivalOf = (record: KinesisStreamRecord): number => Math.round(record.kinesis.approximateArrivalTimestamp * 1_000);

const rejectionOf = (record: KinesisStreamRecord, poison: PoisonFrame, index: number): Rejection => ({
  id: `${record.kinesis.sequenceNumber}-${index}`,
  at: arrivalOf(record),
  reason: poison.reason,
  detail: poison.detail,
  owner: poison.owner,
  agent: poison.header?.agent ?? null,
  link: poison.header?.link ?? null,
  firstSeq: poison.header?.firstSeq ?? null,
  lastSeq: poison.header?.lastSeq ?? null,
  bytes: poison.bytes,
  raw: null,
});

interface SiteWork {
  readonly owner: Owner;
  readonly batches: SiteBatch[];
}

/**
 * One Kinesis invocation: prove each record's origin, put the poison aside, take the rest in per site, in order. A site that fails is
 * reported from its first record on and comes again; what other sites did meanwhile is a duplicate then and changes nothing.
 */
export const createIngest =
  (deps: IngestDeps) =>
  async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
    const failed = new Set<number>();
    const sites = new Map<string, SiteWork>();
    const verified = await inParallel(event.Records, 16, async (record): Promise<VerifiedRecord | null> => {
      try {
        return await deps.verifyFrames(new Uint8Array(Buffer.from(record.kinesis.data, 'base64')));
      } catch (error) {
        deps.log.error('agent key cannot be read', errorFields(error));
        return null;
      }
    });
    let poisoned = 0;
    for (const [index, record] of event.Records.entries()) {
      const found = verified[index];
      if (found === null || found === undefined) {
        failed.add(index);
        continue;
      }
      poisoned += found.poison.length;
      for (const frame of found.frames) {
        const key = `${frame.tenant} ${frame.site}`;
        const site = sites.get(key) ?? { owner: { tenant: frame.tenant, site: frame.site }, batches: [] };
        site.batches.push({ frame, read: readEvents(frame.header, frame.body), record: index, arrivedAt: arrivalOf(record) });
        sites.set(key, site);
      }
      try {
        for (const [part, poison] of found.poison.entries()) {
          await deps.reject(rejectionOf(record, poison, part));
          deps.log.warn('record rejected', { reason: poison.reason, detail: poison.detail, sequenceNumber: record.kinesis.sequenceNumber });
        }
      } catch (error) {
        deps.log.error('rejected record cannot be kept', errorFields(error));
        failed.add(index);
      }
    }
    deps.metrics.count(recordsRejectedMetric, poisoned);

    await inParallel([...sites.values()], sitesAtOnce, async ({ owner, batches }) => {
      try {
        for (const record of await deps.ingestSite(owner, batches)) failed.add(record);
      } catch (error) {
        deps.log.error('site failed, its records will come again', { tenant: owner.tenant, site: owner.site, ...errorFields(error) });
        const first = batches[0]?.record;
        if (first !== undefined) failed.add(first);
      }
    });
    deps.metrics.count('recordsFailed', failed.size);
    return {
      batchItemFailures: [...failed]
        .sort((a, b) => a - b)
        .flatMap((index) => {
          const record = event.Records[index];
          return record === undefined ? [] : [{ itemIdentifier: record.kinesis.sequenceNumber }];
        }),
    };
  };
