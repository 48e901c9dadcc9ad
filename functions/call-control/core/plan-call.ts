import type { PbxAct, PbxDevice } from '../../domain/agent-command.ts';
import { pbxCallIdSchema } from '../../domain/agent-command.ts';
import type { LiveCall } from '../../domain/live.ts';
import { type FoundDevice, findDevice, type SiteNow } from './find-device.ts';
import type { Plan } from './plan-action.ts';
import type { CallAction } from './planned-action.ts';

type Found = Extract<FoundDevice, { found: true }>;
type Named = Readonly<Record<string, Found | undefined>>;
/** A live call with the id a command has to say. */
type KnownCall = LiveCall & { readonly pbxCallId: string };

const refused = (words: string): Plan => ({ kind: 'refused', words });
const toDo = (act: PbxAct, doneWords: string): Plan => ({ kind: 'do', act, doneWords });

/** How the phone stands in the call; null = not in it. */
const standingOf = (now: SiteNow, call: LiveCall, phone: Found): 'ringing' | 'held' | 'through' | null => {
  const seen = now.live.extensions[phone.key];
  if (seen?.call === call.key) return seen.state === 'ringing' ? 'ringing' : seen.state === 'held' ? 'held' : 'through';
  const { number } = phone.device;
  if (call.extension === number) return call.state === 'ringing' ? 'ringing' : call.state === 'held' ? 'held' : 'through';
  return call.callingExtension === number ? 'through' : null;
};

/** A number the live state has in a call, as a command says it. */
const inCall = (now: SiteNow, call: LiveCall, number: string): PbxDevice => {
  const found = findDevice(now, number, ['extension', 'huntGroup', 'application', 'trunk']);
  const digits = number.slice(number.indexOf(':') + 1);
  return found.found ? found.device : { number: digits, node: call.node ?? null };
};

/** Any device of the call: whoever talks or rings, else who calls, waits, or the line. */
const someParty = (now: SiteNow, call: LiveCall): PbxDevice | null => {
  const number = call.extension ?? call.callingExtension ?? (call.state === 'queued' ? call.huntGroup : null) ?? call.trunk;
  return number === null ? null : inCall(now, call, number);
};

const notNow: Readonly<Record<Exclude<LiveCall['state'], 'connected' | 'ringing' | 'queued'>, string>> = {
  dialling: 'The call is still being dialled. Wait until it is answered.',
  held: 'The call is on hold. It has to be taken off hold at the phone first.',
  failed: 'The call has failed and only waits to be hung up.',
};

/** The call that `from` has begun to `to` beside the one it holds. */
const consultationOf = (now: SiteNow, held: LiveCall, from: string, to: string): string | null =>
  Object.values(now.live.calls).find(
    (one) =>
      one.key !== held.key &&
      one.callingExtension === from &&
      one.extension === to &&
      (one.state === 'ringing' || one.state === 'connected'),
  )?.pbxCallId ?? null;

const planTransfer = (now: SiteNow, call: KnownCall, from: Found, to: Found): Plan => {
  const device = from.device;
  const target = to.device;
  const says = `The call goes from ${device.number} to ${target.number}.`;
  if (from.key === to.key) return refused(`The call is at ${device.number} already.`);
  if (from.type === 'huntGroup')
    return call.state === 'queued' && call.huntGroup === device.number
      ? toDo({ kind: 'move', device, call: call.pbxCallId, to: target }, says)
      : refused(`The call no longer waits at hunt group ${device.number}.`);
  const standing = standingOf(now, call, from);
  if (standing === null) return refused(`Extension ${device.number} is no longer in this call.`);
  if (standing === 'ringing') return toDo({ kind: 'deflect', device, call: call.pbxCallId, to: target }, says);
  if (call.state === 'held') {
    const announcement = consultationOf(now, call, device.number, target.number);
    return announcement === null ? refused(notNow.held) : toDo({ kind: 'transfer', device, call: call.pbxCallId, announcement }, says);
  }
  if (call.state === 'connected') return toDo({ kind: 'oneStepTransfer', device, call: call.pbxCallId, to: target }, says);
  return refused(call.state === 'ringing' || call.state === 'queued' ? 'The call has not been answered yet.' : notNow[call.state]);
};

