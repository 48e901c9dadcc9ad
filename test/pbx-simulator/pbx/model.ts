import type { Timer } from '../clock.ts';

/** Connection state of one device in one call, as the protocol letters it. */
export type Cnx = 'I' | 'A' | 'C' | 'H' | 'F' | 'Q';

interface DeviceBase {
  readonly node: string;
  number: string;
  name: string;
  description: string;
  /** Number of the protocol's device type table. */
  deviceType: number;
  readonly calls: Set<Call>;
}

export interface Forward {
  type: 'I' | 'NA' | 'B';
  to: string;
}

export interface Station extends DeviceBase {
  readonly kind: 'station';
  dnd: { message: string; text: string } | null;
  forward: Forward | null;
  online: boolean;
  hasMailbox: boolean;
  messages: number;
  agent: Agent | null;
  idleSince: number;
  noAnswerMs: number;
}

export interface Trunk extends DeviceBase {
  readonly kind: 'trunk';
}

export type Distribution = 'linear' | 'longestIdle' | 'ringAll';

export interface HuntGroup extends DeviceBase {
  readonly kind: 'huntGroup';
  /** 0 UCD, 1 ACD without agent IDs, 2 ACD with agent IDs. */
  groupType: 0 | 2;
  distribution: Distribution;
  /** Stations of a UCD group, agents of an ACD group, in hunt order. */
  readonly members: (Station | Agent)[];
  noAnswerMs: number;
  overflowMs: number | null;
  overflowTo: string | null;
  wrapUpMs: number;
  readonly queue: Call[];
}

export interface Agent extends DeviceBase {
  readonly kind: 'agent';
  station: Station | null;
  readonly groups: Set<HuntGroup>;
  state: 'ready' | 'wrapUp' | 'notReady';
  wrapUp: Timer | null;
}

export interface Application extends DeviceBase {
  readonly kind: 'application';
  role: 'announcement' | 'autoAttendant' | 'voicemail';
  /** Protocol's application type: 5 announcement, 6 auto attendant, 0 voice mail. */
  applicationType: number;
  playMs: number;
  target: string;
}

export type Device = Station | Trunk | HuntGroup | Agent | Application;

/** One field of a line: text, or a device that prints as its number (with `_XE` as `node:number`). */
export type Field = string | Device;

export interface Call {
  readonly id: string;
  readonly startedAt: number;
  readonly parties: Map<Device, Cnx>;
  /** The side that rang in: trunk of an inbound call, originator otherwise, transferred party after a transfer. */
  caller: Device;
  callerName: string;
  callerNumber: string;
  trunkName: string;
  trunkNumber: string;
  dialled: string;
  originallyCalled: Field;
  lastRedirection: Field;
  account: string;
  /** Outgoing leg. */
  outside: { trunk: Trunk; number: string } | null;
  /** Hunt group through which the call rings or waits. */
  group: HuntGroup | null;
  tried: Set<Station>;
  /** Stations that took the call as ACD agents, with their group. */
  readonly acd: Map<Station, HuntGroup>;
  /** Held call this consultation was made from. */
  consultOf: Call | null;
  conference: { readonly controller: Station; readonly legs: Map<Device, string> } | null;
  /** Who gets the call back when a transfer is not answered. */
  recallTo: Station | null;
  /** Holder whose phone the held call rings again. */
  recalledHolder: Station | null;
  /** Whose voice mailbox the caller is talking to. */
  mailboxOf: Station | null;
  answeredAt: number | null;
  ringTimer: Timer | null;
  overflowTimer: Timer | null;
  holdTimer: Timer | null;
  ended: boolean;
}
