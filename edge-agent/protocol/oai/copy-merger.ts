import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { type CopyKey, copyKeyOf } from './copy-key.ts';
import { saysMore } from './copy-news.ts';

/** A copy comes within this time of the first one (rule set 1 §4). */
export const copyWindowMs = 2000;
/** Calls, agents and devices remembered; far above what happens on one site within the window. */
const maxGroups = 5000;

/** An event on its way to the numberer, which gives it `seq = first + index` for the running index of its link. */
export interface UnnumberedWithCopy {
  readonly event: UnnumberedEvent;
  /** Running index (from 0) of the first copy when this one only says more about the same PBX event, else null. */
  readonly copyOfIndex: number | null;
}

interface Entry {
  readonly key: CopyKey;
  readonly at: number;
  readonly index: number;
  readonly passed: UnnumberedEvent[];
}

interface Group {
  newestAt: number;
  entries: Entry[];
}

const agrees = (a: string, b: string): boolean => a === b || a === '' || b === '';

/** Off-hook and dialling may be told in any order. */
const starting = (state: string): boolean => state === 'initiated' || state === 'originated';

/** Whether a new event makes the state that an earlier entry reported a thing of the past. */
const ends = (event: UnnumberedEvent, key: CopyKey, earlier: CopyKey, begins: boolean): boolean => {
  if (begins) return true;
  if (earlier.subject === key.subject && earlier.state !== key.state && !(starting(earlier.state) && starting(key.state))) return true;
  if (event.kind === 'queued') return earlier.state === 'ringing' || earlier.state === 'diverted';
  if (event.kind === 'diverted') return earlier.state === 'queued';
  return event.kind === 'transferred' && earlier.subject === event.destination && earlier.state !== 'transferred';
};

/** An id that starts again begins a new call, nothing of the old one is a first copy any more. */
const beginsAgain = (event: UnnumberedEvent, entries: readonly Entry[]): boolean =>
  event.kind === 'initiated' ||
  (event.kind === 'originated' && event.trunk === null && entries.some((entry) => entry.key.state !== 'initiated'));

export interface CopyMerger {
  /**
   * The event as it goes on when it would get `index`, or null for a copy that says nothing new. A copy that goes on carries instant
   * and node of its first copy.
   */
  push(event: UnnumberedEvent, index: number): UnnumberedWithCopy | null;
  /** Forgets everything: after the PBX dropped all monitors nothing is a copy of what was before. */
  clear(): void;
  readonly size: number;
}

/**
 * Merges the copies a PBX sends of one event, one per monitored party. A later line is a copy when code, call, subject and resync code
 * agree, the state it reports is already reached, and it comes within 2 s (rule set 1 §4). The first copy passes at once; memory is
 * bounded by the window. The agent and replay use this very object.
 */
export const createCopyMerger = (): CopyMerger => {
  const groups = new Map<string, Group>();

  const forgetOld = (at: number): void => {
    for (const [name, group] of groups) {
      if (group.newestAt + copyWindowMs >= at && groups.size <= maxGroups) return;
      groups.delete(name);
    }
  };

  const remember = (name: string, group: Group | undefined, event: UnnumberedEvent, key: CopyKey, index: number): void => {
    const live = group === undefined ? [] : group.entries.filter((entry) => event.at - entry.at <= copyWindowMs);
    // Within a resync every line tells the state as it stands, so none ends another.
    const begins = event.kind === 'initiated' || event.kind === 'originated' ? beginsAgain(event, live) : false;
    const kept = event.resync === null ? live.filter((entry) => !ends(event, key, entry.key, begins)) : live;
    kept.push({ key, at: event.at, index, passed: [event] });
    // Re-inserted so that the oldest group stands first.
    if (group !== undefined) groups.delete(name);
    groups.set(name, { newestAt: event.at, entries: kept });
  };

  return {
    push(event, index) {
      const key = copyKeyOf(event);
      if (key === null) return { event, copyOfIndex: null };
      forgetOld(event.at);
      const group = groups.get(key.group);
      const first = group?.entries.find(
        (entry) =>
          entry.key.subject === key.subject &&
          entry.key.state === key.state &&
          event.at - entry.at <= copyWindowMs &&
          agrees(entry.key.detail, key.detail),
      );
      if (first === undefined) {
        remember(key.group, group, event, key, index);
        return { event, copyOfIndex: null };
      }
      if (!saysMore(event, first.passed)) return null;
      const copy = { ...event, at: first.passed[0]?.at ?? event.at, node: first.passed[0]?.node ?? event.node };
      first.passed.push(copy);
      return { event: copy, copyOfIndex: first.index };
    },
    clear: () => groups.clear(),
    get size() {
      return groups.size;
    },
  };
};
