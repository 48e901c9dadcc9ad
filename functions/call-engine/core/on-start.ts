import type { CallEventOf } from '../../domain/call-event.ts';
import { callKeyOf, findOrStartCall, newCall } from './calls.ts';
import { endInferred } from './end-call.ts';
import { type FoldContext, reportAnomaly } from './fold-context.ts';
import { addTrunk, setParty } from './parties.ts';
import { markRinging, openSegment } from './segments.ts';
import { isLine, isTrunk } from './site-view.ts';
import type { CallState } from './state.ts';

/** An id that starts again ends the old call as inferred and begins a new one (rule set 1 §2). */
const startAgain = (fold: FoldContext, old: CallState, event: { node: string; callId: string; at: CallState['lastAt'] }): CallState => {
  reportAnomaly(fold, 'idReused', event.at, old.id, `PBX call id ${event.callId} starts again while its call was open`);
  endInferred(fold, old, `its PBX call id ${event.callId} started again`);
  return newCall(fold, event.node, event.callId, event.at);
};

export const onInitiated = (fold: FoldContext, event: CallEventOf<'initiated'>): void => {
  const key = callKeyOf(event.node, event.callId);
  const known = fold.state.calls[key];
  const sameStart =
    known !== undefined &&
    (event.copyOf !== null || event.resync !== null || (known.originatedAt === null && known.parties[event.device] === 'initiated'));
  const repeats = event.copyOf !== null || event.resync !== null;
  const found =
    known !== undefined && !sameStart
      ? startAgain(fold, known, event)
      : known === undefined && !repeats
        ? // Off-hook begins a call, also where the id was a consultation's or ended just now.
          newCall(fold, event.node, event.callId, event.at)
        : (findOrStartCall(fold, event.node, event.callId, event.at, event.resync)?.call ?? null);
  if (found === null) return;
  found.origin ??= event.device;
  setParty(fold, found, event.device, 'initiated');
};

/** Digits that are a device of the site are no DDI; a DDI may be configured as itself. */
const isConfigured = (fold: FoldContext, digits: string, node: string): boolean =>
  (fold.index.device(digits, node)?.type ?? 'ddi') !== 'ddi';

/** OR: the call has an originator. */
const onOriginated = (fold: FoldContext, event: CallEventOf<'originated'>): void => {
  const device = event.device;
  if (device === null) return;
  const known = fold.state.calls[callKeyOf(event.node, event.callId)];
  const again =
    known !== undefined &&
    known.originatedAt !== null &&
    event.copyOf === null &&
    event.resync === null &&
    (known.origin !== device || event.at - known.startedAt > 2000 || known.segments.length > 0);
  let call: CallState;
  if (known !== undefined && again) call = startAgain(fold, known, event);
  else {
    // OR begins a call, also right after one of the same id ended.
    const found =
      known === undefined && event.copyOf === null
        ? newCall(fold, event.node, event.callId, event.at)
        : findOrStartCall(fold, event.node, event.callId, event.at, event.resync)?.call;
    if (found === undefined) return;
    call = found;
  }
  call.originatedAt ??= event.at;
  call.origin = device;
  if (isLine(fold, device, call.node, event.callingType)) {
    call.originIsTrunk = true;
    addTrunk(fold, call, device);
    call.callerNumber ??= event.callerNumber;
    if (call.ddi === null && event.dialled !== null && !isConfigured(fold, event.dialled, call.node)) call.ddi = event.dialled;
  } else call.dialled ??= event.dialled;
  if (event.accountCode !== null && event.accountCode !== '' && call.accountCode === null) {
    call.accountCode = event.accountCode;
    call.accountCodeAt = event.at;
  }
  if (call.parties[device] === undefined || call.parties[device] === 'initiated') setParty(fold, call, device, 'connected');
};

/** Who began the call, from an event that names the caller; a line among callers is where the call came in. */
export const learnOrigin = (fold: FoldContext, call: CallState, caller: string, said: 'internal' | 'external' | null): void => {
  if (call.origin === null) {
    call.origin = caller;
    setParty(fold, call, caller, 'connected');
  }
  if (caller !== call.origin || !isLine(fold, caller, call.node, said)) return;
  call.originIsTrunk = true;
  addTrunk(fold, call, caller);
};

/** NT: an outgoing line was seized; the originator's segment opens when a line is first named (rule set 1 §3.5). */
const onTrunkSeized = (fold: FoldContext, event: CallEventOf<'originated'>, trunk: string): void => {
  const found = findOrStartCall(fold, event.node, event.callId, event.at, event.resync);
  if (found === null || found.past) return;
  openOutbound(fold, found.call, { trunk, digits: event.dialled, device: event.device, at: event.at });
  setParty(fold, found.call, trunk, 'alerting');
};

export interface Outgoing {
  readonly trunk: string;
  readonly digits: string | null;
  readonly device: string | null;
  readonly at: CallState['lastAt'];
  /** One of several devices a personal router alerts. */
  readonly dee?: boolean;
}

/** The outgoing leg on a trunk: opened once for each trunk, its digits filled in as they become known. */
export const openOutbound = (fold: FoldContext, call: CallState, out: Outgoing): void => {
  const device = out.device ?? (call.originIsTrunk ? null : call.origin);
  if (call.origin === null && device !== null && !isTrunk(fold, device, call.node)) {
    call.origin = device;
    if (call.parties[device] === undefined) setParty(fold, call, device, 'connected');
  }
  const open = call.segments.find(
    (s) => s.kind === 'outbound' && s.endedAt === null && (s.ownTrunk === out.trunk || (!call.originIsTrunk && out.dee !== true)),
  );
  addTrunk(fold, call, out.trunk);
  if (open === undefined) {
    const segment = openSegment(fold, call, {
      kind: 'outbound',
      device: isTrunk(fold, device, call.node) ? null : device,
      group: null,
      at: out.at,
    });
    segment.ownTrunk = out.trunk;
    segment.ownNumber = out.digits;
    markRinging(call, segment);
    if (out.dee === true) segment.dee = true;
    else if (call.originIsTrunk) {
      segment.trunkToTrunk = true;
      call.trunkToTrunk = true;
    }
  } else if (out.digits !== null) {
    open.ownNumber = out.digits;
    open.dirty = true;
  }
  if (out.digits !== null && !call.originIsTrunk) call.dialled = out.digits;
};

export const onOrigination = (fold: FoldContext, event: CallEventOf<'originated'>): void =>
  event.trunk === null ? onOriginated(fold, event) : onTrunkSeized(fold, event, event.trunk);
