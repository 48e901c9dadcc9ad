import type { CallEvent } from '../domain/call-event.ts';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { epochMs } from '../domain/ids.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import { packOutbox, packState } from './pack-commit.ts';
import type { Engine, Owner, StoredState } from './ports.ts';
import { lastNumberOf, unrecognised } from './read-events.ts';
import { type Commit, fitsTransaction } from './state-params.ts';
import type { ReadState } from './state-store.ts';

export interface PlannedCommit<S> {
  readonly commit: Omit<Commit, 'now'>;
  readonly after: ReadState<S>;
  /** Events it covers, from the front. */
  readonly count: number;
  /** An event whose effects fit no transaction and that was replaced by an `unrecognised` one. */
  readonly replaced: CallEvent | null;
}

const linksAfter = (links: Readonly<Record<string, number>>, events: readonly CallEvent[]): Readonly<Record<string, number>> => {
  const after: Record<string, number> = { ...links };
  for (const event of events) after[event.link] = lastNumberOf(event);
  return after;
};

const newestInstant = (events: readonly CallEvent[]): number => events.reduce((newest, event) => Math.max(newest, event.at), 0);

const planned = <S>(
  engine: Engine<S>,
  owner: Owner,
  config: SiteConfig,
  before: ReadState<S>,
  events: readonly CallEvent[],
): Omit<PlannedCommit<S>, 'count' | 'replaced'> | null => {
  const { state, emitted } = engine.fold(before.state.engine, events, config);
  const n = emitted.length === 0 ? before.state.n : before.state.n + 1;
  const batch: OutboxBatch = { v: 1, tenant: owner.tenant, site: owner.site, n, at: epochMs(newestInstant(events)), emitted };
  const outbox = emitted.length === 0 ? [] : packOutbox(batch);
  if (outbox === null) return null;
  const packed = packState(state);
  const stored: StoredState<S> = { version: before.state.version + 1, n, links: linksAfter(before.state.links, events), engine: state };
  const commit = { owner, readVersion: before.state.version, readParts: before.parts, n, links: stored.links, state: packed, outbox };
  return fitsTransaction(commit) ? { commit, after: { state: stored, parts: packed.length } } : null;
};

/**
 * The next commit of a site: as many of `events`, from the front, as fit one transaction (halved until they do). One event too large by
 * itself is replaced by an `unrecognised` one. @throws Error when the state alone no longer fits.
 */
export const planCommit = <S>(
  engine: Engine<S>,
  owner: Owner,
  config: SiteConfig,
  before: ReadState<S>,
  events: readonly CallEvent[],
): PlannedCommit<S> => {
  for (let count = events.length; count >= 1; count = count === 1 ? 0 : Math.ceil(count / 2)) {
    const plan = planned(engine, owner, config, before, events.slice(0, count));
    if (plan !== null) return { ...plan, count, replaced: null };
  }
  const large = events[0];
  if (large === undefined) throw new Error(`nothing to commit for site ${owner.site}`);
  const stand = unrecognised(large.link, large.seq, large.at, JSON.stringify(large), 'the effects of this event do not fit one commit');
  const plan = planned(engine, owner, config, before, [stand]);
  if (plan === null) throw new Error(`state of site ${owner.site} no longer fits one transaction: it needs a repair by hand`);
  return { ...plan, count: 1, replaced: large };
};
