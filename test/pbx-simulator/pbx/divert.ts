import { becomeIdle } from './become-idle.ts';
import { divertedFields } from './call-fields.ts';
import { type PbxCore, raiseCopies, removeParty, setParty } from './core.ts';
import { establish } from './establish.ts';
import type { Call, Device, Station } from './model.ts';

/** A ringing call is sent elsewhere by its phone: `DI` 28. */
export const deflect = (core: PbxCore, call: Call, from: Station, to: Device): void => {
  const copies = [
    { monitored: from, cnx: 'N' },
    { monitored: call.caller, cnx: call.parties.get(call.caller) ?? 'C' },
  ];
  raiseCopies(core, 'DI', copies, (c) => divertedFields(call, from, to, '', c.cnx, 28));
  call.ringTimer?.cancel();
  removeParty(call, from);
  call.group = null;
  call.lastRedirection = from;
  core.ring(call, to, 22);
  becomeIdle(core, from, null);
};

/** Another phone takes a ringing call (reverse transfer): `DI` 11 to all three, then `ES`. */
export const pickup = (core: PbxCore, call: Call, from: Station, by: Station): void => {
  setParty(call, by, 'C');
  const copies = [
    { monitored: from, cnx: 'N' },
    { monitored: call.caller, cnx: call.parties.get(call.caller) ?? 'C' },
    { monitored: by, cnx: 'C' },
  ];
  raiseCopies(core, 'DI', copies, (c) => divertedFields(call, from, by, '', c.cnx, 11));
  removeParty(call, from);
  establish(core, call, by);
  becomeIdle(core, from, null);
};
