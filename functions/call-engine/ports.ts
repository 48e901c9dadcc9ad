import type { CallEvent } from '../domain/call-event.ts';
import type { Emitted } from '../domain/engine-output.ts';
import type { SiteId, TenantId } from '../domain/ids.ts';
import type { SiteConfig } from '../domain/site-config.ts';

/** Whose events: from the agent's key, never from the record. */
export interface Owner {
  readonly tenant: TenantId;
  readonly site: SiteId;
}

/** The pure engine, whatever its state looks like inside; the state must survive JSON. */
export interface Engine<S> {
  readonly initial: (site: string) => S;
  readonly fold: (
    state: S,
    events: readonly CallEvent[],
    config: SiteConfig,
  ) => { readonly state: S; readonly emitted: readonly Emitted[] };
}

/** What a site's commits leave behind. `version` counts commits, `n` published batches, `links` holds the last number folded per link. */
export interface StoredState<S> {
  readonly version: number;
  readonly n: number;
  readonly links: Readonly<Record<string, number>>;
  readonly engine: S;
}

export const rejectionReasons = [
  'notAFrame',
  'truncated',
  'badHeader',
  'tooLarge',
  'unknownAgent',
  'revokedAgent',
  'badSignature',
  'undecodable',
  'inconsistent',
  'invalidEvent',
  'declaredLost',
] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

/** One thing that was not taken in: counted, named, listable. */
export interface Rejection {
  readonly id: string;
  /** Arrival of the record (epoch ms): the same on every retry. */
  readonly at: number;
  readonly reason: RejectionReason;
  readonly detail: string;
  /** Null when the origin is not proven; then `agent` is only what the record claims. */
  readonly owner: Owner | null;
  readonly agent: string | null;
  readonly link: string | null;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  /** Raw bytes to keep; null when they are kept elsewhere (`key`) or were text small enough for `raw`. */
  readonly bytes: Uint8Array | null;
  readonly raw: string | null;
}
