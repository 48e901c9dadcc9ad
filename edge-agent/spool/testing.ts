import type { CallEvent, UnnumberedEvent } from '../../functions/domain/call-event.ts';
import { epochMs } from '../../functions/domain/ids.ts';
import type { Spool } from './spool.ts';

/** An event that says which one it is, for tests: `raw` = `text`. */
export const lineEvent = (text: string, at = 1_772_442_000_000): UnnumberedEvent => ({
  v: 1,
  kind: 'unrecognised',
  at: epochMs(at),
  node: '1',
  resync: null,
  raw: text,
  reason: 'test',
});

/** `seq:raw` of ordinary events and `from..to detail` of declarations. */
const describeEvent = (event: CallEvent): string =>
  event.kind === 'unrecognised'
    ? `${event.seq}:${event.raw}`
    : event.kind === 'linkState'
      ? `${event.lostFrom}..${event.lostTo} ${event.detail}`
      : `${event.seq}:${event.kind}`;

/** Everything durable after `after`, read in batches of `maxEvents`. */
export const readAll = async (spool: Pick<Spool, 'read'>, after = 0, maxEvents = 100): Promise<string[]> => {
  const out: string[] = [];
  for (let last = after; ; ) {
    const batch = await spool.read(last, { maxEvents, maxBytes: 1_048_576 });
    if (batch === null) return out;
    for (const { payload } of batch.records) out.push(describeEvent(JSON.parse(payload.toString('utf8')) as CallEvent));
    last = batch.lastSeq;
  }
};
