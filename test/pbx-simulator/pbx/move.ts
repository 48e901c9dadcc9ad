import { divertedFields } from './call-fields.ts';
import { stopRinging } from './clear.ts';
import { alertedStations, cancelRinging, type PbxCore, raiseCopies } from './core.ts';
import { leaveQueueSilently } from './hunt-group.ts';
import type { Call, Device, HuntGroup } from './model.ts';

/** A call that waits at a group is sent elsewhere: `DI` 28 away from the group, then wherever it goes. False when it does not wait there. */
export const moveFromQueue = (core: PbxCore, call: Call, group: HuntGroup, to: Device): boolean => {
  if (call.ended || call.parties.get(group) !== 'Q') return false;
  cancelRinging(call);
  const copies = [
    { monitored: group, cnx: 'N' },
    { monitored: call.caller, cnx: call.parties.get(call.caller) ?? 'C' },
  ];
  raiseCopies(core, 'DI', copies, (c) => divertedFields(call, group, to, '', c.cnx, 28));
  leaveQueueSilently(call, group);
  call.group = null;
  call.lastRedirection = group;
  core.ring(call, to, 22);
  return true;
};

/** Of phones that ring together only `but` goes on ringing. */
export const ringOnlyAt = (core: PbxCore, call: Call, but: Device, terminating: Device): void => {
  for (const other of alertedStations(call)) if (other !== but) stopRinging(core, call, other, terminating);
};
