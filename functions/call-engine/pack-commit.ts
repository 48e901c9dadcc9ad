import type { Emitted, OutboxBatch } from '../domain/engine-output.ts';
import { packJson } from '../runtime/pack.ts';
import { itemBodyBytes } from './constants.ts';

/** One piece of a commit's outbox, ready to store. */
export interface PackedPart {
  readonly body: Uint8Array;
  /** Names of what is in it, so that a stream filter can pass over parts that do not concern a consumer. */
  readonly types: readonly Emitted['type'][];
}

/** Packs a batch into items of at most `limit` bytes, each a batch of its own with a share of `emitted`. @returns null when one emission alone is larger. */
export const packOutbox = (batch: OutboxBatch, limit = itemBodyBytes): readonly PackedPart[] | null => {
  const body = packJson(batch);
  if (body.length <= limit) return [{ body, types: [...new Set(batch.emitted.map((emitted) => emitted.type))] }];
  if (batch.emitted.length < 2) return null;
  const half = batch.emitted.length >> 1;
  const head = packOutbox({ ...batch, emitted: batch.emitted.slice(0, half) }, limit);
  const tail = packOutbox({ ...batch, emitted: batch.emitted.slice(half) }, limit);
  return head === null || tail === null ? null : [...head, ...tail];
};

/** Packs a state into slices of at most `limit` bytes; joined again they are one gzip. */
export const packState = (state: unknown, limit = itemBodyBytes): readonly Uint8Array[] => {
  const whole = packJson(state);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += limit) parts.push(whole.subarray(at, at + limit));
  return parts;
};
