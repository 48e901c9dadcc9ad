import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useServices } from '../app/services.ts';
import type { PastFrame } from './core/past-feed.ts';
import { type Stretch, stretchAfter, stretchOf } from './core/play.ts';
import { pastQuery } from './past-queries.ts';
import type { Play } from './use-play.ts';

export interface ShownFrame {
  /** The newest frame that is there, at or before the moment. */
  readonly frame: PastFrame | null;
  readonly notes: readonly string[];
  readonly error: Error | null;
  readonly waiting: boolean;
  readonly retry: () => void;
}

/** The frame of the moment on show; while it plays also those that come, asked for ahead. */
export const usePastFrame = (site: string, board: string, view: string | null, play: Play, settled: number): ShownFrame => {
  const { api, clock } = useServices();
  const latest = clock.now();
  const stretch: Stretch = play.playing ? stretchOf(play.begun, play.at, play.speed, latest) : { from: settled, everyMs: 1_000, count: 1 };
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...pastQuery(api, site, board, view, stretch),
    placeholderData: keepPreviousData,
  });
  useQuery(pastQuery(api, site, board, view, play.playing ? stretchAfter(stretch, latest) : null));
  const frame = data?.frames.findLast(({ at }) => at <= play.at) ?? data?.frames[0] ?? null;
  return {
    frame,
    notes: data?.notes ?? [],
    error,
    waiting: isFetching && (isPlaceholderData || data === undefined),
    retry: () => void refetch(),
  };
};
