import { auditNote, type NoteWords } from '../audit/audit.ts';
import type { AuditWrite, Doing, TransactWrite } from '../audit/types.ts';
import { epochMs } from '../domain/ids.ts';
import { readableId } from '../domain/readable-id.ts';
import { type ScheduleContent, scheduleLimits } from '../domain/schedule.ts';
import type { SiteScope } from '../identity/types.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable, type UnreadableRow } from '../runtime/read-row.ts';
import type { StoredReports } from '../saved-reports/stored-reports.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { nextRun } from './core/next-run.ts';
import { type FaultDeps, findFaultsWith, refuseFaults } from './find-faults.ts';
import type { FindRightsDeps } from './find-rights.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { SetNext } from './set-next.ts';
import type { Person, Place, StoredSchedule } from './types.ts';

export interface SaveScheduleDeps extends FaultDeps, FindRightsDeps {
  readonly store: ScheduleStore;
  readonly reports: Pick<StoredReports, 'find' | 'resolveFilter'>;
  readonly setNext: SetNext;
  readonly audit: AuditWrite;
  readonly log: Log;
  readonly now: () => number;
  /** Six characters of the alphabet of ids, never the same. */
  readonly newSuffix: () => string;
}

/** Somebody else saves, or a run goes on, at the same moment: looked at again so often. */
const attempts = 4;
const busy = (): ProblemError => new ProblemError('conflict', 'Something else was saved at the same moment: try again.');
const stale = (found: StoredSchedule, madeFrom: number): ProblemError =>
  new ProblemError(
    'version-mismatch',
    `The change was made from version ${madeFrom}, but version ${found.version} was saved at ${new Date(found.updatedAt).toISOString()}: look at it and make the change again.`,
  );
const gone = (): ProblemError => new ProblemError('not-found', 'There is no such schedule here.');

const note = (doing: Doing, now: number, of: StoredSchedule, told: Omit<NoteWords, 'object'>) =>
  auditNote(doing, now, { object: `schedule ${of.content.name} (${of.id})`, ...told });

/** The zone in which a schedule's clock times are. */
export const zoneOf = async (findConfig: FindSiteConfig, { tenant, site }: Place, content: ScheduleContent): Promise<string> =>
  content.timing.timeZone ?? (await findConfig(tenant, site))?.config.timeZone ?? 'UTC';

const nextAtOf = async (deps: SaveScheduleDeps, place: Place, content: ScheduleContent, after: number) =>
  content.enabled ? (nextRun(content.timing, await zoneOf(deps.findConfig, place, content), after)?.at ?? null) : null;

/** The table says when it is due; a moment that could not be set now is set by the sweep. */
const setMoment = async (deps: SaveScheduleDeps, place: Place, id: string, at: number | null): Promise<void> => {
  try {
    await deps.setNext(place, id, at);
  } catch (error) {
    deps.log.error('the moment of a schedule could not be set, the sweep does it', { ...place, schedule: id, ...errorFields(error) });
  }
};

const refuseName = async (deps: SaveScheduleDeps, scope: SiteScope, name: string, self: string | null): Promise<void> => {
  const { read, unreadable } = await deps.store.list(scope);
  const names = [...read.filter(({ id }) => id !== self).map(({ content }) => content.name), ...unreadable.map((one) => one.name)];
  if (names.some((one) => one?.toLowerCase() === name.toLowerCase()))
    throw new ProblemError('conflict', `There is a schedule called "${name}" already: choose another name.`, {
      errors: [{ pointer: '#/name', detail: 'The name is taken.', in: 'body' }],
    });
  if (self === null && read.length + unreadable.length >= scheduleLimits.perSite)
    throw new ProblemError('conflict', `A site may have at most ${scheduleLimits.perSite} schedules: delete those that nobody needs.`);
};

interface Planned {
  readonly schedule: StoredSchedule;
  readonly writes: readonly TransactWrite[];
}

