import { useQueries } from '@tanstack/react-query';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import type { FullReport } from '../reports/core/types.ts';
import { fullReportQuery } from '../reports/reports-api.ts';

/** Reports with what they ask, by id, as far as they are there: one that was deleted, or is on its way, is not. */
export const useFullReports = (site: Site, ids: readonly string[]): ReadonlyMap<string, FullReport> => {
  const { api } = useServices();
  const asked = useQueries({ queries: [...new Set(ids)].map((id) => ({ ...fullReportQuery(api, site.site, id), retry: false })) });
  return new Map(asked.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const])));
};
