import type { ReadOutbox } from '../call-engine/events.ts';
import type { HourReader, ReadGaps, ReadPosition } from '../call-history/events.ts';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { latestEpochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { type SiteConfig, siteConfigSchema } from '../domain/site-config.ts';
import { inParallel } from '../runtime/bounded.ts';
import type { Log } from '../runtime/log.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import type { AskedFigure } from './core/site-figures/asked-figure.ts';
import { createSiteFigures, rowsNeededFrom, type SiteFigures, type SiteRows } from './core/site-figures/site-figures.ts';
import type { SiteOf } from './live-params.ts';
import type { LiveStore } from './live-store.ts';

export interface FiguresKeeperDeps {
  readonly historyPosition: ReadPosition;
  readonly hours: HourReader;
  readonly gapsOf: ReadGaps;
  readonly store: Pick<LiveStore, 'read'>;
  readonly readOutbox: ReadOutbox;
  readonly findConfig: FindSiteConfig;
  readonly now: () => number;
  readonly log: Log;
}
/** A site's figures brought up to batch `n`. */
export interface KeptFigures {
  readonly figures: SiteFigures;
  readonly n: number;
  /** Not from batch to batch in this process: another one may have told boards something meanwhile. */
  readonly jumped: boolean;
}
/** @param more with given batches: also those published since, which go on from them */
export type BringFigures = (
  owner: SiteOf,
  asked: readonly AskedFigure[],
  batches: readonly OutboxBatch[] | 'all',
  more?: boolean,
) => Promise<KeptFigures>;

interface Site {
  readonly figures: SiteFigures;
  n: number;
  version: number;
  /** When last asked for, epoch ms. */
  at: number;
}

const keptSites = 50;
/** After so long without being asked for, a day is read again rather than all that was published since. */
const idleMs = 3_600_000;
const hoursAtOnce = 4;
const hourMs = 3_600_000;
const lastNumber = 999_999_999_999;
const attempts = 3;

const hourOf = (at: number): string => new Date(at).toISOString().slice(0, 13);
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/**
 * Keeps the figures of sites in memory, in whatever process wants them: the projection, a socket that joins, the API. What is in memory
 * is only a cache. A process that knows nothing of a site begins in an order in which nothing can be missed:
 *
 *   position p of history, and the calls there are now as of n   (each consistent in itself)
 *   rows of today                                                (all batches up to p, and parts of later ones)
 *   published batches after the lower of p and n, in order       (their rows from p on, their live changes from n on)
 *
 * Rows that were further ahead than p are replaced by older versions of themselves and then by the same again: a row's last word is
 * that of the last batch that names it. So the figures are those of the last batch read, whether history is ahead of the live state or
 * behind it. From there on batches are applied in order of number, each once; a hole is filled from the outbox.
 */
export const createFiguresKeeper = (deps: FiguresKeeperDeps): { readonly bring: BringFigures } => {
  const sites = new Map<string, Site>();
  const running = new Map<string, Promise<unknown>>();
  /** The next reading of everything, not begun yet: who wants the same joins it, so that a thousand screens that come back cost a few reads. */
  const next = new Map<string, { readonly asked: AskedFigure[]; readonly work: Promise<KeptFigures> }>();

  const configOf = async (owner: SiteOf): Promise<{ readonly version: number; readonly config: SiteConfig }> =>
    (await deps.findConfig(tenantIdSchema.parse(owner.tenant), siteIdSchema.parse(owner.site))) ?? {
      version: 0,
      config: siteConfigSchema.parse({ id: owner.site, devices: [] }),
    };

  const readRows = async (owner: SiteOf, from: number, live: SiteRows['live']): Promise<SiteRows> => {
    // Calls still going on may have begun before.
    const oldest = live.reduce((least, call) => Math.min(least, call.startedAt), from);
    const older = new Set(live.filter(({ startedAt }) => startedAt < from).map(({ startedAt }) => hourOf(startedAt)));
    const marks = await deps.hours.marks(owner, dateOf(oldest), dateOf(deps.now() + 24 * hourMs));
    const hours = [...marks.keys()].filter((hour) => hour >= hourOf(from) || older.has(hour));
    const [read, gaps] = await Promise.all([
      inParallel(hours, hoursAtOnce, (hour) => deps.hours.rows(owner, hour)),
      deps.gapsOf({ tenant: tenantIdSchema.parse(owner.tenant), site: siteIdSchema.parse(owner.site), reseller: '' }, from, latestEpochMs),
    ]);
    return { calls: read.flatMap(({ calls }) => calls), status: read.flatMap(({ status }) => status), gaps, live };
  };

  const begin = async (owner: SiteOf, attempt = 1): Promise<Site> => {
    const [p, stored, { config, version }] = await Promise.all([deps.historyPosition(owner), deps.store.read(owner), configOf(owner)]);
    const live = stored?.model ?? null;
    const now = deps.now();
    const siteNow = live === null ? now : live.live.at;
    const rows = await readRows(owner, rowsNeededFrom(config, Math.min(now, siteNow)), Object.values(live?.live.calls ?? {}));
    const behind = Math.min(p, live?.n ?? 0);
    const batches = await deps.readOutbox(owner.tenant, owner.site, behind + 1, lastNumber);
    const first = batches[0];
    if (first !== undefined && first.n > behind + 1)
      deps.log.error('published batches are gone: live figures of this site may be wrong until its next day', {
        ...owner,
        from: behind + 1,
        to: first.n - 1,
      });
    const figures = createSiteFigures(config, rows, siteNow);
    for (const batch of batches) figures.apply(batch, { rows: batch.n > p, live: batch.n > (live?.n ?? 0) });
    // A call that moved to another hour while the hours were read may have been in none of them.
    if (figures.isTorn() && attempt < attempts) return begin(owner, attempt + 1);
    return { figures, n: Math.max(p, live?.n ?? 0, batches.at(-1)?.n ?? 0), version, at: now };
  };

  /** @returns false when batches are missing. */
  const goOn = (site: Site, batches: readonly OutboxBatch[]): boolean => {
    for (const batch of [...batches].sort((a, b) => a.n - b.n)) {
      if (batch.n <= site.n) continue;
      if (batch.n !== site.n + 1) return false;
      site.figures.apply(batch);
      site.n = batch.n;
    }
    return true;
  };
  /** The same by what was published since. */
  const goOnPublished = async (owner: SiteOf, site: Site): Promise<boolean> =>
    goOn(site, await deps.readOutbox(owner.tenant, owner.site, site.n + 1, lastNumber));

  const bring = async (
    key: string,
    owner: SiteOf,
    asked: readonly AskedFigure[],
    batches: readonly OutboxBatch[] | 'all',
    more: boolean,
  ): Promise<KeptFigures> => {
    const known = sites.get(key);
    sites.delete(key);
    let site = known !== undefined && deps.now() - known.at < idleMs ? known : null;
    let jumped = site === null;
    if (site !== null && (batches === 'all' || !goOn(site, batches))) {
      jumped = true;
      if (!(await goOnPublished(owner, site))) site = null;
    }
    if (site !== null && more && !jumped) await goOnPublished(owner, site);
    site ??= await begin(owner);
    const { config, version } = await configOf(owner);
    if (version !== site.version) {
      site.figures.configure(config);
      site.version = version;
      jumped = true;
    }
    site.figures.keep(asked);
    site.at = deps.now();
    // Only now, so that whatever fails in between begins anew; last in the map = used last.
    sites.set(key, site);
    for (const oldest of sites.keys()) {
      if (sites.size <= keptSites) break;
      sites.delete(oldest);
    }
    return { figures: site.figures, n: site.n, jumped };
  };

  return {
    bring: async (owner, asked, batches, more = false) => {
      const key = `${owner.tenant} ${owner.site}`;
      const waiting = batches === 'all' ? next.get(key) : undefined;
      if (waiting !== undefined) {
        waiting.asked.push(...asked);
        return waiting.work;
      }
      // One at a time for a site.
      const before = running.get(key) ?? Promise.resolve();
      const all = [...asked];
      const work = before.then(() => {
        if (next.get(key)?.asked === all) next.delete(key);
        return bring(key, owner, all, batches, more);
      });
      if (batches === 'all') next.set(key, { asked: all, work });
      const settled = work.catch(() => undefined);
      running.set(key, settled);
      try {
        return await work;
      } finally {
        if (running.get(key) === settled) running.delete(key);
      }
    },
  };
};
