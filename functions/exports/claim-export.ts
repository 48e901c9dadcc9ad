import type { Job } from '../domain/job.ts';
import { leaseMs, lookAtLeastMs, lookAtMostMs, runningPerTenant } from './constants.ts';
import type { ExportStore } from './export-store.ts';
import type { StoredExport, TakenPlace } from './types.ts';

/** What becomes of the message: the export is this worker's; it is to come again so much later; or there is nothing to do any more. */
export type Claim = { readonly found: StoredExport } | { readonly laterMs: number } | null;
type ClaimStore = Pick<ExportStore, 'find' | 'places' | 'isHeld' | 'claim' | 'wait'>;

/** Of those that take a place at the same moment one wins each time: all places are taken after so many. */
const triesAtMost = runningPerTenant + 1;
const waitsForPlace = `Exports of your company are written ${runningPerTenant} at a time: this one begins when one of the others is done.`;

/** Exports that began just now may end soon; those that take long are not asked about every few seconds. */
const untilNextLook = (held: readonly TakenPlace[], now: number): number => {
  const ran = Math.min(...held.map(({ since }) => now - since));
  return Math.min(lookAtMostMs, Math.max(lookAtLeastMs, ran / 4));
};

/**
 * Takes an export and, with it, one of the places of its customer. Nobody gives a place back: it is held for as long as its export runs with the attempt
 * that took it and a lease that goes on, so that it is free in the moment the export ends, is cancelled or deleted, and a minute after its worker died.
 *
 * An export that finds no place, or finds itself in other hands (SQS gave its message out a second time, or its worker died less than a lease ago
 * and this is its message coming again), goes back as a new message. A failed one would be hidden for 15 minutes, and each time use up one of its
 * three tries without anybody having tried; deleting it would leave nobody to take over. What counts the tries of an export is its row. Copies do
 * not multiply, as each is put in for one that ends, and the first that finds the export ended puts in no other.
 *
 * @param attempt never used before
 */
export const claimExport =
  (store: ClaimStore) =>
  async (job: Extract<Job, { job: 'export' }>, attempt: string, now: number): Promise<Claim> => {
    const { tenant, site, export: id } = job;
    for (let tried = 0; tried < triesAtMost; tried += 1) {
      const found = await store.find(job, id);
      if (found === null || (found.state !== 'waiting' && found.state !== 'running')) return null;
      if (found.state === 'running' && found.leaseUntil > now) return { laterMs: Math.min(leaseMs, found.leaseUntil - now) };
      const taken = await store.places(tenant);
      const areHeld = await Promise.all(taken.map((place) => store.isHeld(place, now)));
      const held = taken.filter((_, i) => areHeld[i]);
      const n = Array.from({ length: runningPerTenant }, (_, i) => i).find((i) => !held.some((place) => place.n === i));
      if (held.length >= runningPerTenant || n === undefined) {
        // Taken, ended or cancelled at this moment: it is looked at again.
        if (!(await store.wait(job, id, waitsForPlace, now))) continue;
        return { laterMs: untilNextLook(held, now) };
      }
      const before = taken.find((place) => place.n === n)?.attempt ?? null;
      if (!(await store.claim({ n, tenant, site, id, attempt, since: now }, before))) continue;
      const claimed = await store.find(job, id);
      if (claimed?.state === 'running' && claimed.attempt === attempt) return { found: claimed };
    }
    return { laterMs: lookAtLeastMs };
  };
