import {
  createRowCollector,
  type KindCounts,
  type RestateHistory,
  type RowChange,
  type RowKind,
  type TimeRange,
} from '../../call-history/events.ts';
import type { SiteId } from '../../domain/ids.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import type { FindSite, FindSiteConfig, FindSiteConfigVersion } from '../../tenants/types.ts';
import { defaultConfig } from '../default-config.ts';
import type { Engine, Owner } from '../ports.ts';
import type { StateStore } from '../state-store.ts';
import type { ReadObject, RebuildProblem } from './archive-object.ts';
import { dayRange } from './day-range.ts';
import { framesInOrder } from './frames-in-order.ts';
import type { ArchiveReader } from './read-archive.ts';
import { refold } from './refold.ts';

/** The rebuild cannot begin, with what to do about it. Nothing was written. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
}

export interface RebuildRequest {
  readonly site: SiteId;
  /** First and last statistics day of the site's zone, `yyyy-mm-dd`, both included. */
  readonly from: string;
  readonly to: string;
  /** `then`: each batch with the configuration it was folded with at the time. `current`: all with the present one. */
  readonly config: 'then' | 'current';
  readonly dryRun: boolean;
  /** Change and delete rows even if part of the archive cannot be read. */
  readonly acceptDamage: boolean;
}
export interface RebuildProgress {
  readonly objects: number;
  readonly objectsRead: number;
  readonly events: number;
}
export interface RebuildReport {
  readonly owner: Owner;
  readonly range: TimeRange;
  /** Outbox number the rows are the state of. */
  readonly asOf: number;
  readonly objects: number;
  readonly events: number;
  /** Objects from before the archive kept the order across links. */
  readonly objectsWithoutOrder: number;
  readonly links: number;
  /** Rows were only added, as part of the archive cannot be read. */
  readonly addOnly: boolean;
  readonly kinds: Readonly<Record<RowKind, KindCounts>>;
  readonly changes: readonly RowChange[];
  readonly problems: readonly RebuildProblem[];
}

export interface RebuildDeps<S> {
  readonly engine: Engine<S>;
  readonly states: Pick<StateStore<S>, 'read'>;
  readonly archive: ArchiveReader;
  readonly history: RestateHistory;
  readonly findSite: FindSite;
  readonly findConfig: FindSiteConfig;
  readonly findConfigVersion: FindSiteConfigVersion;
  readonly onProgress: (progress: RebuildProgress) => void;
  readonly sleep: (ms: number) => Promise<void>;
}

const waitMs = 500;
const waits = 60;

/**
 * Computes the history of a site's days anew from its archived batches, and makes the history table equal to it. The engine's state is
 * read first: what the archive holds beyond it is not folded yet and not counted here either. Live state and engine state are not touched.
 * @throws RebuildRefused before anything is written, and whatever AWS throws: then it can be run again.
 */
export const createRebuildSite = <S>(deps: RebuildDeps<S>): ((request: RebuildRequest) => Promise<RebuildReport>) => {
  const caughtUp = async (owner: Owner, n: number): Promise<boolean> => {
    for (let i = 0; i < waits; i += 1) {
      if ((await deps.history.position(owner)) >= n) return true;
      await deps.sleep(waitMs);
    }
    return false;
  };
  const configsOf = (owner: Owner, current: SiteConfig | null) => async (version: number | null) => {
    if (current !== null) return current;
    if (version === null || version === 0) return defaultConfig(owner);
    return (await deps.findConfigVersion(owner.tenant, owner.site, version))?.config ?? null;
  };

  return async (request) => {
    const site = await deps.findSite(request.site, null);
    if (site === null) throw new RebuildRefused(`there is no site "${request.site}"`);
    if (request.from > request.to) throw new RebuildRefused(`--from ${request.from} is after --to ${request.to}`);
    const owner: Owner = { tenant: site.tenant, site: site.site };
    const range = dayRange(site, request.from, request.to);
    const current = (await deps.findConfig(owner.tenant, owner.site))?.config ?? defaultConfig(owner);
    const read = await deps.states.read(owner);
    if (read === null) throw new RebuildRefused(`the engine has folded nothing of "${site.site}" yet, so there is nothing to rebuild`);
    const { n: asOf, links: until } = read.state;

    const listing = await deps.archive.list(owner);
    const problems = [...listing.problems];
    const rows = createRowCollector(owner, range);
    let objectsRead = 0;
    let objectsWithoutOrder = 0;
    let events = 0;
    const progress = (): void => deps.onProgress({ objects: listing.objects, objectsRead, events });
    const onObject = (object: ReadObject): void => {
      objectsRead += 1;
      problems.push(...object.problems);
      if (object.frames[0]?.stateVersion === null) objectsWithoutOrder += 1;
      progress();
    };
    const folded = await refold({
      engine: deps.engine,
      owner,
      frames: framesInOrder(listing.links, (name) => deps.archive.read(owner, name), onObject),
      until,
      configOf: configsOf(owner, request.config === 'current' ? current : null),
      onEmitted: rows.add,
      onFolded: (count) => {
        events = count;
        progress();
      },
    });
    problems.push(...folded.problems);
    const addOnly = problems.length > 0 && !request.acceptDamage;

    // With the configuration of the time, rows that the projection still has to write will be what is written here. With another they will not.
    if (!request.dryRun && request.config === 'current' && !(await caughtUp(owner, asOf)))
      throw new RebuildRefused(
        `history is behind: it has not applied batch ${asOf} after ${(waits * waitMs) / 1_000} s, and would undo the rebuild. See its function's errors, then run this again`,
      );
    const restated = await deps.history.restate({ owner, range, rows, asOf, addOnly, dryRun: request.dryRun });
    return {
      owner,
      range,
      asOf,
      objects: listing.objects,
      events: folded.events,
      objectsWithoutOrder,
      links: listing.links.size,
      addOnly,
      ...restated,
      problems,
    };
  };
};
