import type { CallEventOf } from '../../domain/call-event.ts';
import { doubtCallsAt } from './doubt.ts';
import { type FoldContext, writable } from './fold-context.ts';
import { phoneOf } from './phones.ts';
import { phoneKey } from './site-view.ts';

/** A phone went away or came back; the end of a monitor says nothing of the phone. */
export const onDeviceState = (fold: FoldContext, event: CallEventOf<'deviceState'>): void => {
  const online = event.state === 'online';
  if (event.state === 'monitorEnded') return;
  const key = phoneKey(fold, event.device, event.node);
  if ((fold.state.phones[key]?.online ?? true) === online) return;
  phoneOf(fold, event.device, event.node).online = online;
  if (!online) doubtCallsAt(fold, event.device, event.node);
  if (fold.state.engaged[key] === undefined) writable(fold, 'idleSince')[key] = event.at;
};
