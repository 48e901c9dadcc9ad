import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { parseReportSearch, type ReportSearch } from './core/report-search.ts';

/** Changes what the address of a report holds, and with it what is asked; the page stays where it is scrolled to. */
export const useReportAddress = (site: string, report: string): ((change: (now: ReportSearch) => ReportSearch) => void) => {
  const navigate = useNavigate();
  return useCallback(
    (change) =>
      void navigate({
        to: '/sites/$site/reports/$report',
        params: { site, report },
        search: (now) => change(parseReportSearch({ ...now })),
        resetScroll: false,
      }),
    [navigate, site, report],
  );
};
