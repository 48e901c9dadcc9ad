import { alert } from './alert.ts';
import { divertedFields, transferredFields } from './call-fields.ts';
import { type PbxCore, raiseCopies, removeParty } from './core.ts';
import { establish } from './establish.ts';
import type { Application, Call } from './model.ts';

/** The announcement is over: `DI` cause 28 to its target. */
const handOver = (core: PbxCore, call: Call, app: Application): void => {
  const target = core.directory.find(app.target);
  if (call.ended || call.parties.get(app) !== 'C' || target === null) return;
  const copies = [
    { monitored: app, cnx: 'N' },
    { monitored: call.caller, cnx: 'C' },
  ];
  raiseCopies(core, 'DI', copies, (c) => divertedFields(call, app, target, '', c.cnx, 28));
  removeParty(call, app);
  call.lastRedirection = app;
  call.originallyCalled = target;
  core.ring(call, target, 22);
};

/** The caller chose an extension (or fell through to the default): `TR` from the attendant, without announcement call. */
export const attendantTransfer = (core: PbxCore, call: Call, app: Application, digits: string): boolean => {
  const target = core.directory.find(digits);
  if (call.ended || call.parties.get(app) !== 'C' || target === null) return false;
  const parties = { transferrer: app, transferred: call.caller, announcementId: '', destination: target };
  const copies = [
    { monitored: app, cnx: 'N' },
    { monitored: call.caller, cnx: 'C' },
  ];
  raiseCopies(core, 'TR', copies, (c) => transferredFields(call, parties, '', c.cnx));
  removeParty(call, app);
  call.lastRedirection = app;
  call.originallyCalled = target;
  core.ring(call, target, 32);
  return true;
};

/** A call reaches an application: it answers at once, plays, and hands the caller on (voice mail keeps it). */
export const offerToApplication = (core: PbxCore, call: Call, app: Application, cause: number): void => {
  call.group = null;
  if (app.role !== 'voicemail' || call.mailboxOf === null) alert(core, call, app, cause);
  establish(core, call, app);
  switch (app.role) {
    case 'announcement':
      core.clock.after(app.playMs, () => handOver(core, call, app));
      return;
    case 'autoAttendant':
      core.clock.after(app.playMs, () => attendantTransfer(core, call, app, app.target));
      return;
    case 'voicemail':
      return;
  }
};
