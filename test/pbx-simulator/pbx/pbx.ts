import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { logOff, logOn, setAgentState } from './agents.ts';
import { attendantTransfer } from './application.ts';
import { createCallIds } from './call-ids.ts';
import { leaveCall } from './clear.ts';
import { conference } from './conference.ts';
import { defaultSettings, type PbxCore, type PbxSettings } from './core.ts';
import { createDirectory, type Directory } from './directory.ts';
import { deflect, pickup } from './divert.ts';
import { establish } from './establish.ts';
import { enterAccountCode, setDnd, setForward, setMessages, setOnline } from './features.ts';
import { hold, retrieve } from './hold.ts';
import { dispatchQueue, overflowCall } from './hunt-group.ts';
import type { Agent, Call, Cnx, Device, Forward, Station, Trunk } from './model.ts';
import { inboundCall, internalCall, offHook, outboundCall, outsideFails, restrictedCall } from './originate.ts';
import type { PbxProfile } from './profile.ts';
import { announceInQueue } from './queue-announcement.ts';
import type { RaisedEvent, Signal } from './raised-event.ts';
import { ring } from './ring.ts';
import { changeExtension, powerUp, raiseAlarm, rename, setNightMode, setNodeLink } from './system.ts';
import { blindTransfer, completeTransfer, consult, recall } from './transfer.ts';

type Reference = string | Device;
export type SignalListener = (signal: Signal, call: Call, device: Device | null) => void;

export interface PbxOptions {
  profile: PbxProfile;
  clock: Clock;
  random: Random;
  settings?: Partial<PbxSettings>;
}

/**
 * A phone system one can operate: devices by number (`1001`, or `2:1001` on another node), calls by object.
 * Each method does what a person, the outside world or an administrator would, and raises the lines a real PBX would.
 * Methods that need a call take the obvious one (the ringing, active or held call of that phone) unless told.
 */
