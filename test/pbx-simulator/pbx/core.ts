import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Directory } from './directory.ts';
import type { Call, Cnx, Device, Field, HuntGroup, Station } from './model.ts';
import type { PbxProfile } from './profile.ts';
import type { RaisedEvent, Signal } from './raised-event.ts';

export interface PbxSettings {
  /** An unanswered transfer comes back after this long. */
  transferRecallMs: number;
  /** A held call rings its holder after this long. */
  holdRecallMs: number;
  /** From a phone becoming free to the next waiting call ringing there. */
  dispatchMs: number;
  /** Copies of one event leave in a random order (the protocol promises none). */
  shuffleCopies: boolean;
  /** Two of three printed transfer traces name the held call, not the announcement call, in the destination's last `XC`. */
  transferClearNamesHeldCall: boolean;
  /** How many call ids a node has before it starts over. */
  callIds: number;
}

export const defaultSettings: PbxSettings = {
  transferRecallMs: 30_000,
  holdRecallMs: 120_000,
  dispatchMs: 300,
  shuffleCopies: true,
  transferClearNamesHeldCall: false,
  callIds: 2_574,
};

/** What every operation works on. */
export interface PbxCore {
  readonly clock: Clock;
  readonly random: Random;
  readonly profile: PbxProfile;
  readonly directory: Directory;
  readonly settings: PbxSettings;
  /** Live calls by id. */
  readonly calls: Map<string, Call>;
  /** Ids of conference legs: taken though no call stands under them. */
  readonly legIds: Set<string>;
  /** Calls that went on under the id of another one, by the id they had. */
  readonly renamed: Map<string, string>;
  /** Nodes the gateway has lost: nothing of them is reported. */
  readonly downNodes: Set<string>;
  /** Nodes in night mode. */
  readonly nightNodes: Set<string>;
  /** Alarms not cleared yet, by node and id: fields of their `AG`. */
  readonly alarms: Map<string, { node: string; fields: readonly Field[] }>;
  readonly raise: (event: RaisedEvent) => void;
  readonly signal: (signal: Signal, call: Call, device: Device | null) => void;
  readonly nextCallId: (node: string) => string;
  /** Routes the call to a device: phone, group, application. Here so that operations need not import each other in circles. */
  readonly ring: (call: Call, target: Device, cause: number) => void;
  /** Gives waiting calls of a group to its free members. */
  readonly dispatchQueue: (group: HuntGroup) => void;
}

export interface CopySpec {
  readonly monitored: Device;
  readonly cnx: string;
}

/** Raises one event with a copy for each party given. */
export const raiseCopies = (
  core: PbxCore,
  code: string,
  copies: readonly CopySpec[],
  fields: (copy: CopySpec) => readonly Field[],
): void => {
  if (copies.length === 0) return;
  const ordered = core.settings.shuffleCopies && copies.length > 1 ? core.random.shuffle(copies) : copies;
  core.raise({ kind: 'device', code, copies: ordered.map((copy) => ({ monitored: copy.monitored, fields: fields(copy) })) });
};

export const setParty = (call: Call, device: Device, state: Cnx): void => {
  call.parties.set(device, state);
  device.calls.add(call);
};

export const removeParty = (call: Call, device: Device): void => {
  call.parties.delete(device);
  device.calls.delete(call);
};

/** A copy for every party but those left out, each with its own connection state. */
export const partyCopies = (call: Call, except: readonly Device[] = []): CopySpec[] =>
  [...call.parties].filter(([d]) => !except.includes(d)).map(([monitored, cnx]) => ({ monitored, cnx }));

export const cancelRinging = (call: Call): void => {
  call.ringTimer?.cancel();
  call.overflowTimer?.cancel();
  call.ringTimer = null;
  call.overflowTimer = null;
};

export const alertedStations = (call: Call): Station[] =>
  [...call.parties].filter((p): p is [Station, Cnx] => p[1] === 'A' && p[0].kind === 'station').map(([d]) => d);

/** The one device the given party talks to; the caller first. */
export const otherParty = (call: Call, device: Device): Device | null => {
  if (call.caller !== device && call.parties.has(call.caller)) return call.caller;
  for (const d of call.parties.keys()) if (d !== device) return d;
  return null;
};

export const createCall = (core: PbxCore, caller: Device): Call => {
  const call: Call = {
    id: core.nextCallId(caller.node),
    startedAt: core.clock.now(),
    parties: new Map(),
    caller,
    callerName: '',
    callerNumber: '',
    trunkName: '',
    trunkNumber: '',
    dialled: '',
    originallyCalled: '',
    lastRedirection: '',
    account: '',
    outside: null,
    group: null,
    tried: new Set(),
    acd: new Map(),
    consultOf: null,
    conference: null,
    recallTo: null,
    recalledHolder: null,
    mailboxOf: null,
    answeredAt: null,
    ringTimer: null,
    overflowTimer: null,
    holdTimer: null,
    ended: false,
  };
  core.calls.set(call.id, call);
  core.renamed.delete(call.id);
  return call;
};

/** Removes a call without a word on the wire (its lines were raised, or the PBX restarted). */
export const forgetCall = (core: PbxCore, call: Call): void => {
  cancelRinging(call);
  call.holdTimer?.cancel();
  call.holdTimer = null;
  for (const device of [...call.parties.keys()]) removeParty(call, device);
  if (call.conference !== null) for (const id of call.conference.legs.values()) core.legIds.delete(id);
  call.ended = true;
  if (core.calls.get(call.id) === call) core.calls.delete(call.id);
};
