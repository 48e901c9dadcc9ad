import { z } from '@hono/zod-openapi';
import { isWithin, limitOfScope } from '../domain/common-units.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import type { Log } from '../runtime/log.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { runPrefix } from './constants.ts';
import { readInputs } from './inputs.ts';
import { publicRun, publicUnreadableRun } from './public-schedule.ts';
import { inputsName, type RunFiles } from './run-files.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { ScheduleRun } from './types.ts';

export interface RunViewsDeps {
  readonly store: Pick<ScheduleStore, 'findRun' | 'listRuns'>;
  readonly files: Pick<RunFiles, 'getBytes'>;
  readonly findConfig: FindSiteConfig;
  readonly log: Log;
}
export const runsPath = '/v1/sites/{site}/schedule-runs';
export const runInPath = siteInPath.extend({ run: z.string().min(1).max(200) });
export const runPage = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });

/** Runs as somebody may see them. */
export const createRunViews = (deps: RunViewsDeps) => {
  const { store } = deps;
  const gone = (): ProblemError => new ProblemError('not-found', 'There is no such run here; history goes back three months.');

  const findRun = async (scope: SiteScope, id: string): Promise<ScheduleRun> => {
    const run = await store.findRun(scope, id);
    if (run === null) throw gone();
    return run;
  };
  const inputsOf = async (scope: SiteScope, run: ScheduleRun) => {
    const text = await deps.files.getBytes(scope, run.id, inputsName);
    return text === null ? null : readInputs(text.toString('utf8'));
  };
  /**
   * A run shows what its owner saw; who is limited to business units opens only what was made with the own rights, and of that what is within
   * the limit now. What does not say what it was made with may hold all.
   */
  const openerOf = async (scope: SiteScope, who: Principal): Promise<(run: ScheduleRun) => boolean> => {
    if (scope.units === undefined) return () => true;
    const { businessUnits } = (await deps.findConfig(scope.tenant, scope.site))?.config ?? { businessUnits: [] };
    const limit = limitOfScope(scope);
    return ({ owner, reports }) => owner.id === who.id && reports.every(({ units = null }) => isWithin({ businessUnits }, units, limit));
  };
  const shownTo = async (scope: SiteScope, who: Principal, run: ScheduleRun) => publicRun(run, (await openerOf(scope, who))(run));
  const openRun = async (scope: SiteScope, who: Principal, id: string): Promise<ScheduleRun> => {
    const run = await findRun(scope, id);
    if ((await openerOf(scope, who))(run)) return run;
    throw new ProblemError('forbidden', `The run was made with the rights of ${run.owner.name}, which went further than yours do now.`);
  };
  const listed = async (scope: SiteScope, who: Principal, schedule: string | null, query: z.output<typeof runPage>) => {
    const list = `schedule runs ${scope.tenant} ${scope.site} ${schedule ?? ''}`;
    const after = query.cursor === undefined ? null : decodePosition(list, query.cursor, runPrefix);
    const [found, mayOpen] = await Promise.all([store.listRuns(scope, schedule, query.limit, after), openerOf(scope, who)]);
    for (const { id, unreadable } of found.unreadable)
      deps.log.error('a stored run cannot be read', { tenant: scope.tenant, site: scope.site, run: id, fault: unreadable });
    const items = [
      ...found.items.map((run) => publicRun(run, mayOpen(run))),
      ...found.unreadable.flatMap((one) => publicUnreadableRun(one) ?? []),
    ];
    // Ids begin with their moment: newest first, each at its place.
    items.sort((a, b) => (a.id < b.id ? 1 : -1));
    return { items, cursor: found.next === null ? null : encodePosition(list, found.next) };
  };
  return { findRun, inputsOf, openerOf, shownTo, openRun, listed };
};
