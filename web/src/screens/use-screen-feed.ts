import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { ShownView } from '../../../functions/domain/board.ts';
import { asRecord } from '../api/instants.ts';
import { useServices } from '../app/services.ts';
import { type BoardFeed, emptyFeed, type FeedFreshness, type TileSeries } from '../boards/core/feed.ts';
import type { Freshness } from '../live/core/freshness.ts';
import { troubleSentence } from '../live/trouble-words.ts';
import { useFreshness } from '../live/use-live.ts';
import { useBeat } from '../time/clock.ts';
import type { OwnScreen } from './core/own-screen.ts';

const seriesEveryMs = 60_000;
const drawsDevices = (shown: ShownView): boolean => shown.view.tiles.some(({ kind }) => kind === 'grid' || kind === 'queues');
const drawsSeries = (shown: ShownView): boolean => shown.view.tiles.some(({ kind }) => kind === 'graph');

const freshnessOf = ({ connection, stale, trouble }: Freshness, told: boolean, zone: string): FeedFreshness => {
  if (trouble !== null && stale) {
    const lost = trouble.kind === 'connectionLost' || connection !== 'connected';
    return { state: lost ? 'disconnected' : 'old', since: trouble.since, why: troubleSentence(trouble, zone) };
  }
  const why = connection === 'connecting' || connection === 'connected' ? null : 'Trunkline cannot be reached; it keeps trying.';
  if (!told) return { state: why === null ? 'loading' : 'disconnected', since: null, why };
  return { state: 'fresh', since: null, why: null };
};

/** Everything of a view as it happens, over the one socket of this screen. */
export const useScreenFeed = ({ site, timeZone }: OwnScreen['site'], shown: ShownView | undefined): BoardFeed => {
  const { api, socket, clock } = useServices();
  const beat = useBeat(clock);
  const state = useSyncExternalStore(socket.subscribe, socket.state);
  const freshness = useFreshness();
  const board = shown?.board;
  const view = shown?.view.id;
  const revision = shown?.version ?? 0;
  const live = shown !== undefined && drawsDevices(shown);
  useEffect(() => {
    socket.watch(site);
    return () => socket.watch(null);
  }, [socket, site]);
  useEffect(() => {
    const figures = board === undefined || view === undefined ? null : { board, view, revision };
    socket.want({ live, figures, notices: true });
  }, [socket, board, view, revision, live]);
  const { data: series } = useQuery({
    queryKey: ['series', site, board, view, revision],
    queryFn: async ({ signal }) => {
      const answer = await api.get(`/sites/${site}/boards/${board}/views/${view}/series`, {}, signal);
      const found = Object.entries(asRecord(asRecord(answer)?.series) ?? {}) as [string, TileSeries & { readonly from: string | number }][];
      return Object.fromEntries(found.map(([tile, one]) => [tile, { ...one, from: new Date(one.from).getTime() }]));
    },
    enabled: shown !== undefined && drawsSeries(shown),
    refetchInterval: seriesEveryMs,
  });
  const { figures, feed, notices } = state;
  const isOfView = figures !== null && figures.board === board && figures.view === view;
  if (shown === undefined || !isOfView)
    return { ...emptyFeed(beat), freshness: freshnessOf(freshness, false, timeZone), values: notices?.values ?? new Map() };
  const frozenAt = freshness.stale && freshness.ageMs !== null ? beat - freshness.ageMs : beat;
  return {
    figures: figures.figures,
    values: notices?.values ?? new Map(),
    live: live ? (feed?.board ?? null) : null,
    gaps: figures.gaps,
    series: series ?? {},
    freshness: freshnessOf(freshness, figures.seq !== null, timeZone),
    now: () => frozenAt,
  };
};
