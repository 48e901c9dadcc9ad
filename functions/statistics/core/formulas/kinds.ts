import type { FactFormula, FieldFormula, Formula, LiveFormula, StayFormula } from '../types/formula.ts';

/** Formulas that yield a figure; columns of lists only show a field. */
export type FigureFormula = Exclude<Formula, FieldFormula>;

const factKinds: ReadonlySet<Formula['kind']> = new Set(['count', 'sum', 'average', 'min', 'max', 'ratio', 'shareOfReport']);
const liveKinds: ReadonlySet<Formula['kind']> = new Set(['liveCount', 'liveLongest', 'rate', 'clock']);

export const isFactFormula = (formula: Formula): formula is FactFormula => factKinds.has(formula.kind);
/** Real-time views only (rule set 1 §7; L18582). */
export const isLiveFormula = (formula: Formula): formula is LiveFormula => liveKinds.has(formula.kind);
export const isStayFormula = (formula: Formula): formula is StayFormula =>
  !isFactFormula(formula) && !isLiveFormula(formula) && formula.kind !== 'field';
export const isFigureFormula = (formula: Formula): formula is FigureFormula => formula.kind !== 'field';