const planNew = async (deps: SaveScheduleDeps, doing: Doing, id: string, content: ScheduleContent): Promise<Planned> => {
  const { scope, who } = doing;
  const now = deps.now();
  const nextAt = await nextAtOf(deps, scope, content, now);
  const schedule: StoredSchedule = {
    id,
    content,
    owner: { id: who.id, name: who.name },
    version: 1,
    updatedAt: epochMs(now),
    nextAt: nextAt === null ? null : epochMs(nextAt),
    lastRun: null,
    alarmedAt: null,
  };
  const row = deps.audit(note(doing, now, schedule, { action: 'schedule.save', summary: 'made' }));
  return { schedule, writes: [...deps.store.createWrites(scope, schedule), row] };
};

/** @throws ProblemError `bad-request`, `conflict` */
export const createSchedule =
  (deps: SaveScheduleDeps) =>
  async (doing: Doing, content: ScheduleContent): Promise<StoredSchedule> => {
    const { scope } = doing;
    refuseFaults((await findFaultsWith(deps, deps.reports, scope, [content]))[0] ?? []);
    await refuseName(deps, scope, content.name, null);
    const { schedule, writes } = await planNew(deps, doing, readableId(content.name, deps.newSuffix(), 'schedule'), content);
    if (!(await deps.store.commit(writes))) throw busy();
    await setMoment(deps, scope, schedule.id, schedule.nextAt);
    return schedule;
  };

const changesOf = (before: StoredSchedule, after: StoredSchedule) => [
  ...(['name', 'description', 'enabled', 'timing', 'reports', 'format', 'delivery', 'waitMinutes', 'alarmWhenEmpty'] as const)
    .map((part) => ({ path: `/${part}`, before: before.content[part], after: after.content[part] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after)),
  ...(before.owner.id === after.owner.id ? [] : [{ path: '/owner', before: before.owner.name, after: after.owner.name }]),
];

type Change = (before: StoredSchedule) => Pick<StoredSchedule, 'content' | 'owner'>;

/** With whose rights it runs from then on: those of its owner, or of who saves it. */
export type KeptRights = 'owner' | 'mine';

/**
 * Who owns it once it is saved: the owner, unless who saves it wants it under the own rights. Who is limited to business units changes nothing of what
 * somebody else's rights bring to the addresses of a schedule, or the mail would carry rows out that this person may not see; switching it on and
 * off is free. @throws ProblemError `forbidden`
 */
const ownerAfter = ({ scope, who }: Doing, before: StoredSchedule, content: ScheduleContent, rights: KeptRights): Person => {
  const { owner } = before;
  if (rights === 'mine' || owner.id === who.id) return { id: who.id, name: who.name };
  if (scope.units === undefined || changesOf(before, { ...before, content }).every(({ path }) => path === '/enabled')) return owner;
  const detail = `"${before.content.name}" runs with the rights of ${owner.name}, and you see some business units alone: you may change it only so that it runs with your rights ("rights": "mine"), with the rows that you see.`;
  throw new ProblemError('forbidden', detail, { errors: [{ pointer: '#/rights', detail, in: 'body' }] });
};

const planChange = async (
  deps: SaveScheduleDeps,
  doing: Doing,
  before: StoredSchedule,
  to: Pick<StoredSchedule, 'content' | 'owner'>,
  summary: string | null,
): Promise<Planned> => {
  const { scope } = doing;
  const { content } = to;
  const now = deps.now();
  const nextAt = await nextAtOf(deps, scope, content, now);
  const after: StoredSchedule = {
    ...before,
    ...to,
    version: before.version + 1,
    updatedAt: epochMs(now),
    nextAt: nextAt === null ? null : epochMs(nextAt),
  };
  const told = { action: 'schedule.save', summary: summary ?? `version ${after.version}`, changes: changesOf(before, after) } as const;
  const row = deps.audit(note(doing, now, after, told));
  return { schedule: after, writes: [...deps.store.saveWrites(scope, after, before), row] };
};

const change = async (
  deps: SaveScheduleDeps,
  doing: Doing,
  id: string,
  madeFrom: number | null,
  to: Change,
  summary: string | null = null,
): Promise<StoredSchedule> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await deps.store.find(doing.scope, id);
    if (before === null) throw gone();
    if (madeFrom !== null && before.version !== madeFrom) throw stale(before, madeFrom);
    const { schedule, writes } = await planChange(deps, doing, before, to(before), summary);
    if (!(await deps.store.commit(writes))) continue;
    await setMoment(deps, doing.scope, id, schedule.nextAt);
    return schedule;
  }
  throw busy();
};