export const createPbx = (options: PbxOptions) => {
  const { profile, clock, random } = options;
  const directory: Directory = createDirectory(profile, clock.now());
  const raisedListeners = new Set<(event: RaisedEvent) => void>();
  const signalListeners = new Set<SignalListener>();
  const calls = new Map<string, Call>();
  const legIds = new Set<string>();
  const settings = { ...defaultSettings, ...options.settings };
  const core: PbxCore = {
    clock,
    random,
    profile,
    directory,
    settings,
    calls,
    legIds,
    renamed: new Map(),
    downNodes: new Set(),
    nightNodes: new Set(),
    alarms: new Map(),
    raise: (event) => {
      for (const listener of raisedListeners) listener(event);
    },
    signal: (signal, call, device) => {
      for (const listener of signalListeners) listener(signal, call, device);
    },
    nextCallId: createCallIds(settings.callIds, (id) => calls.has(id) || legIds.has(id)),
    ring: (call, target, cause) => ring(core, call, target, cause),
    dispatchQueue: (group) => dispatchQueue(core, group),
  };

  const device = (reference: Reference): Device => {
    if (typeof reference !== 'string') return reference;
    const found = directory.find(reference);
    if (found === null) throw new Error(`device "${reference}" is not in the PBX`);
    return found;
  };
  const ofKind = <K extends Device['kind']>(reference: Reference, kind: K): Extract<Device, { kind: K }> => {
    const found = (typeof reference === 'string' ? directory.findAll(reference) : [reference]).find((d) => d.kind === kind);
    if (found === undefined) throw new Error(`"${typeof reference === 'string' ? reference : reference.number}" is not a ${kind}`);
    return found as Extract<Device, { kind: K }>;
  };
  const station = (reference: Reference): Station => ofKind(reference, 'station');
  const agent = (reference: Reference): Agent => ofKind(reference, 'agent');
  const callIn = (at: Device, states: readonly Cnx[]): Call | null => {
    for (const call of at.calls) if (states.includes(call.parties.get(at) as Cnx)) return call;
    return null;
  };
  const needCall = (at: Device, states: readonly Cnx[], call: Call | undefined): Call => {
    const found = call ?? callIn(at, states);
    if (found === null || found.ended) throw new Error(`${at.number} has no call that is ${states.join(' or ')}`);
    return found;
  };
  const idleTrunk = (): Trunk | null => directory.trunks.find((t) => t.calls.size === 0) ?? null;

  return {
    profile,
    clock,
    directory,
    calls,
    settings,
    core,
    idleTrunk,
    /** Call of the device in one of the states, if it has one. */
    callOf: (at: Reference, ...states: Cnx[]): Call | null =>
      callIn(device(at), states.length > 0 ? states : ['I', 'A', 'C', 'H', 'F', 'Q']),
    onRaised: (listener: (event: RaisedEvent) => void): (() => void) => {
      raisedListeners.add(listener);
      return () => raisedListeners.delete(listener);
    },
    onSignal: (listener: SignalListener): (() => void) => {
      signalListeners.add(listener);
      return () => signalListeners.delete(listener);
    },

    /** Null when every trunk is taken (the caller hears busy; the PBX has nothing to say). */
    inboundCall: (o: { ddi?: string; cli?: string; name?: string; trunk?: string; target?: string }): Call | null => {
      const trunk = o.trunk === undefined ? idleTrunk() : ofKind(o.trunk, 'trunk');
      if (trunk === null) return null;
      return inboundCall(core, {
        trunk,
        cli: o.cli ?? '',
        name: o.name ?? '',
        ddi: o.ddi ?? '',
        ...(o.target === undefined ? {} : { target: o.target }),
      });
    },
    offHook: (from: Reference): Call => offHook(core, station(from)),
    /** `number` is what goes to the network; the phone dials it behind the outside-line code 9. Null when no trunk is free. */
    outboundCall: (o: { from: Reference | Call; number: string; account?: string; trunk?: string }): Call | null => {
      const trunk = o.trunk === undefined ? idleTrunk() : ofKind(o.trunk, 'trunk');
      if (trunk === null) return null;
      const from = typeof o.from === 'object' && 'parties' in o.from ? o.from : station(o.from);
      return outboundCall(core, { from, trunk, digits: `9${o.number}`, number: o.number, account: o.account ?? '' });
    },
    /** Null when the number does not exist. */
    internalCall: (o: { from: Reference | Call; to: string; account?: string }): Call | null =>
      internalCall(core, typeof o.from === 'object' && 'parties' in o.from ? o.from : station(o.from), o.to, o.account),
    restrictedCall: (o: { from: Reference; number: string }): Call => restrictedCall(core, station(o.from), `9${o.number}`, o.number),
    outsideAnswers: (call: Call): void => {
      if (call.outside !== null && !call.ended && call.parties.get(call.outside.trunk) === 'A') establish(core, call, call.outside.trunk);
    },
    outsideFails: (call: Call, cause = 3): void => outsideFails(core, call, cause),

    answer: (at: Reference, call?: Call): void => {
      const phone = station(at);
      const ringing = needCall(phone, ['A'], call);
      if (ringing.recalledHolder === phone) retrieve(core, ringing, phone);
      else establish(core, ringing, phone);
    },
    /** The phone, trunk or application leaves the call. */
    hangUp: (at: Reference, call?: Call): void => {
      const leaving = device(at);
      leaveCall(core, needCall(leaving, ['I', 'C', 'A', 'F', 'H', 'Q'], call), leaving);
    },
    hold: (at: Reference, kind: 'individual' | 'system' = 'individual', call?: Call): void => {
      const phone = station(at);
      hold(core, needCall(phone, ['C'], call), phone, kind === 'individual' ? 42 : 37);
    },
    /** At the holder, or elsewhere when the held call is given. */
    retrieve: (at: Reference, call?: Call): void => {
      const phone = station(at);
      retrieve(core, needCall(phone, ['H', 'A'], call), phone);
    },
    /** `to` = a number of the PBX, or 9 and an outside number. */
    consult: (at: Reference, to: string, forConference = false): Call | null => {
      const phone = station(at);
      const outside = /^9\d{3,}$/.test(to) && directory.find(to) === null;
      const trunk = outside ? idleTrunk() : null;
      if (outside && trunk === null) return null;
      return consult(core, needCall(phone, ['C'], undefined), phone, to, { holdCause: forConference ? 39 : 38, trunk });
    },
    /** Completes the phone's consultation, ringing or answered; null when it cannot be (busy, gone). */
    transfer: (at: Reference): Call | null => {
      const phone = station(at);
      const consultation = [...phone.calls].find((c) => c.consultOf !== null && c.caller === phone);
      return consultation === undefined ? null : completeTransfer(core, consultation, phone);
    },
    abandonConsult: (at: Reference): void => {
      const phone = station(at);
      const consultation = [...phone.calls].find((c) => c.consultOf !== null && c.caller === phone);
      const held = consultation?.consultOf;
      if (consultation !== undefined) leaveCall(core, consultation, phone);
      if (held != null && !held.ended && held.parties.get(phone) === 'H') retrieve(core, held, phone);
    },
    blindTransfer: (at: Reference, to: Reference): void => {
      const phone = station(at);
      blindTransfer(core, needCall(phone, ['C'], undefined), phone, device(to));
    },
    conference: (at: Reference): Call | null => {
      const phone = station(at);
      const consultation = [...phone.calls].find((c) => c.consultOf !== null && c.caller === phone);
      return consultation === undefined ? null : conference(core, consultation, phone);
    },
    deflect: (at: Reference, to: Reference): void => {
      const phone = station(at);
      deflect(core, needCall(phone, ['A'], undefined), phone, device(to));
    },
    pickup: (by: Reference, from: Reference): void => {
      const ringing = station(from);
      pickup(core, needCall(ringing, ['A'], undefined), ringing, station(by));
    },
    overflow: (call: Call, to?: string): void => overflowCall(core, call, to),
    recall: (call: Call): void => recall(core, call),
    /** A waiting caller hears an announcement without losing the place in the queue. */
    announceInQueue: (call: Call, app: Reference): void => announceInQueue(core, call, ofKind(app, 'application')),
    chooseExtension: (call: Call, digits: string): boolean => {
      const app = [...call.parties.keys()].find((d) => d.kind === 'application');
      return app?.kind === 'application' && attendantTransfer(core, call, app, digits);
    },

    setDnd: (at: Reference, message: number | null, text?: string): boolean => setDnd(core, station(at), message, text),
    setForward: (at: Reference, forward: Forward | null): void => setForward(core, station(at), forward),
    accountCode: (at: Reference, code: string): void => {
      const phone = station(at);
      enterAccountCode(core, needCall(phone, ['C', 'H'], undefined), phone, code);
    },
    setMessages: (at: Reference, count: number): void => {
      const app = directory.applications.find((a) => a.role === 'voicemail');
      if (app !== undefined) setMessages(core, station(at), app, count);
    },
    setOnline: (at: Reference, online: boolean): void => setOnline(core, station(at), online),
    /** At one group only, where one is given. */
    logOn: (id: Reference, at: Reference, group?: Reference): boolean =>
      logOn(core, agent(id), station(at), group === undefined ? undefined : [ofKind(group, 'huntGroup')]),
    logOff: (id: Reference, group?: Reference): boolean =>
      logOff(core, agent(id), group === undefined ? undefined : [ofKind(group, 'huntGroup')]),
    ready: (id: Reference): boolean => setAgentState(core, agent(id), 'ready'),
    notReady: (id: Reference): boolean => setAgentState(core, agent(id), 'notReady'),
    wrapUp: (id: Reference): boolean => setAgentState(core, agent(id), 'wrapUp'),

    rename: (at: Reference, name: string): void => rename(core, device(at), name),
    changeExtension: (at: Reference, number: string): void => changeExtension(core, device(at), number),
    setNightMode: (node: string, on: boolean): void => setNightMode(core, node, on),
    alarm: (node: string, alarm: { extension: string; number: number; text: string; id: number }): void => raiseAlarm(core, node, alarm),
    setNodeLink: (node: string, up: boolean): void => setNodeLink(core, node, up),
    powerUp: (): void => powerUp(core),
  };
};

export type Pbx = ReturnType<typeof createPbx>;
