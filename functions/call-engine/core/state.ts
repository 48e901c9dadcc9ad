import type { CallEventOf } from '../../domain/call-event.ts';
import type { Gap } from '../../domain/engine-output.ts';
import type { EpochMs, LogicalCallId } from '../../domain/ids.ts';
import type { Call, SegmentOutcome } from '../../domain/segment.ts';

/** Where a device stands in a call. `released`: it rang, but another device answered; it only waits for its own clear. */
export type PartyState = 'initiated' | 'alerting' | 'connected' | 'held' | 'queued' | 'failed' | 'released';

/** A stay of the call at one device while the call lives; `segment-row.ts` makes the public segment of it. */
export interface SegmentState {
  no: number;
  /** Extension or application; null while only the group holds the call. */
  device: string | null;
  group: string | null;
  /** `outbound`: the originator's segment of an outgoing line; `failed`: an attempt that got nowhere. */
  kind: 'device' | 'queue' | 'outbound' | 'failed';
  /** Line of an outbound segment, and the digits sent on it. */
  ownTrunk: string | null;
  ownNumber: string | null;
  startedAt: EpochMs;
  answeredAt: EpochMs | null;
  endedAt: EpochMs | null;
  /** Hold that is over; the running one began at `heldSince`. */
  holdMs: number;
  heldSince: EpochMs | null;
  holders: string[];
  outcome: SegmentOutcome;
  agent: string | null;
  callingDevice: string | null;
  callingAgent: string | null;
  transferredFrom: string | null;
  transferredFromAgent: string | null;
  transferredTo: string | null;
  transferredToAgent: string | null;
  overflowedFrom: string | null;
  accountCode: string | null;
  dee: boolean;
  conference: boolean;
  trunkToTrunk: boolean;
  /** As the site configuration said when the segment opened. */
  rings: boolean;
  answers: boolean;
  /** Order in which devices began to ring, over the whole call: the latest of a lost call is the lost one. */
  rang: number;
  endEvent: string | null;
  endCause: number | null;
  endedBy: 'pbx' | 'inferred' | null;
  /** Opened by FA busy or do-not-disturb: it closes `refused`, whatever comes (rule set 1 §3.6). */
  busy: boolean;
  /** Joined from a consultation: the call row's ring and answer are not its. */
  joined: boolean;
  dirty: boolean;
}

/** One live call. */
export interface CallState {
  key: string;
  /** Link that named it last: its resyncs speak for the call. */
  link: string;
  id: LogicalCallId;
  pbxCallId: string;
  node: string;
  startedAt: EpochMs;
  /** Last instant an event or resync named the call: where an inferred end lies. */
  lastAt: EpochMs;
  /** Instant of OR; null while only off-hook or alerting is known. */
  originatedAt: EpochMs | null;
  origin: string | null;
  originIsTrunk: boolean;
  parties: Record<string, PartyState>;
  /** Who talks: from the answer until the device leaves. */
  talking: string[];
  trunks: string[];
  callerNumber: string | null;
  dialled: string | null;
  ddi: string | null;
  trunkName: string | null;
  /** The last one entered, and when. */
  accountCode: string | null;
  accountCodeAt: EpochMs | null;
  originallyCalled: string | null;
  position: number | null;
  segments: SegmentState[];
  segmentsOpened: number;
  rangCount: number;
  /** Zero of the call row's ring time and of live timers, moved by groups that reset timers. */
  ringZero: EpochMs | null;
  liveZero: EpochMs | null;
  left: { at: EpochMs; group: string | null; overflowed: boolean } | null;
  transfer: { at: EpochMs; from: string; fromAgent: string | null } | null;
  /** Who transferred last, and when: the last lines of the consultation may come under the held id. */
  transferredBy: { at: EpochMs; device: string } | null;
  /** Call id of every conference member and of the controller: a leg left at CO takes nobody out. */
  memberIds: Record<string, string>;
  conferenceId: string | null;
  /** What the newest segment was opened by, for phones of the same group that ring with it. */
  arrival: { at: EpochMs; group: string; overflowedFrom: string | null; from: string | null; fromAgent: string | null } | null;
  trunkToTrunk: boolean;
  conference: boolean;
  unconfirmed: boolean;
  /** Row as last published. */
  published: Call | null;
}

