import { compactDate } from './compact-date.ts';
import { dayMs, recentDays, sweepEveryMs } from './constants.ts';
import { dateOf, dateOfHour, type Hour } from './core/hours.ts';
import { emptyManifest } from './core/manifest.ts';
import { hoursToSeal, isBeyondRows, isToCompact, pieceToPublish, type SealQuestion } from './core/seal-rules.ts';
import type { StoredManifest } from './manifest-store.ts';
import type { SealerDeps, Workshop } from './ports.ts';
import { publishDate } from './publish-date.ts';
import { marksOf } from './read-sealable.ts';
import { sealDate } from './seal-date.ts';
import { removeOrphans, removeRetired } from './sweep-date.ts';
import { schemaVersion } from './tables.ts';
import type { LakeSite } from './types.ts';

/** Hours one run seals at a site; the others wait for the next. */
const hoursOfRun = 400;
const earliest = '0000-01-01';

export interface SealedSite {
  readonly sealed: number;
  readonly compacted: number;
  /** Hours that wait for the next run. */
  readonly left: number;
}
interface DateWork {
  readonly date: string;
  readonly question: SealQuestion;
  readonly stored: StoredManifest;
}

/** Dates with something to do, newest first, as today's hours are asked for most. */
const lookThrough = async (deps: SealerDeps, site: LakeSite, from: string): Promise<readonly DateWork[]> => {
  const now = deps.now();
  const to = dateOf(now + dayMs);
  const marks = await deps.hours.marks(site, from, to);
  const manifests = await deps.manifests.range(site, from, to);
  const depending = [...manifests.values()].flatMap(({ manifest }) =>
    Object.values(manifest.hours).flatMap((hour) => Object.keys(hour.counts)),
  );
  // Hours before the first date looked at: a call that began at midnight may depend on one.
  const all = await marksOf(
    deps.hours,
    site,
    depending.filter((hour) => dateOfHour(hour) < from || dateOfHour(hour) > to),
    marks,
  );
  const dates = [...new Set([...marks.keys()].map(dateOfHour))].sort().reverse();
  return dates.map((date) => {
    const stored = manifests.get(date) ?? { version: 0, manifest: emptyManifest };
    const question: SealQuestion = {
      now,
      schema: schemaVersion,
      marked: [...marks.keys()].filter((hour) => dateOfHour(hour) === date),
      countOf: (hour: Hour) => all.get(hour)?.n ?? 0,
      manifest: stored.manifest,
      rowsKeptDays: deps.rowsKeptDays,
    };
    return { date, question, stored };
  });
};

const hasWork = ({ date, question, stored }: DateWork): boolean =>
  hoursToSeal(question).length > 0 ||
  isToCompact(date, question) ||
  pieceToPublish(stored.manifest) !== null ||
  stored.manifest.retired.length > 0;

/** Compacts a date that is over and clean, shows it to Athena, deletes what nobody needs. */
const finishDate = async (deps: SealerDeps, workshop: Workshop, site: LakeSite, work: DateWork): Promise<number> => {
  const { date, question } = work;
  const stored = await deps.manifests.get(site, date);
  const compacting = isToCompact(date, { ...question, manifest: stored.manifest });
  const compacted = compacting && (await compactDate(deps, workshop, site, date, stored)) !== null;
  if (compacted) await removeOrphans(deps, site, date);
  if (compacted || pieceToPublish(stored.manifest) !== null) await publishDate(deps, workshop, site, date);
  if (stored.manifest.retired.length > 0) await removeRetired(deps, site, date);
  return compacted ? 1 : 0;
};

/**
 * Brings one site's files up to date: seals hours that changed, compacts dates that are over. Safe at any number of times and with any
 * number of others; a run that ends anywhere leaves a lake that reads right.
 * @param outOfTime asked between steps
 */
export const sealSite = async (deps: SealerDeps, site: LakeSite, outOfTime: () => boolean): Promise<SealedSite> => {
  const startedAt = deps.now();
  const sweeping = startedAt - (await deps.leases.sweptAt(site)) >= sweepEveryMs;
  const found = await lookThrough(deps, site, sweeping ? earliest : dateOf(startedAt - (recentDays - 1) * dayMs));
  const beyond = found.flatMap(({ question }) => question.marked.filter((hour) => isBeyondRows(hour, startedAt, deps.rowsKeptDays)));
  deps.metrics.count('lakeHoursBeyondRows', beyond.length);
  const dates = found.filter(hasWork);
  if (dates.length === 0) {
    if (sweeping) await deps.leases.setSwept(site, startedAt);
    return { sealed: 0, compacted: 0, left: 0 };
  }
  const holder = deps.newId();
  if (!(await deps.leases.take(site, holder))) return { sealed: 0, compacted: 0, left: 0 };
  const workshop = await deps.openWorkshop();
  let sealed = 0;
  let compacted = 0;
  let left = 0;
  try {
    for (const work of dates) {
      const hours = hoursToSeal(work.question);
      const now = hours.slice(0, outOfTime() ? 0 : Math.max(0, hoursOfRun - sealed));
      left += hours.length - now.length;
      if (now.length > 0) sealed += await sealDate(deps, workshop, site, work.date, now);
      if (!outOfTime()) compacted += await finishDate(deps, workshop, site, work);
    }
    if (sweeping && left === 0 && !outOfTime()) await deps.leases.setSwept(site, startedAt);
  } finally {
    await workshop.close();
    await deps.leases.release(site, holder);
  }
  return { sealed, compacted, left };
};
