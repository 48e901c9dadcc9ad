import { clearedFields, deliveredFields, establishedFields } from './call-fields.ts';
import { type PbxCore, raiseCopies, removeParty, setParty } from './core.ts';
import type { Application, Call } from './model.ts';

/** The announcement a waiting caller hears is over, or an agent's phone rings: `XC` of the application; the call goes on. */
export const endAnnouncement = (core: PbxCore, call: Call): void => {
  const app = [...call.parties].find(([d, cnx]) => d.kind === 'application' && d.role === 'announcement' && cnx === 'C')?.[0];
  if (app === undefined || call.ended) return;
  const copies = [
    { monitored: app, cnx: 'N' },
    { monitored: call.caller, cnx: '' },
  ];
  raiseCopies(core, 'XC', copies, (c) => clearedFields(call.id, app, app, c.cnx, 36));
  removeParty(call, app);
};

/** A caller waiting at a group hears an announcement: it rings and answers there, and the call keeps its place in the queue. */
export const announceInQueue = (core: PbxCore, call: Call, app: Application): void => {
  const group = call.group;
  if (call.ended || group === null || call.parties.get(group) !== 'Q') return;
  setParty(call, app, 'A');
  const copies = (cnx: string) => [
    { monitored: app, cnx },
    { monitored: call.caller, cnx: 'C' },
  ];
  raiseCopies(core, 'DE', copies('A'), (c) => deliveredFields(call, app, c.cnx, 22));
  setParty(call, app, 'C');
  raiseCopies(core, 'ES', copies('C'), (c) => establishedFields(call, app, c.cnx, 35));
  core.clock.after(app.playMs, () => {
    if (call.parties.get(app) === 'C') endAnnouncement(core, call);
  });
};
