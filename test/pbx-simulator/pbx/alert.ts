import { deliveredFields } from './call-fields.ts';
import { type PbxCore, raiseCopies, setParty } from './core.ts';
import type { Call, Device } from './model.ts';

/** `DE`: the device rings; copies to it and to the side that calls. */
export const alert = (core: PbxCore, call: Call, device: Device, cause: number): void => {
  setParty(call, device, 'A');
  const copies = [{ monitored: device, cnx: 'A' }];
  const caller = call.parties.get(call.caller);
  if (caller !== undefined && call.caller !== device) copies.push({ monitored: call.caller, cnx: caller });
  raiseCopies(core, 'DE', copies, (c) => deliveredFields(call, device, c.cnx, cause));
  core.signal('ringing', call, device);
};
