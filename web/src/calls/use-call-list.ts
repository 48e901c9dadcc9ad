import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { Call } from '../../../functions/domain/segment.ts';
import { callsQuery, fetchCalls } from '../api/queries.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import type { ChosenRange } from './core/range.ts';
import { mergedById, newestFirst } from './core/walk.ts';

/** Calls in progress for longer are left to the next visit; asking for them would fetch the whole day each time. */
const followMs = 2 * 3_600_000;
const tailEveryMs = 8_000;

export interface CallList {
  readonly rows: readonly Call[];
  /** Calls that began since the list was opened and are not shown yet. */
  readonly fresh: number;
  readonly showFresh: () => void;
  /** Everything from this instant on is in the list. */
  readonly reached: number;
  readonly complete: boolean;
  readonly loading: boolean;
  readonly loadingMore: boolean;
  readonly error: Error | null;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/**
 * The list, newest first. While the range is open, what has happened since is fetched every few seconds: rows in progress are
 * replaced where they stand, new calls wait until asked for, so that nothing moves under the reader's finger.
 */
export const useCallList = (site: Site, range: ChosenRange): CallList => {
  const { api, clock } = useServices();
  const pages = useInfiniteQuery(callsQuery(api, site.site, range));
  const loaded = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const known = useRef<readonly Call[]>([]);
  const tail = useQuery({
    queryKey: ['calls tail', site.site, range.from, range.to],
    enabled: range.open && pages.isSuccess,
    refetchInterval: tailEveryMs,
    queryFn: async ({ signal }) => {
      const now = clock.now();
      const followed = mergedById(loaded, known.current).filter((call) => call.outcome === 'inProgress' && now - call.startedAt < followMs);
      const from = Math.max(range.from, Math.min(range.to, ...followed.map((call) => call.startedAt)));
      known.current = mergedById(known.current, await fetchCalls(api, site.site, { from, to: Math.ceil(now) + 1_000 }, signal));
      return known.current;
    },
  });
  const [shownUpTo, setShownUpTo] = useState(range.to);
  const later = tail.data ?? [];
  const loadedIds = useMemo(() => new Set(loaded.map((call) => call.logicalCallId)), [loaded]);
  const visible = (call: Call): boolean => loadedIds.has(call.logicalCallId) || call.startedAt < shownUpTo;
  const rows = newestFirst(mergedById(loaded, later.filter(visible)));
  const last = pages.data?.pages.at(-1);
  return {
    rows,
    fresh: later.filter((call) => !visible(call)).length,
    showFresh: () => setShownUpTo(Number.POSITIVE_INFINITY),
    reached: last?.reached ?? range.to,
    complete: pages.isSuccess && !pages.hasNextPage,
    loading: pages.isPending,
    loadingMore: pages.isFetchingNextPage,
    error: pages.error,
    loadMore: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  };
};
