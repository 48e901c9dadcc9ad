import type { CallEvent } from '../../domain/call-event.ts';
import { acceptBatches } from '../accept-batches.ts';
import { lastNumberOf } from '../read-events.ts';
import type { ArchivedFrame } from '../rebuild/archive-object.ts';
import { isBefore } from '../rebuild/frames-in-order.ts';

type Links = Readonly<Record<string, number>>;

/** New events of one frame, up to an instant. */
export interface TakenEvents {
  readonly frame: ArchivedFrame;
  readonly events: readonly CallEvent[];
  /** Numbers that stand in no object, and that the ingest did not declare lost. */
  readonly missing: readonly { readonly from: number; readonly to: number }[];
}

/** Frames of a link, the first ones read already. */
interface Cursor {
  readonly link: string;
  readonly frames: AsyncGenerator<ArchivedFrame>;
  readonly queue: ArchivedFrame[];
}

/**
 * Archived events of a site in the order of their fold, cut at an instant: each link up to its first event after it. Where links are cut
 * at different places of that order, what stands before all cuts is taken for good, what stands between them is only looked at.
 */
export const createReplayLinks = (params: {
  readonly links: ReadonlyMap<string, AsyncGenerator<ArchivedFrame>>;
  /** Last number taken already, by link. */
  readonly taken: Links;
  /** Last number the engine has folded, by link. */
  readonly until: Links;
}) => {
  const { until } = params;
  let taken = params.taken;
  const cursors: readonly Cursor[] = [...params.links].map(([link, frames]) => ({ link, frames, queue: [] }));

  const accept = (frame: ArchivedFrame, links: Links, at: number) => {
    const { link } = frame.batch.frame.header;
    const { events, declaredLost } = acceptBatches([frame.batch], links, new Set([frame.batch]));
    const folded = events.filter((event) => lastNumberOf(event) <= (until[link] ?? 0));
    const cut = folded.findIndex((event) => event.at > at);
    const wanted = cut < 0 ? folded : folded.slice(0, cut);
    const newest = wanted.at(-1);
    const known = (from: number, to: number): boolean =>
      frame.stateVersion === null || frame.declaredLost.some((lost) => lost.from <= from && lost.to >= to);
    return {
      taken: {
        frame,
        events: wanted,
        missing: declaredLost.filter(({ from, to }) => newest !== undefined && to < newest.seq && !known(from, to)),
      },
      links: newest === undefined ? links : { ...links, [link]: lastNumberOf(newest) },
      isCut: cut >= 0,
      isEnd: folded.length < events.length,
    };
  };
  const frameAt = async (cursor: Cursor, index: number): Promise<ArchivedFrame | null> => {
    while (cursor.queue.length <= index) {
      const next = await cursor.frames.next();
      if (next.done === true) return null;
      // What was taken before is passed over; a frame that reaches beyond it is not.
      if (next.value.batch.read.lastSeq > (taken[cursor.link] ?? 0)) cursor.queue.push(next.value);
    }
    return cursor.queue[index] ?? null;
  };
  const firstOf = async (among: readonly Cursor[], indexOf: (cursor: Cursor) => number) => {
    let first: { readonly cursor: Cursor; readonly link: string; readonly head: ArchivedFrame } | null = null;
    const heads = await Promise.all(among.map(async (cursor) => ({ cursor, head: await frameAt(cursor, indexOf(cursor)) })));
    for (const { cursor, head } of heads) {
      if (head === null) continue;
      const one = { cursor, link: cursor.link, head };
      if (first === null || isBefore(one, first)) first = one;
    }
    return first;
  };

  return {
    /** Instant of the oldest event that is still to be taken, over all links; null when there is none. */
    oldestAhead: async (): Promise<number | null> => {
      const heads = await Promise.all(cursors.map((cursor) => frameAt(cursor, 0)));
      const firsts = heads.flatMap((head) =>
        head === null ? [] : (accept(head, taken, Number.POSITIVE_INFINITY).taken.events[0]?.at ?? []),
      );
      return firsts.length === 0 ? null : Math.min(...firsts);
    },
    /** Numbers taken for good. */
    taken: (): Links => taken,
    /** Takes for good what comes before every cut at `at`, frame by frame. */
    async *take(at: number): AsyncGenerator<TakenEvents> {
      for (;;) {
        const first = await firstOf(cursors, () => 0);
        if (first === null) return;
        const found = accept(first.head, taken, at);
        taken = found.links;
        if (found.taken.events.length > 0) yield found.taken;
        if (found.isCut || found.isEnd) return;
        first.cursor.queue.shift();
      }
    },
    /** What more stands before the cut of its own link; nothing where there is one link. */
    async *look(at: number): AsyncGenerator<TakenEvents> {
      let links = taken;
      const index = new Map<Cursor, number>();
      const open = new Set(cursors);
      while (open.size > 0) {
        const first = await firstOf([...open], (cursor) => index.get(cursor) ?? 0);
        if (first === null) return;
        const found = accept(first.head, links, at);
        links = found.links;
        if (found.taken.events.length > 0) yield found.taken;
        if (found.isCut || found.isEnd) open.delete(first.cursor);
        else index.set(first.cursor, (index.get(first.cursor) ?? 0) + 1);
      }
    },
  };
};
