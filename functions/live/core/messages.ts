import type { Gap } from '../../domain/engine-output.ts';
import {
  type LiveAgent,
  type LiveCall,
  type LiveExtension,
  type LiveKind,
  type LiveLink,
  type LiveQueue,
  type LiveTrunk,
  liveKinds,
} from '../../domain/live.ts';
import { toPublicJson } from '../../domain/public-json.ts';
import type { PublicRow } from '../../domain/public-rows.ts';
import type { LiveModel } from './live-model.ts';
import { type OwnDevices, redactCall } from './redact.ts';
import type { SiteDelta } from './site-delta.ts';
import type { Totals } from './totals.ts';

/** The snapshot of a site in public JSON. */
export interface Snapshot {
  readonly site: string;
  readonly n: number;
  /** Instant of the newest event in it. */
  readonly asOf: string;
  readonly totals: Totals;
  readonly gaps: PublicRow<Gap>[];
  readonly calls: PublicRow<LiveCall>[];
  readonly extensions: PublicRow<LiveExtension>[];
  readonly agents: PublicRow<LiveAgent>[];
  readonly queues: PublicRow<LiveQueue>[];
  readonly trunks: PublicRow<LiveTrunk>[];
  readonly links: PublicRow<LiveLink>[];
}

const publicList = <T>(items: readonly T[]): PublicRow<T>[] => items.map((item) => toPublicJson(item) as PublicRow<T>);

export const toSnapshot = (site: string, model: LiveModel, own: OwnDevices): Snapshot => ({
  site,
  n: model.n,
  asOf: new Date(model.live.at).toISOString(),
  totals: model.totals,
  gaps: publicList(Object.values(model.gaps)),
  calls: publicList(Object.values(model.live.calls).map((call) => redactCall(own, call))),
  extensions: publicList(Object.values(model.live.extensions)),
  agents: publicList(Object.values(model.live.agents)),
  queues: publicList(Object.values(model.live.queues)),
  trunks: publicList(Object.values(model.live.trunks)),
  links: publicList(Object.values(model.live.links)),
});

/** UTF-8 bytes of a text. */
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

type Lists = { readonly [K in LiveKind]: readonly unknown[] };
const emptyLists: Lists = { calls: [], extensions: [], agents: [], queues: [], trunks: [], links: [] };

/**
 * The messages that carry a snapshot: one where it fits `limit` bytes, else several, each with a share of the lists and all but the last
 * with `more`.
 */
export const snapshotMessages = (topic: string, snapshot: Snapshot, limit: number): readonly string[] => {
  const { site, n } = snapshot;
  const message = (part: Lists, more: boolean): string =>
    JSON.stringify({ topic, site, seq: n, snapshot: { ...snapshot, ...part }, ...(more ? { more: true } : {}) });
  const whole = message(snapshot, false);
  if (bytesOf(whole) <= limit) return [whole];
  const room = limit - bytesOf(message(emptyLists, true));
  const parts: { readonly [K in LiveKind]: unknown[] }[] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const kind of liveKinds)
    for (const item of snapshot[kind]) {
      const size = bytesOf(JSON.stringify(item)) + 1;
      if (used + size > room) {
        parts.push({ calls: [], extensions: [], agents: [], queues: [], trunks: [], links: [] });
        used = 0;
      }
      parts.at(-1)?.[kind].push(item);
      used += size;
    }
  if (parts.length === 0) return [whole];
  return parts.map((part, i) => message(part, i < parts.length - 1));
};

export const toPublicDelta = (delta: SiteDelta, own: OwnDevices): unknown => {
  const { calls } = delta;
  return toPublicJson(
    calls?.set === undefined ? delta : { ...delta, calls: { ...calls, set: calls.set.map((call) => redactCall(own, call)) } },
  );
};

/** @returns null when the delta is larger than one message: the client then takes a new snapshot. */
export const deltaMessage = (topic: string, site: string, n: number, delta: SiteDelta, own: OwnDevices, limit: number): string | null => {
  const text = JSON.stringify({ topic, site, seq: n, delta: toPublicDelta(delta, own) });
  return bytesOf(text) <= limit ? text : null;
};

export const resyncMessage = (topic: string, site: string): string => JSON.stringify({ resync: true, topic, site });
