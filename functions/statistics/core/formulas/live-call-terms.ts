import type { LiveCall } from '../../../domain/live.ts';
import type { LiveFormula } from '../types/formula.ts';

type LiveCount = Extract<LiveFormula, { readonly kind: 'liveCount' }>;
export type Longest = Extract<LiveFormula, { readonly kind: 'liveLongest' }>['of'];

/** The manual's three states (L18585). A call that is being dialled or queued waits for an answer, so it rings; a failed one is none of them. */
export const activeState = (call: LiveCall): 'ringing' | 'connected' | 'held' | null => {
  switch (call.state) {
    case 'dialling':
    case 'queued':
    case 'ringing':
      return 'ringing';
    case 'connected':
      return 'connected';
    case 'held':
      return 'held';
    case 'failed':
      return null;
  }
};

/**
 * How often a live call counts: 0, 1, or 2 for two trunks joined together, once each way ([X] L9925). An internal call is both made and
 * received: it counts once, whichever side is asked for.
 */
export const timesCounted = (formula: LiveCount, call: LiveCall): number => {
  const state = activeState(call);
  if (state === null || !formula.states.includes(state)) return 0;
  if (formula.callType !== null && formula.callType !== call.callType) return 0;
  if (call.callType === 'internal') return 1;
  if (call.trunkToTrunk === true) return formula.side === null ? 2 : 1;
  return formula.side === null || formula.side === call.direction ? 1 : 0;
};

/** One call's part in a "longest": a length that is fixed, or an instant since when it grows. Null = it has none. */
export type LiveTerm = { readonly fixed: number } | { readonly since: number } | null;

/** Zero of the ring time. A group's reset after the first answer moved the live timer past it; then only the call's start is left. */
const ringZero = (call: LiveCall, answeredAt: number): number => (call.waitingSince <= answeredAt ? call.waitingSince : call.startedAt);

export const longestTerm = (of: Longest, call: LiveCall): LiveTerm => {
  const state = activeState(call);
  if (state === null) return null;
  switch (of) {
    case 'call':
      return { since: call.startedAt };
    case 'talk':
      // From the first answer, time on hold included: a live call carries no sum of its holds.
      return call.answeredAt === null || state === 'ringing' ? null : { since: call.answeredAt };
    case 'ring':
      // Connected calls that rang earlier count as well (L18751).
      if (call.answeredAt !== null) return { fixed: Math.max(0, call.answeredAt - ringZero(call, call.answeredAt)) };
      return state === 'ringing' ? { since: call.waitingSince } : null;
    case 'waiting':
      if (state !== 'ringing') return null;
      // After an earlier answer (a transfer that rings) the wait is the present one only.
      return { since: call.answeredAt === null ? call.waitingSince : Math.max(call.since, call.waitingSince) };
  }
};
