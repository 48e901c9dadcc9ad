import { figuresTopic } from '../constants.ts';
import type { Board } from './site-figures/board.ts';
import { isForeseen, type ShownFigure, type ShownGap, type ShownReading } from './site-figures/shown-reading.ts';

/** What a client was last told, by figure. */
export interface Told {
  readonly n: number;
  readonly figures: ReadonlyMap<string, ShownFigure & { readonly asOf: number }>;
  readonly gaps: string;
}
export interface FiguresBody {
  readonly asOf: string;
  readonly figures: Readonly<Record<string, ShownFigure['value']>>;
  /** Of those of `figures` that grow by themselves. */
  readonly perMs: Readonly<Record<string, number>>;
  readonly incomplete?: boolean;
  readonly gaps?: readonly ShownGap[];
}

/** A message with the figures that are not what the client makes of `told` (null = it was told nothing), and what it was told then. */
export const figuresBody = (
  board: Board,
  reading: ShownReading,
  n: number,
  told: Told | null,
): { readonly body: FiguresBody | null; readonly told: Told } => {
  const gaps = JSON.stringify(reading.gaps);
  const known = new Map(told?.figures);
  const changed = board.flatMap(({ id, figure }) => {
    const now = { ...reading.figureOf(figure), asOf: reading.asOf };
    const before = known.get(id);
    // A clock goes on by itself, in every browser: telling it anew would be a message to every board that has one, each time anything happens.
    if (before !== undefined && (figure.formula.kind === 'clock' || isForeseen(before, now))) return [];
    known.set(id, now);
    return [{ id, ...now }];
  });
  const tellsGaps = told === null || told.gaps !== gaps;
  const after: Told = { n, figures: known, gaps };
  if (changed.length === 0 && !tellsGaps) return { body: null, told: after };
  return {
    told: after,
    body: {
      asOf: new Date(reading.asOf).toISOString(),
      figures: Object.fromEntries(changed.map(({ id, value }) => [id, value])),
      perMs: Object.fromEntries(changed.filter(({ perMs }) => perMs !== 0).map(({ id, perMs }) => [id, perMs])),
      ...(tellsGaps ? { incomplete: reading.gaps.length > 0, gaps: reading.gaps } : {}),
    },
  };
};

export const figuresMessage = (kind: 'snapshot' | 'delta', site: string, seq: number, body: FiguresBody): string =>
  JSON.stringify({ topic: figuresTopic, site, seq, [kind]: body });
