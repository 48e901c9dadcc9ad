import { becomeIdle } from './become-idle.ts';
import { clearedFields, legId } from './call-fields.ts';
import { type CopySpec, forgetCall, type PbxCore, partyCopies, raiseCopies, removeParty } from './core.ts';
import type { Call, Device, HuntGroup, Station } from './model.ts';
import type { FinishedCall } from './raised-event.ts';

/** `XC` of one device: its own copy says N, the others' connection state stays blank. */
const raiseCleared = (core: PbxCore, call: Call, device: Device, terminating: Device, cause: number): void => {
  const copies: CopySpec[] = [{ monitored: device, cnx: 'N' }, ...partyCopies(call, [device]).map((c) => ({ ...c, cnx: '' }))];
  raiseCopies(core, 'XC', copies, (c) => clearedFields(legId(call, c.monitored), device, terminating, c.cnx, cause));
};

const finishedCall = (core: PbxCore, call: Call, last: readonly Device[]): FinishedCall => {
  const station = last.find((d) => d.kind === 'station') ?? (call.caller.kind === 'station' ? call.caller : undefined);
  const trunk = call.outside?.trunk ?? (call.caller.kind === 'trunk' ? call.caller : undefined);
  return {
    node: call.caller.node,
    type: trunk === undefined ? 'IC' : call.outside === null ? 'IN' : 'TLC',
    extension: station?.number ?? '',
    trunk: trunk?.number ?? '',
    number: call.outside?.number ?? (trunk === undefined ? call.dialled : call.callerNumber),
    startedAt: call.startedAt,
    durationMs: core.clock.now() - call.startedAt,
  };
};

const leaveQueue = (call: Call, group: HuntGroup): void => {
  const at = group.queue.indexOf(call);
  if (at >= 0) group.queue.splice(at, 1);
};

/** Ends a call whose lines have been raised; frees its stations (wrap-up first for those who took it as agents). */
export const endCall = (core: PbxCore, call: Call, last: readonly Device[]): void => {
  const finished = finishedCall(core, call, last);
  if (call.group !== null) leaveQueue(call, call.group);
  forgetCall(core, call);
  core.raise({ kind: 'finished', call: finished });
  core.signal('ended', call, null);
};

const isAlive = (call: Call): boolean => {
  if (call.conference !== null) return call.parties.size >= 2;
  return call.parties.has(call.caller) && call.parties.size >= 2;
};

/** A device leaves the call; when nobody is left to talk to, the rest is cleared too (in the order they joined). */
export const leaveCall = (core: PbxCore, call: Call, device: Device, cause = 36, terminating: Device = device): void => {
  if (call.ended || !call.parties.has(device)) return;
  const left: Device[] = [device];
  raiseCleared(core, call, device, terminating, cause);
  removeParty(call, device);
  if (device.kind === 'huntGroup') leaveQueue(call, device);
  if (!isAlive(call)) {
    for (const rest of [...call.parties.keys()]) {
      raiseCopies(core, 'XC', [{ monitored: rest, cnx: 'N' }], () => clearedFields(legId(call, rest), rest, device, 'N', cause));
      removeParty(call, rest);
      left.push(rest);
    }
    endCall(core, call, left);
  }
  for (const d of left) if (d.kind === 'station') becomeIdle(core, d, call.acd.get(d) ?? null);
};

/** One of several ringing phones stops ringing; the call goes on. */
export const stopRinging = (core: PbxCore, call: Call, station: Station, terminating: Device): void => {
  const talking = partyCopies(call, [station]).filter((c) => c.cnx !== 'A');
  const copies: CopySpec[] = [{ monitored: station, cnx: 'N' }, ...talking.map((c) => ({ ...c, cnx: '' }))];
  raiseCopies(core, 'XC', copies, (c) => clearedFields(call.id, station, terminating, c.cnx, 36));
  removeParty(call, station);
  becomeIdle(core, station, null);
};
