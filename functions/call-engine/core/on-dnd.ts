import type { CallEventOf } from '../../domain/call-event.ts';
import type { FoldContext } from './fold-context.ts';
import { phoneOf } from './phones.ts';
import { phoneKey } from './site-view.ts';
import type { PhoneState } from './state.ts';
import { emitStatus } from './status-row.ts';

/** What the status rows of a phone's do not disturb say of it. */
export const dndFactsOf = (fold: FoldContext, phone: PhoneState, extension: string) => ({
  agent: phone.agent,
  extension,
  dndNumber: phone.dndMessage === null ? null : (fold.state.dndMessages[phone.dndMessage] ?? null),
  dndMessage: phone.dndMessage,
  dndText: phone.dndText,
});

/** Do not disturb of a phone; with an agent logged on there it is the agent's change too (rule set 1 §1). */
export const onDnd = (fold: FoldContext, event: CallEventOf<'dnd'>): void => {
  const on = event.message !== null && event.message !== '';
  const before = fold.state.phones[phoneKey(fold, event.device, event.node)];
  const same = on ? before?.dnd === true && before.dndMessage === event.message && before.dndText === event.text : before?.dnd !== true;
  const phone = phoneOf(fold, event.device, event.node);
  if (same) return;
  phone.dnd = on;
  phone.dndMessage = on ? event.message : null;
  phone.dndText = on ? event.text : null;
  phone.dndSince = event.at;
  const facts = {
    status: on ? ('dndOn' as const) : ('dndOff' as const),
    at: event.at,
    ...dndFactsOf(fold, phone, event.device),
  };
  emitStatus(fold, event.node, { kind: 'dnd', ...facts });
  if (phone.agent !== null) emitStatus(fold, event.node, { kind: 'acd', ...facts });
};
