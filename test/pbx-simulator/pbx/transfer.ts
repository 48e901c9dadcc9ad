import { alert } from './alert.ts';
import { becomeIdle } from './become-idle.ts';
import { clearedFields, divertedFields, transferredFields } from './call-fields.ts';
import { type CopySpec, cancelRinging, forgetCall, otherParty, type PbxCore, raiseCopies, removeParty, setParty } from './core.ts';
import { hold } from './hold.ts';
import { armNoAnswer, armOverflow } from './hunt-group.ts';
import type { Call, Device, Station, Trunk } from './model.ts';
import { internalCall, outboundCall } from './originate.ts';

/** Hold for transfer (38) or conference (39), and a call of its own to the destination, cause 40. */
export const consult = (
  core: PbxCore,
  call: Call,
  station: Station,
  digits: string,
  how: { holdCause: 38 | 39; trunk: Trunk | null },
): Call | null => {
  hold(core, call, station, how.holdCause);
  const consultation =
    how.trunk === null
      ? internalCall(core, station, digits, '', how.holdCause === 38 ? 40 : 22)
      : outboundCall(core, { from: station, trunk: how.trunk, digits, number: digits.slice(1), account: '' });
  if (consultation !== null) consultation.consultOf = call;
  return consultation;
};

/** After the transferrer has left, the transferred party is the calling side. */
const makeCaller = (call: Call, party: Device): void => {
  if (call.caller === party) return;
  call.caller = party;
  call.callerName = '';
  call.callerNumber = call.outside?.trunk === party ? call.outside.number : '';
  call.trunkName = '';
  call.trunkNumber = '';
};

const watchRecall = (core: PbxCore, call: Call): void => {
  call.overflowTimer?.cancel();
  call.overflowTimer = core.clock.after(core.settings.transferRecallMs, () => recall(core, call));
};

/** The transfer was not answered: the call goes back (`DI` 27, then `DE` 27 with the transferrer as originally called). */
export const recall = (core: PbxCore, call: Call): void => {
  const to = call.recallTo;
  const ringing = [...call.parties].find(([, cnx]) => cnx === 'A' || cnx === 'Q')?.[0];
  if (call.ended || to === null || ringing === undefined) return;
  if (to.calls.size > 0) {
    watchRecall(core, call);
    return;
  }
  cancelRinging(call);
  const copies = [
    { monitored: ringing, cnx: 'N' },
    { monitored: call.caller, cnx: call.parties.get(call.caller) ?? 'C' },
  ];
  raiseCopies(core, 'DI', copies, (c) => divertedFields(call, ringing, to, '', c.cnx, 27));
  removeParty(call, ringing);
  if (ringing.kind === 'huntGroup' && ringing.queue.includes(call)) ringing.queue.splice(ringing.queue.indexOf(call), 1);
  if (ringing.kind === 'station') becomeIdle(core, ringing, null);
  call.group = null;
  call.recallTo = null;
  call.originallyCalled = to;
  call.lastRedirection = ringing;
  alert(core, call, to, 27);
};

/** The consultation joins the held call at its destination: `TR` to all three, `XC` of the announcement call. */
export const completeTransfer = (core: PbxCore, consultation: Call, station: Station): Call | null => {
  const held = consultation.consultOf;
  const destination = otherParty(consultation, station);
  const transferred = held === null ? null : otherParty(held, station);
  if (held === null || destination === null || transferred === null) return null;
  const state = consultation.parties.get(destination) ?? 'C';
  if (state === 'F') return null;
  const parties = { transferrer: station, transferred, announcementId: consultation.id, destination };
  makeCaller(held, transferred);
  held.holdTimer?.cancel();

  const transferCopy = (copies: CopySpec[], announcement: string): void =>
    raiseCopies(core, 'TR', copies, (c) => transferredFields(held, parties, announcement, c.cnx));
  transferCopy([{ monitored: station, cnx: 'N' }], consultation.id);
  raiseCopies(core, 'XC', [{ monitored: station, cnx: 'N' }], () => clearedFields(consultation.id, station, station, 'N', 36));
  transferCopy([{ monitored: transferred, cnx: 'C' }], '');
  transferCopy([{ monitored: destination, cnx: state }], consultation.id);
  raiseCopies(core, 'XC', [{ monitored: destination, cnx: '' }], () => clearedFields(consultation.id, station, station, '', 36));
  const lastId = core.settings.transferClearNamesHeldCall ? held.id : consultation.id;
  raiseCopies(core, 'XC', [{ monitored: destination, cnx: 'N' }], () => clearedFields(lastId, destination, station, 'N', 36));

  const { group, outside } = consultation;
  const took = held.acd.get(station) ?? null;
  const ringing = [...consultation.parties].filter(([d]) => d !== station);
  const queued = group?.queue.indexOf(consultation) ?? -1;
  forgetCall(core, consultation);
  core.renamed.set(consultation.id, held.id);
  removeParty(held, station);
  for (const [device, cnx] of ringing) setParty(held, device, cnx);
  held.group = group;
  held.originallyCalled = destination;
  held.lastRedirection = station;
  if (group !== null && queued >= 0) group.queue[queued] = held;
  held.outside ??= outside;
  if (group !== null && (state === 'A' || state === 'Q')) {
    if (state === 'A') for (const [device] of ringing) alert(core, held, device, 32);
    if (state === 'A') armNoAnswer(core, held, group);
    armOverflow(core, held, group);
  } else if (state === 'A') {
    held.recallTo = station;
    for (const [device] of ringing) alert(core, held, device, 32);
    if (destination.kind === 'station') watchRecall(core, held);
  } else if (destination.kind === 'station' && group !== null && destination.agent?.groups.has(group) === true) {
    held.acd.set(destination, group);
  }
  becomeIdle(core, station, took);
  return held;
};

/** One step: `TR` N at the transferrer, C at the party handed over, and the call rings on. */
export const blindTransfer = (core: PbxCore, call: Call, station: Station, destination: Device): void => {
  const transferred = otherParty(call, station);
  if (transferred === null) return;
  const parties = { transferrer: station, transferred, announcementId: '', destination };
  makeCaller(call, transferred);
  const rings = destination.kind === 'station' && destination.calls.size === 0 && destination.dnd === null && destination.online;
  const copies: CopySpec[] = [
    { monitored: station, cnx: 'N' },
    { monitored: transferred, cnx: 'C' },
    ...(rings && destination.forward?.type !== 'I' ? [{ monitored: destination, cnx: 'A' }] : []),
  ];
  raiseCopies(core, 'TR', copies, (c) => transferredFields(call, parties, '', c.cnx));
  const took = call.acd.get(station) ?? null;
  removeParty(call, station);
  call.group = null;
  call.originallyCalled = destination;
  call.lastRedirection = station;
  call.recallTo = station;
  core.ring(call, destination, 32);
  if (destination.kind === 'station' && !call.ended) watchRecall(core, call);
  becomeIdle(core, station, took);
};
