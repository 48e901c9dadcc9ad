import type { FigureValue } from '../types/formula.ts';
import { createFigureSet, type FigureSet, type FigureSetOptions } from './figure-set.ts';
import type { FigureFormula } from './kinds.ts';

/** One figure kept by itself. Where there are more, a figure set keeps what they share once. */
export type Accumulator = Omit<FigureSet, 'value' | 'changed'> & { readonly value: (now: number) => FigureValue };

export const createAccumulator = (formula: FigureFormula, options: FigureSetOptions): Accumulator => {
  const { value, changed: _, ...set } = createFigureSet([{ id: 'figure', formula }], options);
  return { ...set, value: (now) => value('figure', now) };
};
