import { establishedFields } from './call-fields.ts';
import { stopRinging } from './clear.ts';
import { alertedStations, cancelRinging, type PbxCore, raiseCopies, setParty } from './core.ts';
import type { Call, Device } from './model.ts';

/** `ES`: the device and the caller talk; other phones that rang stop. */
export const establish = (core: PbxCore, call: Call, device: Device, cause = 35): void => {
  cancelRinging(call);
  setParty(call, device, 'C');
  const caller = call.parties.get(call.caller);
  const copies = [{ monitored: device, cnx: 'C' }];
  if (caller !== undefined && call.caller !== device) copies.unshift({ monitored: call.caller, cnx: caller });
  raiseCopies(core, 'ES', copies, (c) => establishedFields(call, device, c.cnx, cause));
  call.answeredAt ??= core.clock.now();
  const group = call.group;
  if (device.kind === 'station') {
    if (group !== null && device.agent?.groups.has(group) === true) call.acd.set(device, group);
    for (const other of alertedStations(call)) if (other !== device) stopRinging(core, call, other, device);
  }
  core.signal('answered', call, device);
};
