import type { EraseRows, Subject } from '../call-history/events.ts';
import { compactDate } from './compact-date.ts';
import { dayMs } from './constants.ts';
import { dateOf, dateOfHour, type Hour } from './core/hours.ts';
import type { Manifest } from './core/manifest.ts';
import { pieceToPublish } from './core/seal-rules.ts';
import type { SealerDeps, Workshop } from './ports.ts';
import { publishDate } from './publish-date.ts';
import { sealDate } from './seal-date.ts';
import { removeOrphans, removeRetired } from './sweep-date.ts';
import type { LakeSite } from './types.ts';

export type EraseDeps = SealerDeps & { readonly eraseRows: EraseRows };
export interface Erased {
  /** Rows of history blanked. */
  readonly rows: number;
  /** Of calls in progress: run the erasure again when they are over. */
  readonly inProgress: number;
  /** UTC dates whose files were made anew. */
  readonly dates: readonly string[];
}

const busy = (site: LakeSite): Error => new Error(`files of site ${site.site} are being written: run the erasure again in some minutes`);
const firstDate = '0000-01-01';
const atOnce = { retiredMs: Number.NEGATIVE_INFINITY, orphanMs: Number.NEGATIVE_INFINITY };
const attempts = 5;

/** A file holds rows that count no more. */
const hasDeadRows = ({ pieces, hours }: Manifest): boolean =>
  pieces.some((piece) => piece.holds.some((hour) => hours[hour]?.piece !== piece.id));

/** Makes the files of a date anew where rows in them changed, and deletes every file before them. */
const remakeDate = async (deps: EraseDeps, workshop: Workshop, site: LakeSite, date: string, hours: readonly Hour[]): Promise<void> => {
  const { manifest: old } = await deps.manifests.get(site, date);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (hours.length > 0) await sealDate(deps, workshop, site, date, hours);
    const stored = await deps.manifests.get(site, date);
    const pieceOf = (manifest: Manifest, hour: Hour): string | null => manifest.hours[hour]?.piece ?? null;
    if (hours.some((hour) => pieceOf(old, hour) !== null && pieceOf(stored.manifest, hour) === pieceOf(old, hour))) continue;
    if (hasDeadRows(stored.manifest) && (await compactDate(deps, workshop, site, date, stored)) === null) continue;
    if (old.published !== null) {
      const { version, manifest } = await deps.manifests.get(site, date);
      if (pieceToPublish(manifest) === null && manifest.pieces.length > 1) {
        // Athena's copy is of one piece, so the date becomes one.
        if ((await compactDate(deps, workshop, site, date, { version, manifest })) === null) continue;
      }
      await publishDate(deps, workshop, site, date);
      const now = await deps.manifests.get(site, date);
      if (pieceToPublish(now.manifest) !== null) continue;
    }
    await removeRetired(deps, site, date, atOnce);
    await removeOrphans(deps, site, date, atOnce);
    return;
  }
  throw new Error(`files of ${date} kept changing while they were made anew: run the erasure again`);
};

/** What `eraseSubject` would do, with an `eraseRows` that only counts: days whose files would be made anew are not known before. */
export const countSubject = async (
  deps: Pick<EraseDeps, 'hours' | 'now' | 'eraseRows'>,
  site: LakeSite,
  subject: Subject,
): Promise<Pick<Erased, 'rows' | 'inProgress'>> => {
  let [rows, inProgress] = [0, 0];
  for (const hour of (await deps.hours.marks(site, firstDate, dateOf(deps.now() + dayMs))).keys()) {
    const found = await deps.eraseRows(site, hour, subject);
    rows += found.rows;
    inProgress += found.inProgress;
  }
  return { rows, inProgress };
};

/**
 * Takes a person out of history and lake of one site: what rows say of them becomes null, files are made anew and the old ones deleted at
 * once. Calls go on being counted. Not covered: calls in progress, site configuration, the archive of call events (call-engine/erase-archive.ts),
 * DynamoDB's backups.
 * @throws Error when a sealer is at work on the site, or rows kept changing: nothing is harmed, run it again
 */
export const eraseSubject = async (deps: EraseDeps, site: LakeSite, subject: Subject): Promise<Erased> => {
  const holder = deps.newId();
  if (!(await deps.leases.take(site, holder))) throw busy(site);
  const workshop = await deps.openWorkshop();
  try {
    const marks = await deps.hours.marks(site, firstDate, dateOf(deps.now() + dayMs));
    const byDate = new Map<string, Hour[]>();
    let rows = 0;
    let inProgress = 0;
    for (const hour of [...marks.keys()].sort()) {
      const erased = await deps.eraseRows(site, hour, subject);
      rows += erased.rows;
      inProgress += erased.inProgress;
    }
    // By the marks and not by what was blanked now: a run that died before may have blanked rows whose files are still the old ones.
    const after = await deps.hours.marks(site, firstDate, dateOf(deps.now() + dayMs));
    for (const [date, { manifest }] of await deps.manifests.range(site, firstDate, dateOf(deps.now() + dayMs)))
      for (const [hour, sealed] of Object.entries(manifest.hours))
        if (Object.entries(sealed.counts).some(([of, n]) => (after.get(of)?.n ?? 0) !== n))
          byDate.set(date, [...(byDate.get(date) ?? []), hour]);
    for (const [date, hours] of byDate) await remakeDate(deps, workshop, site, date, hours);
    for (const date of new Set([...after.keys()].map(dateOfHour))) if (!byDate.has(date)) await remakeDate(deps, workshop, site, date, []);
    return { rows, inProgress, dates: [...byDate.keys()] };
  } finally {
    await workshop.close();
    await deps.leases.release(site, holder);
  }
};