const planTake = (now: SiteNow, call: KnownCall, to: Found): Plan => {
  const { number } = to.device;
  const seen = now.live.extensions[to.key];
  const standing = standingOf(now, call, to);
  if (standing === 'ringing') return toDo({ kind: 'answer', device: to.device, call: call.pbxCallId }, `Extension ${number} has the call.`);
  if (standing !== null) return refused(`Extension ${number} is in this call already.`);
  if (seen?.state === 'offline') return refused(`Extension ${number} is not plugged in.`);
  if (seen !== undefined && seen.call !== null) return refused(`Extension ${number} is in another call. Choose a free phone.`);
  if (seen?.dnd === true) return refused(`Extension ${number} is in do not disturb. End that first, or choose another phone.`);
  const rings = `The call rings at ${number}.`;
  switch (call.state) {
    case 'queued':
      return call.huntGroup === null
        ? refused('It is not known where the call waits.')
        : toDo({ kind: 'move', device: inCall(now, call, call.huntGroup), call: call.pbxCallId, to: to.device }, rings);
    case 'ringing':
      return call.extension === null
        ? refused('It is not known where the call rings.')
        : toDo(
            { kind: 'pickUp', device: to.device, call: call.pbxCallId, from: inCall(now, call, call.extension) },
            `Extension ${number} has the call.`,
          );
    case 'connected':
      return call.extension === null
        ? refused('It is not known who talks in the call.')
        : toDo({ kind: 'oneStepTransfer', device: inCall(now, call, call.extension), call: call.pbxCallId, to: to.device }, rings);
    case 'dialling':
    case 'held':
    case 'failed':
      return refused(notNow[call.state]);
  }
};

const planClear = (now: SiteNow, call: KnownCall, phone: Found | undefined): Plan => {
  if (phone !== undefined)
    return standingOf(now, call, phone) === null
      ? refused(`Extension ${phone.device.number} is no longer in this call.`)
      : toDo({ kind: 'clearConnection', device: phone.device, call: call.pbxCallId }, `Extension ${phone.device.number} has hung up.`);
  const device = someParty(now, call);
  return device === null
    ? refused('It is not known who is in the call.')
    : toDo({ kind: 'clearCall', device, call: call.pbxCallId }, 'The call is cleared.');
};

/** Actions on a call. `named`: devices of the request by field, known to exist. */
export const planCall = (action: CallAction, named: Named, now: SiteNow): Plan => {
  const call = Object.hasOwn(now.live.calls, action.call) ? now.live.calls[action.call] : undefined;
  if (call === undefined) return refused('That call is over.');
  const { pbxCallId } = call;
  if (pbxCallId === undefined || !pbxCallIdSchema.safeParse(pbxCallId).success)
    return refused('It is not known yet how the telephone system names this call. Try again with its next change.');
  const known: KnownCall = { ...call, pbxCallId };
  const { from, to, extension } = named;
  switch (action.kind) {
    case 'answer':
      if (extension === undefined) return refused('Say which extension.');
      return standingOf(now, call, extension) === 'ringing'
        ? toDo({ kind: 'answer', device: extension.device, call: pbxCallId }, `Extension ${extension.device.number} has the call.`)
        : refused(`The call does not ring at ${extension.device.number}.`);
    case 'transfer':
      return from === undefined || to === undefined ? refused('Say from where to where.') : planTransfer(now, known, from, to);
    case 'take':
      return to === undefined ? refused('Say which extension.') : planTake(now, known, to);
    case 'clear':
      return planClear(now, known, extension);
  }
};
