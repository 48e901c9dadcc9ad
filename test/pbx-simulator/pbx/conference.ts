import { heldFields } from './call-fields.ts';
import { forgetCall, type PbxCore, raiseCopies, setParty } from './core.ts';
import type { Call, Device, Field, Station } from './model.ts';

/** The held call and the consultation become one conference: `HE` 39 of the active leg, then `CO` to every member. */
export const conference = (core: PbxCore, consultation: Call, controller: Station): Call | null => {
  const held = consultation.consultOf;
  if (held === null) return null;
  const others = (call: Call): Device[] => [...call.parties.keys()].filter((d) => d !== controller);
  const active = others(consultation);
  raiseCopies(core, 'HE', [...active.map((monitored) => ({ monitored, cnx: 'C' })), { monitored: controller, cnx: 'H' }], (c) =>
    heldFields(consultation.id, controller, c.cnx, 39),
  );
  const conferenceId = core.nextCallId(controller.node);
  const legs = new Map<Device, string>([[controller, conferenceId]]);
  for (const d of others(held)) legs.set(d, held.id);
  for (const d of active) legs.set(d, consultation.id);
  const pairs: Field[] = [...legs].flat();
  const copies = [...legs.keys()].map((monitored) => ({ monitored, cnx: 'C' }));
  raiseCopies(core, 'CO', copies, (c) => {
    const mine = c.monitored === controller;
    const own = mine ? held.id : (legs.get(c.monitored) ?? held.id);
    return [c.monitored, own, mine ? consultation.id : '', controller, String(legs.size), ...pairs, 'C', '41'];
  });
  forgetCall(core, consultation);
  held.holdTimer?.cancel();
  for (const d of legs.keys()) setParty(held, d, 'C');
  held.conference = { controller, legs };
  for (const id of legs.values()) core.legIds.add(id);
  return held;
};
