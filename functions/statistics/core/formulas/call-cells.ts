import type { LiveCall } from '../../../domain/live.ts';
import type { LiveFormula } from '../types/formula.ts';
import { longestTerm, timesCounted } from './live-call-terms.ts';
import { createLongest } from './longest.ts';

type CallFormula = Extract<LiveFormula, { readonly kind: 'liveCount' | 'liveLongest' }>;

/** Snapshots of the calls in progress (rule set 1 §7; L18585). */
export interface CallCells {
  readonly keep: (formula: CallFormula) => (now: number) => number | null;
  readonly change: (call: LiveCall, by: 1 | -1) => void;
}

export const createCallCells = (): CallCells => {
  const kept = new Map<string, { readonly value: (now: number) => number | null; readonly change: (call: LiveCall, by: 1 | -1) => void }>();

  const counting = (formula: Extract<CallFormula, { readonly kind: 'liveCount' }>) => {
    let count = 0;
    return {
      value: () => count,
      change: (call: LiveCall, by: 1 | -1) => {
        count += timesCounted(formula, call) * by;
      },
    };
  };
  const longest = ({ of }: Extract<CallFormula, { readonly kind: 'liveLongest' }>) => {
    const lengths = createLongest();
    return {
      value: lengths.value,
      change: (call: LiveCall, by: 1 | -1) => lengths[by === 1 ? 'add' : 'remove'](longestTerm(of, call)),
    };
  };

  return {
    keep: (formula) => {
      const key = JSON.stringify(formula);
      const known = kept.get(key) ?? (formula.kind === 'liveCount' ? counting(formula) : longest(formula));
      kept.set(key, known);
      return known.value;
    },
    change: (call, by) => {
      for (const cell of kept.values()) cell.change(call, by);
    },
  };
};
