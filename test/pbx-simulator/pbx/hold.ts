import { becomeIdle } from './become-idle.ts';
import { clearedFields, deliveredFields, heldFields, legId, retrievedFields } from './call-fields.ts';
import { otherParty, type PbxCore, partyCopies, raiseCopies, removeParty, setParty } from './core.ts';
import type { Call, Station } from './model.ts';

/** A held call rings its own holder again: `DE` cause 27, originally called = the holder. */
const recallHolder = (core: PbxCore, call: Call, holder: Station): void => {
  call.holdTimer = null;
  if (call.ended || call.parties.get(holder) !== 'H' || holder.calls.size > 1) return;
  const other = otherParty(call, holder);
  call.originallyCalled = holder;
  setParty(call, holder, 'A');
  call.recalledHolder = holder;
  const copies = [{ monitored: holder, cnx: 'A' }, ...(other === null ? [] : [{ monitored: other, cnx: 'C' }])];
  const seen = { ...call, caller: other ?? call.caller };
  raiseCopies(core, 'DE', copies, (c) => deliveredFields(seen, holder, c.cnx, 27));
  core.signal('ringing', call, holder);
};

/** `HE`: H for the holder, the others keep theirs. Causes: 42 individual, 37 system, 38 for transfer, 39 for conference. */
export const hold = (core: PbxCore, call: Call, holder: Station, cause: number): void => {
  setParty(call, holder, 'H');
  const copies = [...partyCopies(call, [holder]), { monitored: holder, cnx: 'H' }];
  raiseCopies(core, 'HE', copies, (c) => heldFields(legId(call, c.monitored), holder, c.cnx, cause));
  if (cause !== 42 && cause !== 37) return;
  call.holdTimer?.cancel();
  call.holdTimer = core.clock.after(core.settings.holdRecallMs, () => recallHolder(core, call, holder));
};

/** `RE` at the holder, or at another phone: then the holder leaves the call (`XC` cause 44, call stolen). */
export const retrieve = (core: PbxCore, call: Call, station: Station): void => {
  call.holdTimer?.cancel();
  call.holdTimer = null;
  const recalled = call.recalledHolder === station;
  call.recalledHolder = null;
  const holder = [...call.parties].find(([d, cnx]) => d.kind === 'station' && d !== station && cnx === 'H')?.[0];
  const other = [...call.parties.keys()].find((d) => d !== station && d !== holder) ?? null;
  if (!call.parties.has(station) && holder !== undefined) {
    if (call.caller === holder) call.caller = station;
    setParty(call, station, 'C');
    raiseRetrieved(core, call, station, other, [station, ...(other === null ? [] : [other])]);
    const copies = partyCopies(call).map((c) => ({ ...c, cnx: c.monitored === holder ? 'N' : '' }));
    raiseCopies(core, 'XC', copies, (c) => clearedFields(call.id, holder, station, c.cnx, 44));
    removeParty(call, holder);
    if (holder.kind === 'station') becomeIdle(core, holder, call.acd.get(holder) ?? null);
    return;
  }
  setParty(call, station, 'C');
  raiseRetrieved(core, call, station, other, [...call.parties.keys()]);
  if (recalled) core.signal('answered', call, station);
};

const raiseRetrieved = (
  core: PbxCore,
  call: Call,
  station: Station,
  other: ReturnType<typeof otherParty>,
  to: readonly NonNullable<ReturnType<typeof otherParty>>[],
): void => {
  const copies = to.map((monitored) => ({ monitored, cnx: call.parties.get(monitored) ?? '' }));
  raiseCopies(core, 'RE', copies, (c) => retrievedFields(call, station, other, c.cnx));
};
