import { auditNote } from '../audit/audit.ts';
import type { Doing } from '../audit/types.ts';
import { epochMs } from '../domain/ids.ts';
import { readableId } from '../domain/readable-id.ts';
import type { SiteScope } from '../identity/types.ts';
import { attempts } from '../runtime/attempts.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable, type UnreadableRow } from '../runtime/read-row.ts';
import { ownPerPerson } from './constants.ts';
import type { DefaultReport } from './core/default-reports/default-report.ts';
import { defaultReports } from './core/default-reports/default-reports.ts';
import type { KnownShelf } from './report-params.ts';
import { busy, nameKey, personOf, reportNote, reportOf, type SaveReportDeps } from './save-report.ts';
import type { ReportHead, StoredReport } from './types.ts';

/** `fault`: why nobody knows which default reports were given; null = it is known. */
export interface OwnReports {
  readonly read: readonly ReportHead[];
  readonly unreadable: readonly UnreadableRow[];
  readonly fault: string | null;
}

/** A name that the list does not have yet. */
const freeName = (name: string, taken: ReadonlySet<string>): string => {
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? name : `${name} (default${n === 2 ? '' : ` ${n - 1}`})`;
    if (!taken.has(nameKey(tried))) return tried;
  }
};

const copiesOf = (
  deps: SaveReportDeps,
  { who }: Pick<Doing, 'who'>,
  asked: readonly DefaultReport[],
  present: readonly ReportHead[],
): readonly StoredReport[] => {
  const by = personOf(who);
  const taken = new Set(present.map(({ name }) => nameKey(name)));
  // Who has as many as fit gets none beyond that.
  return asked.slice(0, Math.max(0, ownPerPerson - present.length)).map(({ id: from, content }) => {
    const name = freeName(content.name, taken);
    taken.add(nameKey(name));
    return reportOf({
      id: readableId(content.name, deps.newSuffix(), 'report'),
      owner: by,
      shared: false,
      version: 1,
      updatedAt: epochMs(deps.now()),
      updatedBy: by,
      from,
      // Nobody chose what they show.
      units: null,
      content: { ...content, name },
    });
  });
};

/** What was given of the list's row, where that can be read. */
const givenIn = (shelf: KnownShelf): readonly string[] => (isUnreadable(shelf) ? [] : shelf.given);

/**
 * The own reports of who asks, after giving default reports that were never given before; all of them in one transaction with the note of it, so
 * that two lists at once give them once. What was given and deleted stays away; what is added to the set later is given once. Where what was given
 * cannot be read, nothing is given by itself: it would bring back what was deleted.
 * @throws ProblemError `conflict` when others kept saving
 */
export const listOwn =
  (deps: SaveReportDeps) =>
  async (doing: { readonly scope: SiteScope; readonly who: Doing['who'] }): Promise<OwnReports> => {
    const { scope, who } = doing;
    for await (const _ of attempts()) {
      // Its row first: a list older than it would hide a report that was made in between.
      const shelf = await deps.store.shelf(scope, who.id);
      const { read: present, unreadable } = await deps.store.listAll(scope, who.id);
      if (isUnreadable(shelf)) return { read: present, unreadable, fault: shelf.unreadable };
      const missing = defaultReports.filter(({ id }) => !shelf.given.includes(id));
      if (missing.length === 0) return { read: present, unreadable, fault: null };
      const copies = copiesOf(deps, doing, missing, present);
      const writes = copies.flatMap((report) => deps.store.saveWrites(scope, report, null));
      const given = [...shelf.given, ...missing.map(({ id }) => id)];
      if (await deps.store.commit([...writes, deps.store.shelfWrite(scope, who.id, shelf, given)]))
        return { read: [...present, ...copies], unreadable, fault: null };
    }
    throw busy();
  };

/**
 * Gives back the default reports that the person no longer has, whatever became of those they have. What was given is then known again, also where
 * it could not be read; the audit keeps what stood there.
 * @throws ProblemError `conflict` when others kept saving
 */
export const giveBack =
  (deps: SaveReportDeps) =>
  async (doing: Doing): Promise<readonly StoredReport[]> => {
    const { scope, who } = doing;
    for await (const _ of attempts()) {
      const shelf = await deps.store.shelf(scope, who.id);
      const present = await deps.store.list(scope, who.id);
      const missing = defaultReports.filter(({ id }) => !present.some(({ from }) => from === id));
      const copies = copiesOf(deps, doing, missing, present);
      const [first] = copies;
      if (first === undefined && missing.length > 0)
        throw new ProblemError(
          'conflict',
          `You have ${ownPerPerson} reports of your own, which is the most there may be: delete some first.`,
        );
      if (first === undefined && !isUnreadable(shelf)) return [];
      const given = [...new Set([...givenIn(shelf), ...defaultReports.map(({ id }) => id)])];
      const told = {
        action: 'report.save',
        summary: `${copies.length} default report(s) given back${isUnreadable(shelf) ? '; what was given before could not be read' : ''}`,
        changes: [
          ...copies.map(({ id, name }) => ({ path: `/${id}`, before: undefined, after: name })),
          ...(isUnreadable(shelf) ? [{ path: '/given', before: shelf.row.given, after: given }] : []),
        ],
      } as const;
      const now = deps.now();
      const note =
        first === undefined ? auditNote(doing, now, { object: 'default reports', ...told }) : reportNote(doing, now, first, told);
      const writes = copies.flatMap((report) => deps.store.saveWrites(scope, report, null));
      if (await deps.store.commit([...writes, deps.store.shelfWrite(scope, who.id, shelf, given), deps.audit(note)])) return copies;
    }
    throw busy();
  };
