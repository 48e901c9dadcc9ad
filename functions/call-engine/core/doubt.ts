import { changeCall, type FoldContext } from './fold-context.ts';
import { phoneKey, typeOf } from './site-view.ts';
import type { CallState } from './state.ts';

/**
 * A call that something speaks against is shown, but not trusted, until an event or a resync names it again. It is no end: only what rule
 * set 1 §4 (a) to (d) names ends a call unseen.
 */
export const doubtCall = (fold: FoldContext, call: CallState): void => {
  if (!call.unconfirmed) changeCall(fold, call).unconfirmed = true;
};

/** Calls a phone stands connected in, but for the one named. */
const connectedAt = (fold: FoldContext, device: string, node: string, but: string | null): CallState[] => {
  const found: CallState[] = [];
  for (const key of fold.state.engaged[phoneKey(fold, device, node)] ?? []) {
    const call = fold.state.calls[key];
    if (call !== undefined && key !== but && call.parties[device] === 'connected') found.push(call);
  }
  return found;
};

/** A phone talks in one call at a time: connected to another one, it has left those it did not hold. */
export const doubtOthersAt = (fold: FoldContext, call: CallState, device: string): void => {
  if ((fold.state.engaged[phoneKey(fold, device, call.node)]?.length ?? 0) < 2) return;
  // Voicemail and announcements are in many calls at once.
  if (typeOf(fold, device, call.node) !== 'extension') return;
  for (const other of connectedAt(fold, device, call.node, call.key)) doubtCall(fold, other);
};

/** The phone cannot be talking: it is gone. */
export const doubtCallsAt = (fold: FoldContext, device: string, node: string): void => {
  for (const call of connectedAt(fold, device, node, null)) doubtCall(fold, call);
};

/** Wrap-up follows the end of the agent's group call. */
export const doubtGroupCallsAt = (fold: FoldContext, device: string, node: string): void => {
  for (const call of connectedAt(fold, device, node, null))
    if (call.segments.some((s) => s.device === device && s.endedAt === null && s.group !== null)) doubtCall(fold, call);
};
