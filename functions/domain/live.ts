import type { EpochMs, LogicalCallId } from './ids.ts';
import type { CallType, Direction } from './segment.ts';

/** A call in progress, as boards show it. */
export interface LiveCall {
  readonly key: LogicalCallId;
  readonly callType: CallType;
  readonly direction: Direction;
  readonly state: 'dialling' | 'queued' | 'ringing' | 'connected' | 'held' | 'failed';
  /** Start of the call; `since` = start of the present state; `waitingSince` = zero of the live wait timer (hunt-group timer resets). */
  readonly startedAt: EpochMs;
  readonly since: EpochMs;
  readonly waitingSince: EpochMs;
  readonly answeredAt: EpochMs | null;
  readonly extension: string | null;
  readonly extensionName: string | null;
  readonly agent: string | null;
  readonly agentName: string | null;
  readonly callingExtension: string | null;
  readonly callingExtensionName: string | null;
  readonly huntGroup: string | null;
  readonly huntGroupName: string | null;
  /** 1 = next to be served; null when not queued. */
  readonly position: number | null;
  readonly trunk: string | null;
  readonly trunkName: string | null;
  readonly outsideNumber: string | null;
  readonly contactName: string | null;
  readonly ddi: string | null;
  readonly dnis: string | null;
  readonly segmentCount: number;
  /** No evidence of the call since a resync or link loss: shown, but not trusted. */
  readonly unconfirmed: boolean;
  /** Two trunks joined together: counted once each way. Absent = no. */
  readonly trunkToTrunk?: boolean;
  /** How the PBX names it, and on which node: what a command to the PBX says. Absent in states from before commands. */
  readonly pbxCallId?: string;
  readonly node?: string;
}

export interface LiveExtension {
  readonly key: string;
  readonly name: string;
  readonly node: string;
  readonly state: 'idle' | 'ringing' | 'busy' | 'held' | 'offline';
  readonly since: EpochMs;
  readonly call: LogicalCallId | null;
  readonly agent: string | null;
  readonly agentName: string | null;
  readonly userName: string | null;
  readonly dnd: boolean;
  readonly dndMessage: string | null;
  readonly dndText: string | null;
}

export interface LiveAgent {
  readonly key: string;
  readonly name: string;
  readonly state: 'loggedOut' | 'free' | 'ringing' | 'busy' | 'dnd' | 'wrap';
  readonly since: EpochMs;
  readonly extension: string | null;
  readonly huntGroups: readonly string[];
  readonly call: LogicalCallId | null;
  readonly dndMessage: string | null;
  readonly dndText: string | null;
}

export interface LiveQueue {
  readonly key: string;
  readonly name: string;
  readonly waiting: number;
  /** Start of the wait of the call that has waited longest; null when none waits. */
  readonly longestWaitSince: EpochMs | null;
  readonly ringing: number;
  readonly connected: number;
  readonly agentsLoggedOn: number;
  readonly agentsFree: number;
}

export interface LiveTrunk {
  readonly key: string;
  readonly name: string;
  readonly state: 'idle' | 'busy';
  readonly since: EpochMs;
  readonly call: LogicalCallId | null;
}

export interface LiveLink {
  readonly key: string;
  readonly state: string;
  readonly since: EpochMs;
  readonly detail: string | null;
}

/** Every kind of live object by the name it has in snapshots and deltas. */
export interface LiveKinds {
  readonly calls: LiveCall;
  readonly extensions: LiveExtension;
  readonly agents: LiveAgent;
  readonly queues: LiveQueue;
  readonly trunks: LiveTrunk;
  readonly links: LiveLink;
}
export type LiveKind = keyof LiveKinds;
export const liveKinds: readonly LiveKind[] = ['calls', 'extensions', 'agents', 'queues', 'trunks', 'links'];

/** What one commit of the engine changed. `at` = instant of the newest event in it. Objects are whole, never partial. */
export type LiveDelta = { readonly at: EpochMs } & {
  readonly [K in LiveKind]?: { readonly set?: readonly LiveKinds[K][]; readonly gone?: readonly string[] };
};

export type LiveState = { readonly at: EpochMs } & { readonly [K in LiveKind]: Readonly<Record<string, LiveKinds[K]>> };

export const emptyLiveState = (at: EpochMs): LiveState => ({
  at,
  calls: {},
  extensions: {},
  agents: {},
  queues: {},
  trunks: {},
  links: {},
});

const applied = <T extends { readonly key: string }>(
  before: Readonly<Record<string, T>>,
  change: { readonly set?: readonly T[]; readonly gone?: readonly string[] } | undefined,
): Readonly<Record<string, T>> => {
  if (change === undefined) return before;
  const after: Record<string, T> = { ...before };
  for (const key of change.gone ?? []) delete after[key];
  for (const item of change.set ?? []) after[item.key] = item;
  return after;
};

export const applyLiveDelta = (state: LiveState, delta: LiveDelta): LiveState => ({
  at: delta.at,
  calls: applied(state.calls, delta.calls),
  extensions: applied(state.extensions, delta.extensions),
  agents: applied(state.agents, delta.agents),
  queues: applied(state.queues, delta.queues),
  trunks: applied(state.trunks, delta.trunks),
  links: applied(state.links, delta.links),
});
