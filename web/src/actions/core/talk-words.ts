import type { LiveCall } from '../../../../functions/domain/live.ts';
import { farEnd } from '../../live/core/views.ts';

/** Who is on the near side of a call: the agent, else the phone, else the group it waits in. */
export const nearEnd = (call: LiveCall): string =>
  call.agentName ?? call.extensionName ?? call.extension ?? call.huntGroupName ?? call.huntGroup ?? 'nobody yet';

/** `Alice Marsh and Mr Ito` */
export const callParties = (call: LiveCall, hidden: boolean): string => {
  const far = farEnd(call, hidden);
  const other = far.unknown ? 'an outside caller' : far.main;
  return `${nearEnd(call)} and ${other}`;
};

export const isTalking = (call: LiveCall | undefined): boolean =>
  call !== undefined && (call.state === 'connected' || call.state === 'held');

/** What somebody who ends or takes this call should know first; null when nobody talks. */
export const talkWords = (call: LiveCall | undefined, hidden: boolean): string | null =>
  call !== undefined && isTalking(call)
    ? `${callParties(call, hidden)} are ${call.state === 'held' ? 'on this call, which is on hold' : 'talking'}.`
    : null;
