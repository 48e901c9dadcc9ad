import type { OpenAPIHono } from '@hono/zod-openapi';
import { createTextRoutes } from '../definitions-text/text-document.ts';
import type { Access } from '../identity/types.ts';
import type { ApiEnv } from '../runtime/create-api.ts';
import { exportText } from './export-text.ts';
import { type ImportDeps, importText } from './import-text.ts';

export interface TextRoutesDeps extends ImportDeps {
  readonly access: Access;
}

const named = 'with none of the three lists: everything the token sees, but for default reports that are as they were given';

/** Reports, filters and schedules of a site as one text, out and in. */
export const textRoutes = (deps: TextRoutesDeps): OpenAPIHono<ApiEnv> => {
  const write = exportText(deps);
  return createTextRoutes({
    access: deps.access,
    path: 'reports-text',
    permission: 'reports.write',
    action: 'report.import',
    answer: { name: 'ReportsImport', kinds: ['report', 'filter', 'schedule'] },
    summary: 'Reports, filters and schedules as YAML, each with what it uses: the same data gives the same bytes',
    lists: { reports: named, filters: named, schedules: named },
    write: (scope, who, chosen) =>
      write(scope, who, { reports: chosen('reports'), filters: chosen('filters'), schedules: chosen('schedules') }),
    read: importText(deps),
  });
};
