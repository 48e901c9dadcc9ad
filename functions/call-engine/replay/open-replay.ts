import type { CallEvent } from '../../domain/call-event.ts';
import type { Emitted } from '../../domain/engine-output.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import type { FindSiteConfigVersion } from '../../tenants/types.ts';
import type { EngineState } from '../core/fold-events.ts';
import { defaultConfig } from '../default-config.ts';
import type { Engine, Owner, StoredState } from '../ports.ts';
import type { ReadObject } from '../rebuild/archive-object.ts';
import { foldLikeIngest } from '../rebuild/fold-like-ingest.ts';
import { framesOfLink } from '../rebuild/frames-in-order.ts';
import type { ArchiveReader } from '../rebuild/read-archive.ts';
import { eventsAtOnce } from '../rebuild/refold.ts';
import type { StateStore } from '../state-store.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { CheckpointStore } from './checkpoint-store.ts';
import type { LinkListing } from './list-link.ts';
import { createReplayLinks, type TakenEvents } from './replay-links.ts';

export interface ReplayDeps {
  readonly engine: Engine<EngineState>;
  readonly states: Pick<StateStore<EngineState>, 'read'>;
  readonly checkpoints: Pick<CheckpointStore, 'newestUntil'>;
  readonly listing: LinkListing;
  readonly archive: Pick<ArchiveReader, 'read'>;
  readonly findConfigVersion: FindSiteConfigVersion;
  readonly now: () => number;
}
/** What a fold published of some events, with the configuration of the time. */
export interface ReplayedBatch {
  /** Instant of the newest event. */
  readonly at: number;
  readonly emitted: readonly Emitted[];
  readonly config: SiteConfig;
}
export interface ReplayedMoment {
  readonly state: EngineState;
  readonly config: SiteConfig;
  /** The site after `batches`, without what is `beside`. */
  readonly kept: { readonly state: EngineState; readonly config: SiteConfig };
  /** What is new for good since the moment before, in order. */
  readonly batches: readonly ReplayedBatch[];
  /** On top of that, for this moment alone: a later moment folds it again in another order. Empty where a site has one link. */
  readonly beside: readonly ReplayedBatch[];
  /** Something of it was erased since, or could not be read: in words. */
  readonly problems: readonly string[];
  readonly erased: boolean;
}
export interface Replay {
  /** Where it began: a checkpoint, or `at` 0 = before the first event. */
  readonly start: { readonly at: number; readonly state: EngineState; readonly config: SiteConfig };
  /** The site as its events up to `at` leave it. `at` never goes back. @throws ReplayTooLong */
  readonly to: (at: number, maxEvents: number) => Promise<ReplayedMoment>;
}
/** More events lie between the checkpoint and the moment than were allowed. */
export class ReplayTooLong extends Error {
  override readonly name = 'ReplayTooLong';
}
export type OpenedReplay =
  /** `firstAt` = the first instant anything is known of; null = nothing ever was. */
  { readonly kind: 'before'; readonly firstAt: number | null } | { readonly kind: 'replay'; readonly replay: Replay };
export type OpenReplay = (owner: Owner, at: number) => Promise<OpenedReplay>;

const readAhead = 48;
/** A link that was never heard of before may have waited so long with its first events. */
const newLinkMs = 3 * 86_400_000;
const seenAgainMs = 1_000;
/** Links of a site stand this far apart at any commit. One that is further behind was cut off: what it says later belongs before the copy. */
const apartMs = 10_000;
/** Then an older copy is taken, from before it was cut off; so often at most. */
const olderCheckpoints = 4;
const dayMs = 86_400_000;
const endOfDay = (at: number): number => Math.floor(at / dayMs + 1) * dayMs - 1;

/**
 * Folds the archive from the newest checkpoint that holds nothing after the moment, in the order in which the engine folded it, each link
 * up to its first event after the moment. What came late counts at its own instant, as if it had come in time.
 */
