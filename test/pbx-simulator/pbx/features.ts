import { dispatchFor } from './become-idle.ts';
import { bars } from './call-fields.ts';
import { type PbxCore, raiseCopies } from './core.ts';
import type { Application, Call, Forward, Station } from './model.ts';

const at = (monitored: Station) => [{ monitored, cnx: '' }];

export const dndFields = (station: Station) => [station, bars(station.dnd?.message ?? ''), bars(station.dnd?.text ?? '')];
export const forwardFields = (station: Station) => [station, station.forward?.to ?? '', '', station.forward?.type ?? 'N'];

/** `DND`: a system message (1-20) with an own text, or off. */
export const setDnd = (core: PbxCore, station: Station, message: number | null, text = ''): boolean => {
  if (message === null) station.dnd = null;
  else {
    const found = core.profile.dndMessages[message - 1];
    if (found === undefined) return false;
    station.dnd = { message: found.slice(0, 16), text: text.slice(0, 16) };
  }
  raiseCopies(core, 'DND', at(station), () => dndFields(station));
  if (station.dnd === null) {
    station.idleSince = core.clock.now();
    dispatchFor(core, station);
  }
  return true;
};

export const setForward = (core: PbxCore, station: Station, forward: Forward | null): void => {
  station.forward = forward;
  raiseCopies(core, 'FW', at(station), () => forwardFields(station));
};

/** `CI`: an account code is keyed. */
export const enterAccountCode = (core: PbxCore, call: Call, station: Station, code: string): void => {
  call.account = code;
  raiseCopies(core, 'CI', at(station), () => [call.id, station, code, '', '']);
};

/** `MW`: a message was left in (or heard from) the phone's mailbox. */
export const setMessages = (core: PbxCore, station: Station, app: Application, count: number): void => {
  station.messages = count;
  raiseCopies(core, 'MW', at(station), () => [station, app, count > 0 ? station.number : '', String(count), count > 0 ? '1' : '0']);
};

/** `OL`: the phone is unplugged or comes back. */
export const setOnline = (core: PbxCore, station: Station, online: boolean): void => {
  station.online = online;
  raiseCopies(core, 'OL', at(station), () => [station, online ? '1' : '0', '0', online ? '64' : '0']);
  if (online) dispatchFor(core, station);
};
