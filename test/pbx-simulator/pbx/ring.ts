import { alert } from './alert.ts';
import { offerToApplication } from './application.ts';
import { divertedFields, failedFields } from './call-fields.ts';
import { type PbxCore, raiseCopies, removeParty, setParty } from './core.ts';
import { offerToGroup } from './hunt-group.ts';
import type { Call, Device, Station } from './model.ts';

/** `FA` at the called device: F there, the caller keeps its state. */
export const failAt = (core: PbxCore, call: Call, device: Device, cause: number): void => {
  setParty(call, device, 'F');
  const copies = [
    { monitored: device, cnx: 'F' },
    { monitored: call.caller, cnx: call.parties.get(call.caller) ?? 'C' },
  ];
  raiseCopies(core, 'FA', copies, (c) => failedFields(call.id, device, device, c.cnx, cause));
  core.signal('failed', call, device);
};

const voicemail = (core: PbxCore, station: Station): Device | null =>
  station.hasMailbox ? (core.directory.applications.find((a) => a.role === 'voicemail') ?? null) : null;

/** Where a phone's unanswered or refused calls go: its own forward, else its mailbox. */
const forwardTarget = (core: PbxCore, station: Station, types: readonly string[]): Device | null => {
  const forward = station.forward;
  if (forward !== null && types.includes(forward.type)) return core.directory.find(forward.to);
  return voicemail(core, station);
};

/** `DI` away from a phone, then on to the target. The phone's copy says N whether or not it rang. */
const forward = (core: PbxCore, call: Call, station: Station, target: Device, cause: number): void => {
  const copies = [
    { monitored: station, cnx: 'N' },
    { monitored: call.caller, cnx: call.parties.get(call.caller) ?? 'C' },
  ];
  raiseCopies(core, 'DI', copies, (c) => divertedFields(call, station, target, '', c.cnx, cause));
  removeParty(call, station);
  station.idleSince = core.clock.now();
  call.lastRedirection = station;
  if (target.kind === 'application' && target.role === 'voicemail') call.mailboxOf = station;
  ring(core, call, target, 9);
};

const isBusy = (station: Station): boolean => [...station.calls].some((c) => !['H', 'F'].includes(c.parties.get(station) ?? 'H'));

const ringStation = (core: PbxCore, call: Call, station: Station, cause: number): void => {
  const refusal = station.dnd !== null ? 14 : isBusy(station) ? 3 : station.online ? null : 13;
  const immediate = station.forward?.type === 'I' ? core.directory.find(station.forward.to) : null;
  if (immediate !== null && call.lastRedirection !== station) {
    forward(core, call, station, immediate, 9);
    return;
  }
  if (refusal !== null) {
    const target = call.caller.kind === 'trunk' ? forwardTarget(core, station, ['B', 'NA']) : null;
    if (target === null) failAt(core, call, station, refusal);
    else forward(core, call, station, target, 9);
    return;
  }
  alert(core, call, station, cause);
  const noAnswer = forwardTarget(core, station, ['NA']);
  call.ringTimer?.cancel();
  call.ringTimer =
    noAnswer === null
      ? null
      : core.clock.after(station.noAnswerMs, () => {
          if (!call.ended && call.parties.get(station) === 'A') forward(core, call, station, noAnswer, 8);
        });
};

/** Routes a call to a device. Everything that makes something ring goes through here. */
export const ring = (core: PbxCore, call: Call, target: Device, cause: number): void => {
  switch (target.kind) {
    case 'station':
      ringStation(core, call, target, cause);
      return;
    case 'huntGroup':
      offerToGroup(core, call, target, cause);
      return;
    case 'application':
      offerToApplication(core, call, target, cause);
      return;
    case 'agent':
      if (target.station === null) failAt(core, call, target, 13);
      else ringStation(core, call, target.station, cause);
      return;
    case 'trunk':
      failAt(core, call, target, 13);
      return;
  }
};