export const createOpenReplay = (deps: ReplayDeps): OpenReplay => {
  const { engine } = deps;
  return async (owner, from) => {
    const current = await deps.states.read(owner);
    if (current === null) return { kind: 'before', firstAt: null };
    const { firstAt } = current.state.engine;
    if (from < firstAt) return { kind: 'before', firstAt };
    const configOf = async (version: number): Promise<SiteConfig | null> =>
      version === 0 ? defaultConfig(owner) : ((await deps.findConfigVersion(owner.tenant, owner.site, version))?.config ?? null);
    let checkpoint: Checkpoint | null = null;
    let state = engine.initial(owner.site);
    let version = 0;
    let config = defaultConfig(owner);
    let firstDay: number | null = null;
    const problems = new Set<string>();
    let erased = false;
    let until: StoredState<EngineState> = current.state;
    /** Objects lie under the day of their first event: later days hold nothing for moments up to here. */
    let horizon = endOfDay(from);
    let seenAt = deps.now();

    const onObject = (object: ReadObject): void => {
      for (const { what, object: key, detail } of object.problems)
        if (what === 'objectUnreadable')
          problems.add(`Part of the archive cannot be read (${key?.split('/').at(-1) ?? 'an object'}: ${detail}).`);
    };
    const open = (taken: Readonly<Record<string, number>>) => {
      const links = Object.keys(until.links).filter((link) => (until.links[link] ?? 0) > (taken[link] ?? 0));
      const ahead = Math.max(2, Math.floor(readAhead / Math.max(1, links.length)));
      const begun = (link: string): number => state.linkTimes[link] ?? firstDay ?? Math.max(firstAt, from) - newLinkMs;
      return createReplayLinks({
        taken,
        until: until.links,
        links: new Map(
          links.map((link) => [
            link,
            framesOfLink(
              deps.listing.objects(owner, link, taken[link] ?? 0, begun(link), horizon),
              (name) => deps.archive.read(owner, name),
              ahead,
              onObject,
            ),
          ]),
        ),
      });
    };
    let links = open({});
    for (let [until, left] = [from, olderCheckpoints]; ; left -= 1) {
      checkpoint = await deps.checkpoints.newestUntil(owner, until);
      state = checkpoint?.engine ?? engine.initial(owner.site);
      version = checkpoint?.configVersion ?? 0;
      config = (await configOf(version)) ?? defaultConfig(owner);
      firstDay = checkpoint === null ? ((await deps.listing.firstDay(owner)) ?? firstAt) : null;
      links = open(checkpoint?.links ?? {});
      if (checkpoint === null || left === 0) break;
      const next = await links.oldestAhead();
      if (next === null || next >= checkpoint.at - apartMs) break;
      until = Math.min(next, checkpoint.at - 1);
    }
    const start = { at: checkpoint?.at ?? 0, state, config };

    /** Folds what comes, in runs of one configuration. Returns the state after it; `keep` = for good. */
    const fold = async (frames: AsyncGenerator<TakenEvents>, limit: number) => {
      const batches: ReplayedBatch[] = [];
      let [after, events] = [{ state, version, config }, 0];
      let waiting: CallEvent[] = [];
      const flush = (): void => {
        if (waiting.length === 0) return;
        const folded = foldLikeIngest(engine, owner, after.state, waiting, after.config);
        const at = waiting.reduce((newest, event) => Math.max(newest, event.at), 0);
        batches.push({ at, emitted: folded.emitted, config: after.config });
        after = { ...after, state: folded.state };
        waiting = [];
      };
      for await (const { frame, events: some, missing } of frames) {
        events += some.length;
        if (events > limit) throw new ReplayTooLong(`more than ${limit} events`);
        erased ||= frame.batch.frame.header.erasedAt !== undefined;
        for (const lost of missing)
          problems.add(`Events ${lost.from} to ${lost.to} of link ${frame.batch.frame.header.link} are not in the archive.`);
        if (frame.configVersion !== null && frame.configVersion !== after.version) {
          flush();
          const found = await configOf(frame.configVersion);
          if (found === null) problems.add(`Version ${frame.configVersion} of the configuration is gone: the one before it was taken.`);
          after = { ...after, version: frame.configVersion, config: found ?? after.config };
        }
        waiting.push(...some);
        if (waiting.length >= eventsAtOnce) flush();
      }
      flush();
      return { after, batches };
    };

    const to = async (at: number, maxEvents: number): Promise<ReplayedMoment> => {
      // Near now more may have come since the links were listed.
      const seen = at > until.engine.at && deps.now() - seenAt >= seenAgainMs ? (await deps.states.read(owner))?.state : until;
      if (seen !== until) seenAt = deps.now();
      if (at > horizon || (seen !== undefined && seen.version !== until.version)) {
        until = seen ?? until;
        horizon = endOfDay(at);
        links = open(links.taken());
      }
      const kept = await fold(links.take(at), maxEvents);
      ({ state, version, config } = kept.after);
      const beside = await fold(links.look(at), maxEvents);
      return {
        state: beside.after.state,
        config: beside.after.config,
        kept: { state, config },
        batches: kept.batches,
        beside: beside.batches,
        problems: [...problems],
        erased,
      };
    };
    return { kind: 'replay', replay: { start, to } };
  };
};
