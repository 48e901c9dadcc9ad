import type { EpochMs } from '../../domain/ids.ts';
import { startTalking, stopTalking } from './agents.ts';
import { doubtOthersAt } from './doubt.ts';
import { type FoldContext, reportAnomaly, writable } from './fold-context.ts';
import { isTrunk, phoneKey } from './site-view.ts';
import type { CallState, PartyState } from './state.ts';

const engage = (fold: FoldContext, call: CallState, device: string): void => {
  const key = phoneKey(fold, device, call.node);
  const known = fold.state.engaged[key] ?? [];
  if (!known.includes(call.key)) writable(fold, 'engaged')[key] = [...known, call.key];
};

const disengage = (fold: FoldContext, call: CallState, device: string, at: EpochMs): void => {
  const key = phoneKey(fold, device, call.node);
  const known = fold.state.engaged[key];
  if (known === undefined) return;
  const left = known.filter((other) => other !== call.key);
  const engaged = writable(fold, 'engaged');
  if (left.length > 0) engaged[key] = left;
  else {
    delete engaged[key];
    writable(fold, 'idleSince')[key] = at;
  }
};

export const addTrunk = (fold: FoldContext, call: CallState, trunk: string): void => {
  if (call.trunks.includes(trunk)) return;
  call.trunks.push(trunk);
  for (const key of fold.state.engaged[phoneKey(fold, trunk, call.node)] ?? []) {
    const other = fold.state.calls[key];
    if (other !== undefined && key !== call.key)
      reportAnomaly(fold, 'twoCallsOnTrunk', call.lastAt, call.id, `trunk ${trunk} is also in ${other.id}`);
  }
};

/** A line of this call, also one that only events told of. */
export const isLineOf = (fold: FoldContext, call: CallState, device: string): boolean =>
  call.trunks.includes(device) || isTrunk(fold, device, call.node);

export const setParty = (fold: FoldContext, call: CallState, device: string, state: PartyState): void => {
  const before = call.parties[device];
  if (before === state) return;
  call.parties[device] = state;
  if (before === undefined) {
    if (isTrunk(fold, device, call.node)) addTrunk(fold, call, device);
    engage(fold, call, device);
  }
  if (state === 'connected') doubtOthersAt(fold, call, device);
};

/** The device is no party any more; whether it talked is not this one's business. */
export const dropParty = (fold: FoldContext, call: CallState, device: string, at: EpochMs): void => {
  if (call.parties[device] === undefined) return;
  delete call.parties[device];
  disengage(fold, call, device, at);
};

/** Of the devices that rang together, those that did not answer only wait for their clear. */
export const releaseOthers = (call: CallState, answered: string): void => {
  for (const device in call.parties) if (device !== answered && call.parties[device] === 'alerting') call.parties[device] = 'released';
};

/** Everybody who is through to somebody talks from the answer on. */
export const talkFrom = (fold: FoldContext, call: CallState, at: EpochMs): void => {
  for (const device in call.parties) {
    const state = call.parties[device];
    if (state === 'connected' || state === 'held') startParty(fold, call, device, at);
  }
};

/** A device that talks from now on, unless it is a line. */
export const startParty = (fold: FoldContext, call: CallState, device: string, at: EpochMs): void => {
  if (!isLineOf(fold, call, device)) startTalking(fold, call, device, at);
};

/** The device left the call. */
export const removeParty = (fold: FoldContext, call: CallState, device: string, at: EpochMs): void => {
  dropParty(fold, call, device, at);
  if (call.talking.includes(device)) stopTalking(fold, call, device, at);
};
