import type { CallEvent } from '../domain/call-event.ts';
import { sequenceNoSchema } from '../domain/ids.ts';
import { lastNumberOf, lostNumbers, type ReadBatch } from './read-events.ts';
import type { VerifiedFrame } from './verify-frames.ts';

export interface SiteBatch {
  readonly frame: VerifiedFrame;
  readonly read: ReadBatch;
  /** Place of the record in the invocation. */
  readonly record: number;
  readonly arrivedAt: number;
}
export interface Accepted {
  /** Events not folded yet, in order. */
  readonly events: readonly CallEvent[];
  readonly batches: readonly SiteBatch[];
  readonly links: Readonly<Record<string, number>>;
  readonly duplicates: number;
  /** Batches whose predecessor has not come. */
  readonly early: readonly SiteBatch[];
  /** Numbers declared lost here, which no batch says: a rebuild must not take them for an object that is gone. */
  readonly declaredLost: readonly { readonly link: string; readonly from: number; readonly to: number }[];
}

/** Of a declaration that reaches back over numbers already folded, the part that does not. */
const unfolded = (event: CallEvent, last: number): CallEvent | null => {
  if (event.seq > last) return event;
  if (lastNumberOf(event) <= last || event.kind !== 'linkState') return null;
  const first = sequenceNoSchema.parse(last + 1);
  return { ...event, seq: first, lostFrom: first };
};

const newEvents = (batch: SiteBatch, last: number): readonly CallEvent[] =>
  batch.read.events.flatMap((event) => {
    const rest = unfolded(event, last);
    return rest === null ? [] : [rest];
  });

/**
 * Which events of these batches are new, per link and in order: numbers already folded are duplicates; a batch that starts after
 * last + 1 waits, unless its predecessor is among the others. `declareLost` names batches that have waited long enough: the numbers
 * before them are declared lost.
 */
export const acceptBatches = (
  batches: readonly SiteBatch[],
  folded: Readonly<Record<string, number>>,
  declareLost: ReadonlySet<SiteBatch> = new Set(),
): Accepted => {
  const links: Record<string, number> = { ...folded };
  const events: CallEvent[] = [];
  const used: SiteBatch[] = [];
  const declaredLost: { link: string; from: number; to: number }[] = [];
  let duplicates = 0;
  let waiting = [...batches];
  for (let progress = true; progress; ) {
    progress = false;
    const still: SiteBatch[] = [];
    for (const batch of waiting) {
      const { link } = batch.frame.header;
      const last = links[link] ?? 0;
      const fresh = newEvents(batch, last);
      const first = fresh[0];
      if (first === undefined) {
        duplicates += batch.read.events.length;
        continue;
      }
      if (first.seq > last + 1) {
        if (!declareLost.has(batch)) {
          still.push(batch);
          continue;
        }
        declaredLost.push({ link, from: last + 1, to: first.seq - 1 });
        events.push(lostNumbers(batch.frame.header.link, last + 1, first.seq - 1, first.at, 'the batches before never came'));
      }
      duplicates += batch.read.events.length - fresh.length;
      events.push(...fresh);
      links[link] = batch.read.lastSeq;
      used.push(batch);
      progress = true;
    }
    waiting = still;
  }
  return { events, batches: used, links, duplicates, early: waiting, declaredLost };
};
