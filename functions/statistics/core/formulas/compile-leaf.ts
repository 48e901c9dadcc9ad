import type { Fact } from '../types/fact.ts';
import type { Condition, FigureSettings } from '../types/formula.ts';
import { limitMs } from './limit-ms.ts';

/** A statement without others inside. */
export type Leaf = Exclude<Condition, { readonly not: unknown } | { readonly any: unknown } | { readonly all: unknown }>;

type Compared = Extract<Leaf, { readonly duration: unknown }>;
type Predicate = (fact: Fact, unreturned: boolean) => boolean;

const compileComparison = ({ duration, op, limit }: Compared, settings: FigureSettings): Predicate => {
  const ms = limitMs(limit, settings);
  switch (op) {
    case '<':
      return (fact) => (fact[duration] ?? Number.NaN) < ms;
    case '<=':
      return (fact) => (fact[duration] ?? Number.NaN) <= ms;
    case '>':
      return (fact) => (fact[duration] ?? Number.NaN) > ms;
    case '>=':
      return (fact) => (fact[duration] ?? Number.NaN) >= ms;
  }
};

/** The same answer as `conditionHolds`, with settings looked up once instead of at each row. */
export const compileLeaf = (leaf: Leaf, settings: FigureSettings): Predicate => {
  if ('is' in leaf) return (fact) => fact[leaf.is];
  if ('in' in leaf) {
    const [only] = leaf.in;
    if (leaf.in.length === 1) return (fact) => fact[leaf.field] === only;
    return (fact) => leaf.in.includes(fact[leaf.field] ?? '') && fact[leaf.field] !== null;
  }
  if ('accountCode' in leaf) {
    const code = settings.accountCodes[leaf.accountCode - 1]?.code;
    return code === undefined ? () => false : (fact) => fact.accountCode === code;
  }
  if ('present' in leaf) return (fact) => fact[leaf.present] !== null;
  if ('duration' in leaf) return compileComparison(leaf, settings);
  if ('conversation' in leaf) {
    const ms = limitMs(leaf.limit, settings);
    return (fact) => fact.talkMs !== null && fact.holdMs !== null && fact.talkMs + fact.holdMs < ms;
  }
  if ('unreturned' in leaf) return (_fact, unreturned) => unreturned;
  const holds = leaf.serviceLevelFormula.includes(settings.serviceLevelFormula);
  return () => holds;
};
