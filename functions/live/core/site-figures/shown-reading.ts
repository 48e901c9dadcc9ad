import type { Gap } from '../../../domain/engine-output.ts';
import { isoOf } from '../../../domain/public-json.ts';
import { type FigureValue, roundFigure } from '../../../statistics/formulas.ts';
import type { AskedFigure } from './asked-figure.ts';
import type { FigureReading } from './site-figures.ts';

/** A gap as figures carry it. */
export interface ShownGap {
  readonly cause: Gap['cause'];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly detail: string | null;
}
/** What a board is shown of one figure; `perMs` = by how much it grows in a millisecond by itself, 0 = not. */
export interface ShownFigure {
  readonly value: FigureValue;
  readonly perMs: number;
}
export interface ShownReading {
  /** Epoch ms. */
  readonly asOf: number;
  readonly gaps: readonly ShownGap[];
  readonly figureOf: (figure: AskedFigure) => ShownFigure;
}

/** A reading as it leaves the house: whole ms, instants as ISO 8601. */
export const shownReading = ({ asOf, values, growth, gaps }: FigureReading): ShownReading => ({
  asOf,
  gaps: gaps.map(({ cause, startedAt, endedAt, detail }) => ({
    cause,
    startedAt: isoOf(startedAt),
    endedAt: endedAt === null ? null : isoOf(endedAt),
    detail,
  })),
  figureOf: ({ key, statistic }) => {
    const value = values.get(key) ?? null;
    return {
      value: statistic.unit === 'instant' && typeof value === 'number' ? isoOf(value) : roundFigure(statistic.unit, value),
      perMs: growth.get(key) ?? 0,
    };
  },
});

/** The figure now is what a client makes of what it was told: it may have let it grow. */
export const isForeseen = (told: ShownFigure & { readonly asOf: number }, now: ShownFigure & { readonly asOf: number }): boolean => {
  if (told.perMs !== now.perMs) return false;
  if (told.perMs === 0 || typeof told.value !== 'number' || typeof now.value !== 'number') return Object.is(told.value, now.value);
  return Math.abs(told.value + told.perMs * (now.asOf - told.asOf) - now.value) <= 1;
};
