import { z } from '@hono/zod-openapi';
import type { Principal } from '../identity/types.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { isBuiltIn, rightsToReport } from './find-report.ts';
import type { ReportHead, StoredReport } from './types.ts';

export const reportInPath = siteInPath.extend({ report: z.string().min(1).max(200).openapi({ example: 'inbound-call-summary' }) });

/** A report as lists show it. */
export const publicItem = (head: ReportHead, who: Principal) => ({
  id: head.id,
  name: head.name,
  category: head.category,
  description: head.description,
  template: head.template,
  owner: head.owner === null ? null : { ...head.owner },
  shared: head.shared,
  builtIn: isBuiltIn(head.id),
  version: head.version,
  updatedAt: new Date(head.updatedAt).toISOString(),
  updatedBy: isBuiltIn(head.id) ? null : { ...head.updatedBy },
  mayEdit: rightsToReport(who, head).edit,
  from: head.from,
});
export const publicReport = (report: StoredReport, who: Principal) => ({ ...publicItem(report, who), content: report.content });
