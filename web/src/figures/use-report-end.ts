import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useServices } from '../app/services.ts';
import { joinPages } from './core/join-pages.ts';
import type { Report } from './core/public-types.ts';
import type { QueryBody } from './core/question.ts';
import { reportEndQuery } from './figures-queries.ts';

/** The end of a long report, read backwards from its last page; `report` = its first page, which says where that is. */
export const useReportEnd = (site: string, body: QueryBody, { last = null }: Report, whole: boolean) => {
  const { api } = useServices();
  const [wanted, want] = useState<string | null>(null);
  // Another question, or the same one asked again, has another end: it begins at its beginning.
  const there = !whole && last !== null && wanted === last;
  const answer = useInfiniteQuery(reportEndQuery(api, site, body, there ? last : null));
  const joined = useMemo(() => (answer.data === undefined ? null : joinPages(answer.data.pages)), [answer.data]);
  return {
    /** Null = the beginning is shown. */
    end: there ? joined : null,
    coming: there && answer.isFetching,
    error: there ? answer.error : null,
    /** Null = there is no way there: all of it is shown, or it is not told. */
    go: whole || last === null ? null : () => (wanted === last && answer.isError ? void answer.refetch() : want(last)),
    leave: () => want(null),
    earlier: answer.hasPreviousPage ? () => void answer.fetchPreviousPage() : null,
  };
};
