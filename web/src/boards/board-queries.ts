import { queryOptions } from '@tanstack/react-query';
import type { ShownView } from '../../../functions/domain/board.ts';
import type { ApiClient } from '../api/client.ts';
import { asRecord } from '../api/instants.ts';
import type { TileSeries } from './core/feed.ts';
import { boardsKey } from './editor/board-api.ts';

export const shownKey = (site: string) => [...boardsKey(site), 'shown'] as const;

/** Looked at again when a notice says so, and not otherwise. */
export const shownQuery = (api: ApiClient, site: string, board: string, view: string) =>
  queryOptions({
    queryKey: [...shownKey(site), board, view],
    queryFn: async ({ signal }) => (await api.get(`/sites/${site}/boards/${board}/views/${view}/shown`, {}, signal)) as ShownView,
    staleTime: Number.POSITIVE_INFINITY,
  });

const seriesEveryMs = 60_000;

const parseSeries = (value: unknown): TileSeries | null => {
  const series = asRecord(value);
  const from = typeof series?.from === 'string' ? Date.parse(series.from) : Number.NaN;
  if (series === null || Number.isNaN(from) || typeof series.periodMs !== 'number' || !Array.isArray(series.values)) return null;
  return { from, periodMs: series.periodMs, values: series.values.map((value) => (typeof value === 'number' ? value : null)) };
};

interface ViewSeries {
  /** By tile. */
  readonly series: Readonly<Record<string, TileSeries>>;
  /** By tile: why it has none. */
  readonly faults: Readonly<Record<string, string>>;
}

/** What the graphs of a view draw, once a minute. */
export const seriesQuery = (api: ApiClient, site: string, board: string, view: string, version: number) =>
  queryOptions({
    queryKey: ['series', site, board, view, version],
    queryFn: async ({ signal }): Promise<ViewSeries> => {
      const answer = asRecord(await api.get(`/sites/${site}/boards/${board}/views/${view}/series`, {}, signal));
      const series = Object.entries(asRecord(answer?.series) ?? {}).flatMap(([tile, value]) => {
        const one = parseSeries(value);
        return one === null ? [] : [[tile, one] as const];
      });
      const faults = (Array.isArray(answer?.faults) ? answer.faults : []).flatMap((value: unknown) => {
        const fault = asRecord(value);
        return typeof fault?.tile === 'string' ? [[fault.tile, String(fault.detail ?? 'It cannot be drawn.')] as const] : [];
      });
      return { series: Object.fromEntries(series), faults: Object.fromEntries(faults) };
    },
    refetchInterval: seriesEveryMs,
  });
