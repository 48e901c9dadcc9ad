import { asRecord, parseInstants } from '../../api/instants.ts';
import { type BoardFeed, emptyFeed } from '../../boards/core/feed.ts';
import { type Board, type BoardPart, emptyBoard } from '../../live/core/board.ts';
import type { FeedGap, FigureReading } from '../../live/core/figures-feed.ts';

/** A view at one past moment, as the API tells it; instants as epoch ms. */
export interface PastFrame {
  readonly at: number;
  readonly asOf: number;
  /** Why nothing is known of it; null = it is. */
  readonly why: string | null;
  /** What of it could not be known. */
  readonly doubt: string | null;
  readonly figures: Readonly<Record<string, number | string | null>>;
  readonly perMs: Readonly<Record<string, number>>;
  readonly live: BoardPart | null;
  readonly gaps: readonly FeedGap[];
}
export interface PastAnswer {
  readonly frames: readonly PastFrame[];
  readonly complete: boolean;
  readonly notes: readonly string[];
}

export const parsePast = (value: unknown): PastAnswer => {
  const answer = asRecord(parseInstants(value));
  return {
    frames: Array.isArray(answer?.frames) ? (answer.frames as PastFrame[]) : [],
    complete: answer?.complete === true,
    notes: Array.isArray(answer?.notes) ? answer.notes.map(String) : [],
  };
};

/** What the renderer of boards draws: the frame, standing still. */
export const pastFeed = (site: string, frame: PastFrame | null, now: number): BoardFeed => {
  if (frame === null) return { ...emptyFeed(now), past: true };
  const figures = new Map<string, FigureReading>(
    Object.entries(frame.figures).map(([id, value]) => [id, { value, perMs: frame.perMs[id] ?? 0, asOf: frame.asOf }]),
  );
  const live: Board | null = frame.live === null ? null : { ...emptyBoard(site, 0), ...frame.live, asOf: frame.asOf };
  const why = frame.why ?? frame.doubt;
  return {
    figures,
    values: new Map(),
    live,
    gaps: frame.gaps,
    series: {},
    freshness: why === null ? { state: 'fresh', since: null, why: null } : { state: 'old', since: frame.asOf, why },
    past: true,
    now: () => frame.at,
  };
};
