import { epochMs } from '../domain/ids.ts';
import { rolePermissions } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { inboundCallSummary } from './core/default-reports/inbound-call-summary.ts';
import { mayUseReport, type ReportRights } from './core/report-rights.ts';
import type { ReportStore } from './report-store.ts';
import type { ReportHead, StoredReport } from './types.ts';

export const rightsToReport = (who: Principal, report: Pick<ReportHead, 'owner' | 'shared'>): ReportRights =>
  mayUseReport({ id: who.id, permissions: rolePermissions[who.role] }, report);

/** The report that everybody has looks like any other; it never changes, so its date is the beginning of time. */
export const builtInReport: StoredReport = {
  id: inboundCallSummary.id,
  name: inboundCallSummary.content.name,
  category: inboundCallSummary.content.category,
  description: inboundCallSummary.content.description,
  template: inboundCallSummary.content.template,
  owner: null,
  shared: true,
  version: 1,
  updatedAt: epochMs(0),
  updatedBy: { id: 'trunkline', name: 'Trunkline' },
  from: null,
  units: null,
  content: inboundCallSummary.content,
};
export const isBuiltIn = (report: string): boolean => report === builtInReport.id;

/** A report that everybody at the site may run: shared, or built in. */
export const findShared = (store: Pick<ReportStore, 'find'>, scope: SiteScope, report: string): Promise<StoredReport | null> =>
  isBuiltIn(report) ? Promise.resolve(builtInReport) : store.find(scope, null, report);

/**
 * The report, own or shared. One of somebody else and one that is not there give the same answer.
 * @throws ProblemError `not-found`
 */
export const findReport = async (
  store: Pick<ReportStore, 'find'>,
  scope: SiteScope,
  who: Principal,
  report: string,
): Promise<StoredReport> => {
  const [own, shared] = await Promise.all([store.find(scope, who.id, report), findShared(store, scope, report)]);
  const found = own ?? shared;
  if (found === null || !rightsToReport(who, found).see) throw new ProblemError('not-found', 'There is no such report here.');
  return found;
};