export interface PhoneState {
  number: string;
  node: string;
  agent: string | null;
  dndMessage: string | null;
  dndText: string | null;
  dnd: boolean;
  online: boolean;
  /** Keys of the calls the phone talks in. */
  talks: string[];
  /** Last change of do not disturb; null before the first. */
  dndSince: EpochMs | null;
}

export interface AgentState {
  agent: string;
  name: string | null;
  extension: string | null;
  node: string;
  groups: Record<string, EpochMs>;
  status: 'free' | 'busy' | 'wrap';
  since: EpochMs;
  /** NRY until RY: wrap-up goes on after the present call. */
  notReady: boolean;
  /** Cleared at this instant and free unless wrap-up is reported within 500 ms. */
  clearedAt: EpochMs | null;
}

export interface LinkStateKept {
  state: string;
  since: EpochMs;
  detail: string | null;
}

/** What is kept of a device in the PBX's own lists. */
export type ListedDevice = Pick<CallEventOf<'directoryChanged'>['devices'][number], 'number' | 'node' | 'type' | 'name' | 'members'>;

/** A resync that has begun and what it has named so far. */
export interface ResyncState {
  link: string;
  at: EpochMs;
  scope: string | null;
  calls: string[];
}

/**
 * Everything the fold remembers of a site: open calls, phones, agents, links. Plain JSON. It never holds history, so its size follows
 * what happens at once, not the day.
 */
export interface EngineState {
  v: 1;
  siteId: string;
  /** Last number folded, by link. */
  links: Record<string, number>;
  /** Newest instant of each link, to tell a clock that was set back. */
  linkTimes: Record<string, EpochMs>;
  at: EpochMs;
  calls: Record<string, CallState>;
  /** Other PBX ids of live calls; `past` = the consultation is over and its lines end nothing. */
  aliases: Record<string, { to: string; past: boolean }>;
  /** Ids of calls that ended just now, so that late copies open nothing. */
  ended: Record<string, EpochMs>;
  phones: Record<string, PhoneState>;
  /** Keys of the calls a device (by phone key) is a party of, in the order it came to them. */
  engaged: Record<string, string[]>;
  /** When a device (by phone key) left its last call, or came back. */
  idleSince: Record<string, EpochMs>;
  agents: Record<string, AgentState>;
  directory: Record<string, ListedDevice>;
  dndMessages: Record<string, number>;
  linkStates: Record<string, LinkStateKept>;
  /** Running resyncs by link and code. */
  resyncs: Record<string, ResyncState>;
  gaps: Record<string, Gap>;
  /** Links that have been up, but for those another one replaced. */
  cameUp: string[];
  /** Nodes that are back, but not resynchronised yet. */
  nodesBack: string[];
  /** Agents whose call was cleared less than 500 ms ago. */
  clearing: string[];
  /** Instant of the first event: since when a device of which nothing was heard is idle. */
  firstAt: EpochMs;
  /** Zone and reset time, and the statistics day they gave for the newest instant; null before the first event. */
  day: { rules: string; start: EpochMs; end: EpochMs } | null;
  /** Configuration and directory the boards were told of last, and the keys told then. */
  listed: string;
  told: Record<'extensions' | 'agents' | 'queues' | 'trunks', string[]>;
}

export const initialEngineState = (siteId: string): EngineState => ({
  v: 1,
  siteId,
  links: {},
  linkTimes: {},
  at: 0 as EpochMs,
  calls: {},
  aliases: {},
  ended: {},
  phones: {},
  engaged: {},
  idleSince: {},
  agents: {},
  directory: {},
  dndMessages: {},
  linkStates: {},
  resyncs: {},
  gaps: {},
  cameUp: [],
  nodesBack: [],
  clearing: [],
  firstAt: 0 as EpochMs,
  day: null,
  listed: '',
  told: { extensions: [], agents: [], queues: [], trunks: [] },
});
