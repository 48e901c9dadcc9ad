import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { ShownView } from '../../../functions/domain/board.ts';
import { useServices } from '../app/services.ts';
import { callBacksKey } from '../call-backs/call-backs-api.ts';
import { liveOnly } from '../live/core/socket-core.ts';
import { useFreshness, useSocketProblem } from '../live/use-live.ts';
import { useBeat } from '../time/clock.ts';
import { seriesQuery, shownKey } from './board-queries.ts';
import type { BoardFeed } from './core/feed.ts';
import { feedFreshness } from './core/freshness.ts';
import { boardsKey } from './editor/board-api.ts';

/** Grids and strips draw what is there now; everything else is figures. */
const needsLive = (shown: ShownView): boolean => shown.view.tiles.some(({ kind }) => kind === 'grid' || kind === 'queues');
const hasGraphs = (shown: ShownView): boolean => shown.view.tiles.some(({ kind }) => kind === 'graph');

/** Boards that changed, and filters they use, are read again; after a reconnect everything is. */
const useNotices = (site: string): void => {
  const { socket } = useServices();
  const queries = useQueryClient();
  useEffect(
    () =>
      socket.onNotice((notice) => {
        if (notice === null || notice.kind === 'callBacks') void queries.invalidateQueries({ queryKey: callBacksKey(site) });
        if (notice === null) void queries.invalidateQueries({ queryKey: shownKey(site) });
        else if (notice.kind === 'board') void queries.invalidateQueries({ queryKey: boardsKey(site) });
        else if (notice.kind === 'filters') void queries.invalidateQueries({ queryKey: shownKey(site) });
      }),
    [socket, queries, site],
  );
};

/** Counts the different things a view has been: the same view read again is no other. */
const useRevision = (shown: ShownView | undefined): number => {
  const last = useRef({ shown, revision: 0 });
  if (last.current.shown !== shown) last.current = { shown, revision: last.current.revision + 1 };
  return last.current.revision;
};

/**
 * The live feed of a view of the watched site, over the one socket, with whatever credentials it has. Null until the view is known.
 */
export const useBoardFeed = (site: string, zone: string, shown: ShownView | undefined): BoardFeed | null => {
  const { api, socket, clock } = useServices();
  const beat = useBeat(clock);
  const state = useSyncExternalStore(socket.subscribe, socket.state);
  const freshness = useFreshness();
  const problem = useSocketProblem();
  const revision = useRevision(shown);
  const live = shown !== undefined && needsLive(shown);
  const board = shown?.board;
  const view = shown?.view.id;
  useNotices(site);
  useEffect(() => {
    socket.want({ live, figures: board === undefined || view === undefined ? null : { board, view, revision }, notices: true });
  }, [socket, live, board, view, revision]);
  useEffect(() => () => socket.want(liveOnly), [socket]);
  const graphs = shown !== undefined && hasGraphs(shown);
  const { data: drawn } = useQuery({ ...seriesQuery(api, site, board ?? '', view ?? '', shown?.version ?? 0), enabled: graphs });
  const { figures, feed, notices, confirmedAt } = state;
  const mine = figures !== null && figures.board === board && figures.view === view && figures.revision === revision ? figures : null;
  const liveBoard = live ? (feed?.board ?? null) : null;
  const loaded = mine !== null && mine.seq !== null && (!live || liveBoard !== null);
  const cloudConfirmedAt = confirmedAt === null ? null : confirmedAt + (clock.now() - Date.now());
  const judged = feedFreshness(freshness, { loaded, online: state.online, confirmedAt: cloudConfirmedAt }, zone);
  const why = !loaded && problem !== null ? problem.detail || problem.title : judged.why;
  const { state: age, since } = judged;
  const values = notices?.values;
  const readings = mine?.figures;
  const gaps = mine?.gaps;
  return useMemo((): BoardFeed | null => {
    if (board === undefined) return null;
    const now = age === 'fresh' || since === null ? beat : Math.min(beat, since);
    return {
      figures: readings ?? new Map(),
      values: values ?? new Map(),
      live: liveBoard,
      gaps: gaps ?? [],
      series: drawn?.series ?? {},
      seriesFaults: drawn?.faults ?? {},
      freshness: { state: age, since, why },
      now: () => now,
    };
  }, [board, readings, values, liveBoard, gaps, drawn, age, since, why, beat]);
};