/** @throws ProblemError `not-found`, `forbidden`, `bad-request`, `version-mismatch`, `conflict` */
export const updateSchedule =
  (deps: SaveScheduleDeps) =>
  async (doing: Doing, id: string, content: ScheduleContent, rights: KeptRights, madeFrom: number | null): Promise<StoredSchedule> => {
    const before = await deps.store.find(doing.scope, id);
    if (before === null) throw gone();
    if (madeFrom !== null && before.version !== madeFrom) throw stale(before, madeFrom);
    ownerAfter(doing, before, content, rights);
    refuseFaults((await findFaultsWith(deps, deps.reports, doing.scope, [content]))[0] ?? []);
    await refuseName(deps, doing.scope, content.name, id);
    return change(deps, doing, id, madeFrom, (found) => ({ content, owner: ownerAfter(doing, found, content, rights) }));
  };

/** What makes or changes many at once, as a text has them; what is already as it should be is left alone, and whose rights it runs with stays. */
export const saveAll = (deps: SaveScheduleDeps) => async (doing: Doing, schedules: readonly Pick<StoredSchedule, 'id' | 'content'>[]) => {
  const planned: Planned[] = [];
  for (const one of schedules) {
    const before = await deps.store.find(doing.scope, one.id);
    if (before === null) planned.push(await planNew(deps, doing, one.id, one.content));
    else if (changesOf(before, { ...before, content: one.content }).length > 0) {
      const owner = ownerAfter(doing, before, one.content, 'owner');
      planned.push(await planChange(deps, doing, before, { content: one.content, owner }, null));
    }
  }
  return {
    writes: planned.flatMap(({ writes }) => writes),
    after: async () => {
      for (const { schedule } of planned) await setMoment(deps, doing.scope, schedule.id, schedule.nextAt);
    },
  };
};

/** @throws ProblemError `not-found`, `version-mismatch`, `conflict` */
export const deleteSchedule =
  (deps: SaveScheduleDeps) =>
  async (doing: Doing, id: string, madeFrom: number | null): Promise<void> => {
    const plan = async (before: StoredSchedule | UnreadableRow): Promise<readonly TransactWrite[]> => {
      const now = deps.now();
      const action = 'schedule.delete';
      if (isUnreadable(before)) {
        const told = { action, object: `schedule ${before.name ?? ''} (${id})`, summary: 'deleted, as it could not be read' } as const;
        return [...(await deps.store.deleteUnreadableWrites(doing.scope, before)), deps.audit(auditNote(doing, now, told))];
      }
      if (madeFrom !== null && before.version !== madeFrom) throw stale(before, madeFrom);
      const row = deps.audit(note(doing, now, before, { action, summary: `deleted at version ${before.version}` }));
      return [...deps.store.deleteWrites(doing.scope, before), row];
    };
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = await deps.store.look(doing.scope, id);
      if (before === null) throw gone();
      if (await deps.store.commit(await plan(before))) {
        await setMoment(deps, doing.scope, id, null);
        return;
      }
    }
    throw busy();
  };

/**
 * Takes a report out of all schedules (L4607). One that ran nothing else is switched off and keeps the name of what is gone, so that it can be
 * seen why. @throws ProblemError `conflict`
 */
export const removeReport =
  (deps: SaveScheduleDeps) =>
  async (doing: Doing, report: string): Promise<void> => {
    // Nobody becomes its owner by this: the rights it runs with stay as they are.
    const without: Change = ({ content, owner }) => {
      const reports = content.reports.filter((one) => one.report !== report);
      return { owner, content: reports.length === 0 ? { ...content, enabled: false } : { ...content, reports } };
    };
    for (const { id, content } of (await deps.store.list(doing.scope)).read)
      if (content.reports.some((one) => one.report === report))
        await change(deps, doing, id, null, without, `the report ${report} was deleted`);
  };
