import type { LiveCall } from '../../domain/live.ts';
import { activeState, type LiveFormula, timesCounted } from '../../statistics/formulas.ts';

export interface ReasonedLiveCall {
  readonly call: LiveCall;
  readonly reason: string | null;
  readonly contribution: number | null;
}

const countReason = (formula: Extract<LiveFormula, { readonly kind: 'liveCount' }>, call: LiveCall): string => {
  const state = activeState(call);
  if (state === null) return 'it could not be connected';
  if (!formula.states.includes(state)) return `it is ${state}`;
  if (formula.callType !== null && formula.callType !== call.callType) return `${call.callType} call`;
  return call.direction === 'in' ? 'it came in' : 'it goes out';
};

/** Calls in progress with how often each counts, or why not. For a "longest" every active call is looked at. */
export const explainLiveCalls = (formula: LiveFormula, calls: readonly LiveCall[]): readonly ReasonedLiveCall[] =>
  calls.map((call) => {
    if (formula.kind !== 'liveCount') {
      const active = activeState(call) !== null;
      return { call, reason: active ? null : 'it could not be connected', contribution: null };
    }
    const times = timesCounted(formula, call);
    return times > 0 ? { call, reason: null, contribution: times } : { call, reason: countReason(formula, call), contribution: null };
  });
