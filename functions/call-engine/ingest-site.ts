import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { FindSiteConfig, SiteConfigVersion } from '../tenants/types.ts';
import { type Accepted, acceptBatches, type SiteBatch } from './accept-batches.ts';
import { batchesDeclaredLostMetric, recordsRejectedMetric } from './constants.ts';
import { defaultConfig } from './default-config.ts';
import type { ArchiveEvents } from './event-archive.ts';
import { planCommit } from './plan-commit.ts';
import type { Engine, Owner } from './ports.ts';
import type { RejectEvents } from './rejected-store.ts';
import { rejectionOfLargeEvent, rejectionsOf } from './rejections-of.ts';
import type { KeepCheckpoint } from './replay/keep-checkpoints.ts';
import { type ReadState, StateConflict, type StateStore } from './state-store.ts';
import type { WaitingSince } from './waiting-store.ts';

export interface IngestSiteDeps<S> {
  readonly engine: Engine<S>;
  readonly states: StateStore<S>;
  readonly archive: ArchiveEvents;
  readonly reject: RejectEvents;
  readonly waitingSince: WaitingSince;
  /** Copies of the state, for looking back. Default: none. */
  readonly keepCheckpoint?: KeepCheckpoint<S>;
  readonly findConfig: FindSiteConfig;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  /** So long a site may wait on one day, in all, for predecessors of its batches; then numbers between are declared lost. Default 15 minutes. */
  readonly patienceMs?: number;
}

/** Consumers racing for one site; more conflicts in a row than this are a fault of the event source. */
const attempts = 5;
const keptSites = 2_000;
const defaultPatienceMs = 15 * 60_000;

/**
 * Takes the batches of one site into its state: what is new is archived, folded and committed, in as few transactions as it fits.
 * @returns the places of the records that must come again because their predecessor is missing.
 * @throws whatever AWS throws: then all records of the site must come again.
 */
export const createIngestSite = <S>(
  deps: IngestSiteDeps<S>,
): ((owner: Owner, batches: readonly SiteBatch[]) => Promise<readonly number[]>) => {
  /** Site states as last committed by this process; the version condition of the commit tells when somebody else was faster. */
  const warm = new Map<string, ReadState<S>>();
  const keyOf = (owner: Owner): string => `${owner.tenant} ${owner.site}`;

  const load = async (owner: Owner): Promise<ReadState<S>> =>
    warm.get(keyOf(owner)) ??
    (await deps.states.read(owner)) ?? { state: { version: 0, n: 0, links: {}, engine: deps.engine.initial(owner.site) }, parts: 0 };

  const keep = (owner: Owner, state: ReadState<S>): void => {
    if (warm.size >= keptSites) warm.clear();
    warm.set(keyOf(owner), state);
  };

  const archive = async (owner: Owner, accepted: Accepted, configVersion: number, stateVersion: number): Promise<void> => {
    const placed = accepted.batches.map((batch, place) => ({ ...batch, place }));
    const links = new Set(placed.map((batch) => batch.frame.header.link));
    for (const link of links) {
      const frames = placed.filter((batch) => batch.frame.header.link === link);
      await deps.archive({
        owner,
        link,
        frames: frames.map(({ frame, read, place }) => ({
          firstSeq: frame.header.firstSeq,
          lastSeq: read.lastSeq,
          bytes: frame.bytes,
          place,
        })),
        startedAt: frames[0]?.read.events[0]?.at ?? 0,
        configVersion,
        stateVersion,
        declaredLost: accepted.declaredLost.filter((lost) => lost.link === link),
      });
    }
  };

  const commitAll = async (
    owner: Owner,
    before: ReadState<S>,
    accepted: Accepted,
    config: SiteConfigVersion['config'],
  ): Promise<ReadState<S>> => {
    let state = before;
    for (let done = 0; done < accepted.events.length; ) {
      const plan = planCommit(deps.engine, owner, config, state, accepted.events.slice(done));
      const batch = accepted.batches[0];
      if (plan.replaced !== null && batch !== undefined) await deps.reject(rejectionOfLargeEvent(owner, batch, plan.replaced));
      await deps.states.commit({ ...plan.commit, now: deps.now() });
      state = plan.after;
      keep(owner, state);
      done += plan.count;
    }
    deps.metrics.count('eventsFolded', accepted.events.length);
    return state;
  };

  /** Early batches that have waited long enough to go ahead without their predecessor. */
  const outOfPatience = async (
    owner: Owner,
    early: readonly SiteBatch[],
    links: Readonly<Record<string, number>>,
  ): Promise<ReadonlySet<SiteBatch>> => {
    const chosen = new Set<SiteBatch>();
    const asked = new Set<string>();
    for (const batch of early) {
      const { link } = batch.frame.header;
      if (asked.has(link)) continue;
      asked.add(link);
      const now = deps.now();
      const since = await deps.waitingSince(owner, link, (links[link] ?? 0) + 1, now);
      if (now - since >= (deps.patienceMs ?? defaultPatienceMs)) chosen.add(batch);
    }
    return chosen;
  };

  const once = async (owner: Owner, batches: readonly SiteBatch[]): Promise<readonly SiteBatch[]> => {
    const before = await load(owner);
    const found = await deps.findConfig(owner.tenant, owner.site);
    const config = found?.config ?? defaultConfig(owner);
    let accepted = acceptBatches(batches, before.state.links);
    if (accepted.early.length > 0) {
      const impatient = await outOfPatience(owner, accepted.early, accepted.links);
      if (impatient.size > 0) {
        deps.metrics.count(batchesDeclaredLostMetric, impatient.size);
        deps.log.error('numbers declared lost after waiting in vain', { tenant: owner.tenant, site: owner.site });
        accepted = acceptBatches(batches, before.state.links, impatient);
      }
    }
    deps.metrics.count('eventsDuplicate', accepted.duplicates);
    if (accepted.events.length === 0) return accepted.early;
    const rejections = accepted.batches.flatMap((batch) => rejectionsOf(owner, batch));
    for (const rejection of rejections) await deps.reject(rejection);
    await archive(owner, accepted, found?.version ?? 0, before.state.version);
    const after = await commitAll(owner, before, accepted, config);
    await deps.keepCheckpoint?.(owner, before.state, after.state, found?.version ?? 0);
    deps.metrics.count(recordsRejectedMetric, rejections.length);
    return accepted.early;
  };

  return async (owner, batches) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const early = await once(owner, batches);
        deps.metrics.count('batchesEarly', early.length);
        return early.map((batch) => batch.record);
      } catch (error) {
        warm.delete(keyOf(owner));
        if (!(error instanceof StateConflict) || attempt === attempts) throw error;
        deps.metrics.count('stateConflicts', 1);
      }
    }
  };
};
