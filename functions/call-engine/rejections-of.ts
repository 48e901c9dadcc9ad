import type { CallEvent } from '../domain/call-event.ts';
import type { SiteBatch } from './accept-batches.ts';
import type { Owner, Rejection } from './ports.ts';
import { lastNumberOf } from './read-events.ts';

/** Invalid events of one batch that are listed one by one; the rest is listed together, with the batch's bytes. */
const invalidListedPerBatch = 50;

const rejectionOf = (
  owner: Owner,
  batch: SiteBatch,
  part: Pick<Rejection, 'id' | 'reason' | 'detail' | 'firstSeq' | 'lastSeq' | 'bytes' | 'raw'>,
): Rejection => ({
  ...part,
  at: batch.arrivedAt,
  owner,
  agent: batch.frame.header.agent,
  link: batch.frame.header.link,
});

/** What of a verified batch was not taken in: the batch as a whole, or single events of it. */
export const rejectionsOf = (owner: Owner, batch: SiteBatch): readonly Rejection[] => {
  const { link, firstSeq, lastSeq } = batch.frame.header;
  const { refused, invalid } = batch.read;
  const together = invalid.slice(invalidListedPerBatch);
  return [
    ...(refused === null
      ? []
      : [
          rejectionOf(owner, batch, {
            id: `${link}-${firstSeq}`,
            reason: refused.reason,
            detail: refused.detail,
            firstSeq,
            lastSeq,
            bytes: batch.frame.bytes,
            raw: null,
          }),
        ]),
    ...invalid.slice(0, invalidListedPerBatch).map((event) =>
      rejectionOf(owner, batch, {
        id: `${link}-${event.seq}`,
        reason: 'invalidEvent',
        detail: event.detail,
        firstSeq: event.seq,
        lastSeq: event.seq,
        bytes: null,
        raw: event.raw,
      }),
    ),
    ...together.slice(0, 1).map((first) =>
      rejectionOf(owner, batch, {
        id: `${link}-${first.seq}`,
        reason: 'invalidEvent',
        detail: `${together.length} more invalid events of the same batch, which is kept whole; the first: ${first.detail}`,
        firstSeq: first.seq,
        lastSeq: together.at(-1)?.seq ?? first.seq,
        bytes: batch.frame.bytes,
        raw: first.raw,
      }),
    ),
  ];
};

/** An event that had to be replaced because its effects fit no commit. */
export const rejectionOfLargeEvent = (owner: Owner, batch: SiteBatch, event: CallEvent): Rejection =>
  rejectionOf(owner, batch, {
    id: `${event.link}-${event.seq}`,
    reason: 'tooLarge',
    detail: `the effects of this ${event.kind} event do not fit one commit`,
    firstSeq: event.seq,
    lastSeq: lastNumberOf(event),
    bytes: null,
    raw: JSON.stringify(event).slice(0, 4_000),
  });
