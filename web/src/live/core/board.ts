import type { Gap } from '../../../../functions/domain/engine-output.ts';
import type { LiveAgent, LiveCall, LiveExtension, LiveKinds, LiveLink, LiveQueue, LiveTrunk } from '../../../../functions/domain/live.ts';

/** The statistics day so far, as the cloud counts it. */
export interface LiveTotals {
  readonly day: string;
  readonly callsInbound: number;
  readonly answered: number;
  readonly lost: number;
  readonly callsOutbound: number;
  readonly callsInternal: number;
  readonly inProgress: number;
  readonly answeredWithinTarget: number;
  readonly talkMs: number;
  readonly ringMsAnswered: number;
}

/** What one site looks like now: the snapshot, with deltas applied in order. Instants are epoch ms. */
export interface Board {
  readonly site: string;
  /** Number of the last commit in it. */
  readonly seq: number;
  /** Instant of the newest event in it, by the agent's corrected clock. */
  readonly asOf: number;
  readonly totals: LiveTotals | null;
  /** Open gaps only. */
  readonly gaps: readonly Gap[];
  readonly calls: readonly LiveCall[];
  readonly extensions: readonly LiveExtension[];
  readonly agents: readonly LiveAgent[];
  readonly queues: readonly LiveQueue[];
  readonly trunks: readonly LiveTrunk[];
  readonly links: readonly LiveLink[];
}

interface Change<T> {
  readonly set?: readonly T[];
  readonly gone?: readonly string[];
}

/** Objects are whole; `gaps` is the list of open ones, or a change by gap id. */
export type BoardDelta = {
  readonly at?: number;
  readonly totals?: LiveTotals;
  readonly gaps?: readonly Gap[] | Change<Gap>;
} & { readonly [K in keyof LiveKinds]?: Change<LiveKinds[K]> };

/** A snapshot, or one of its parts: what is missing is empty. */
export type BoardPart = Partial<Omit<Board, 'site' | 'seq'>>;

export const emptyBoard = (site: string, seq: number): Board => ({
  site,
  seq,
  asOf: 0,
  totals: null,
  gaps: [],
  calls: [],
  extensions: [],
  agents: [],
  queues: [],
  trunks: [],
  links: [],
});

/**
 * The list with the changed items put in the place of their namesakes, new ones at the end, and gone ones left out. The list
 * itself comes back when nothing changed, and unchanged items keep their identity: both save drawing.
 */
export const changedList = <T>(list: readonly T[], change: Change<T> | undefined, keyOf: (item: T) => string): readonly T[] => {
  const set = change?.set ?? [];
  const gone = change?.gone ?? [];
  if (set.length === 0 && gone.length === 0) return list;
  const incoming = new Map(set.map((item) => [keyOf(item), item]));
  const leaving = new Set(gone.filter((key) => !incoming.has(key)));
  const kept: T[] = [];
  for (const item of list) {
    const key = keyOf(item);
    const fresh = incoming.get(key);
    if (fresh !== undefined) {
      kept.push(fresh);
      incoming.delete(key);
    } else if (!leaving.has(key)) kept.push(item);
  }
  return [...kept, ...incoming.values()];
};

const keyOfItem = (item: { readonly key: string }): string => item.key;
const isList = (gaps: readonly Gap[] | Change<Gap>): gaps is readonly Gap[] => Array.isArray(gaps);

const changedGaps = (gaps: readonly Gap[], change: readonly Gap[] | Change<Gap> | undefined): readonly Gap[] => {
  if (change === undefined) return gaps;
  const after = isList(change) ? change : changedList(gaps, change, (gap) => gap.gapId);
  return after.filter((gap) => gap.endedAt === null);
};

export const applyDelta = (board: Board, seq: number, delta: BoardDelta): Board => ({
  site: board.site,
  seq,
  asOf: Math.max(board.asOf, delta.at ?? 0),
  totals: delta.totals ?? board.totals,
  gaps: changedGaps(board.gaps, delta.gaps),
  calls: changedList(board.calls, delta.calls, keyOfItem),
  extensions: changedList(board.extensions, delta.extensions, keyOfItem),
  agents: changedList(board.agents, delta.agents, keyOfItem),
  queues: changedList(board.queues, delta.queues, keyOfItem),
  trunks: changedList(board.trunks, delta.trunks, keyOfItem),
  links: changedList(board.links, delta.links, keyOfItem),
});

/** A snapshot may come in several messages, each a part of the lists; totals and gaps may stand in all of them. */
export const joinPart = (board: Board, part: BoardPart): Board => ({
  site: board.site,
  seq: board.seq,
  asOf: Math.max(board.asOf, part.asOf ?? 0),
  totals: part.totals ?? board.totals,
  gaps: changedGaps(board.gaps, { set: part.gaps ?? [] }),
  calls: [...board.calls, ...(part.calls ?? [])],
  extensions: [...board.extensions, ...(part.extensions ?? [])],
  agents: [...board.agents, ...(part.agents ?? [])],
  queues: [...board.queues, ...(part.queues ?? [])],
  trunks: [...board.trunks, ...(part.trunks ?? [])],
  links: [...board.links, ...(part.links ?? [])],
});
