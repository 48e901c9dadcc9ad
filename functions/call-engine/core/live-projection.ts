import { type EpochMs, epochMs, type LogicalCallId } from '../../domain/ids.ts';
import type { LiveAgent, LiveCall, LiveDelta, LiveExtension, LiveLink, LiveQueue, LiveTrunk } from '../../domain/live.ts';
import { deviceOf, type FoldContext, nameOf, phoneKey } from './fold-context.ts';
import { agentNameOf } from './people.ts';
import { callTypeOf, directionOf, groupNameOf, groupOf, outsideNumberOf, outsideOf, wayIn } from './segment-row.ts';
import type { CallState, SegmentState } from './state.ts';

/** The segment that says where the call is now. */
const presentOf = (call: CallState): SegmentState | undefined => {
  const open = call.segments.filter((s) => s.endedAt === null);
  return open.filter((s) => s.answeredAt !== null).at(-1) ?? open.at(-1);
};

const stateOf = (call: CallState, present: SegmentState | undefined): LiveCall['state'] => {
  if (present === undefined) return Object.values(call.parties).includes('failed') ? 'failed' : 'dialling';
  if (present.kind === 'failed' || (present.answeredAt === null && Object.values(call.parties).includes('failed'))) return 'failed';
  if (present.answeredAt !== null) return present.heldSince === null ? 'connected' : 'held';
  if (present.kind === 'queue') return 'queued';
  return present.kind === 'outbound' ? 'dialling' : 'ringing';
};

export const toLiveCall = (fold: FoldContext, call: CallState): LiveCall => {
  const present = presentOf(call);
  const { node } = call;
  const since = present === undefined ? call.startedAt : (present.heldSince ?? present.answeredAt ?? present.startedAt);
  const outside = outsideOf(fold, outsideNumberOf(fold, call, call.dialled), call.originIsTrunk);
  const caller = call.originIsTrunk ? null : call.origin;
  const trunk = call.trunks[0] ?? null;
  const extension = present?.device ?? null;
  const agent = present?.agent ?? null;
  return {
    key: call.id,
    callType: callTypeOf(fold, call),
    direction: directionOf(call),
    state: stateOf(call, present),
    startedAt: call.segments[0]?.startedAt ?? call.startedAt,
    since,
    waitingSince: call.liveZero ?? call.segments[0]?.startedAt ?? call.startedAt,
    answeredAt: call.segments.map((s) => s.answeredAt).find((at) => at !== null) ?? null,
    extension,
    extensionName: nameOf(fold, extension, node),
    agent,
    agentName: agentNameOf(fold, agent, node),
    callingExtension: caller,
    callingExtensionName: nameOf(fold, caller, node),
    huntGroup: present === undefined ? null : groupOf(present),
    huntGroupName: present === undefined ? null : groupNameOf(fold, present, node),
    position: present?.kind === 'queue' ? call.position : null,
    trunk,
    trunkName: nameOf(fold, trunk, node),
    outsideNumber: outside.outsideNumber,
    contactName: outside.contactName,
    ...wayIn(fold, call),
    segmentCount: call.segments.length,
    unconfirmed: call.unconfirmed,
  };
};

interface Use {
  readonly state: 'ringing' | 'busy' | 'held';
  readonly since: EpochMs;
  readonly call: LogicalCallId;
}
const weight = { ringing: 1, held: 2, busy: 3 } as const;

/** Which call each device of the site is in: talking before holding before ringing. */
const usesOf = (fold: FoldContext): Map<string, Use> => {
  const uses = new Map<string, Use>();
  for (const call of Object.values(fold.state.calls))
    for (const [device, party] of Object.entries(call.parties)) {
      const own = call.segments.find((s) => s.endedAt === null && s.device === device);
      const state = party === 'alerting' ? 'ringing' : party === 'held' ? 'held' : 'busy';
      const since = own === undefined ? call.startedAt : (own.heldSince ?? own.answeredAt ?? own.startedAt);
      const key = phoneKey(fold, device, call.node);
      const known = uses.get(key);
      if (known === undefined || weight[state] > weight[known.state]) uses.set(key, { state, since, call: call.id });
    }
  return uses;
};

const toLiveExtension = (fold: FoldContext, key: string, uses: Map<string, Use>): LiveExtension | null => {
  const phone = fold.state.phones[key];
  const number = phone?.number ?? key.slice(key.indexOf(':') + 1);
  const node = phone?.node ?? (key.includes(':') ? key.slice(0, key.indexOf(':')) : (deviceOf(fold, number, '1')?.node ?? '1'));
  if (deviceOf(fold, number, node)?.type !== 'extension') return null;
  const use = uses.get(key);
  const agent = phone?.agent ?? null;
  const user = (agent === null ? null : fold.index.userOfAgent(agent)) ?? fold.index.userOfExtension(number);
  return {
    key,
    name: nameOf(fold, number, node) ?? number,
    node,
    state: use?.state ?? (phone?.online === false ? 'offline' : 'idle'),
    since: use?.since ?? phone?.since ?? epochMs(0),
    call: use?.call ?? null,
    agent,
    agentName: agentNameOf(fold, agent, node),
    userName: user?.name ?? null,
    dnd: phone?.dnd ?? false,
    dndMessage: phone?.dndMessage ?? null,
    dndText: phone?.dndText ?? null,
  };
};

/** Precedence: busy, do not disturb, wrap-up, free; ringing only where the agent would be free (rule set 1 §8.17). */
const agentStateOf = (onDuty: boolean, status: 'free' | 'busy' | 'wrap', dnd: boolean, ringing: boolean): LiveAgent['state'] => {
  if (!onDuty) return 'loggedOut';
  if (status === 'busy') return 'busy';
  if (dnd) return 'dnd';
  if (status === 'wrap') return 'wrap';
  return ringing ? 'ringing' : 'free';
};

const toLiveAgent = (fold: FoldContext, id: string, uses: Map<string, Use>): LiveAgent | null => {
  const agent = fold.state.agents[id];
  const configured = deviceOf(fold, id, '1');
  if (agent === undefined && configured?.type !== 'agent') return null;
  const node = agent?.node ?? '1';
  const key = agent?.extension == null ? null : phoneKey(fold, agent.extension, node);
  const phone = key === null ? undefined : fold.state.phones[key];
  const use = key === null ? undefined : uses.get(key);
  const groups = Object.keys(agent?.groups ?? {}).filter((g) => g !== '');
  const onDuty = Object.keys(agent?.groups ?? {}).length > 0;
  const state = agentStateOf(onDuty, agent?.status ?? 'free', phone?.dnd === true, use?.state === 'ringing');
  const since = state === 'ringing' ? use?.since : state === 'dnd' ? phone?.dndSince : agent?.since;
  return {
    key: id,
    name: agentNameOf(fold, id, node) ?? id,
    state,
    since: since ?? epochMs(0),
    extension: agent?.extension ?? null,
    huntGroups: groups.sort(),
    call: use?.call ?? null,
    dndMessage: phone?.dndMessage ?? null,
    dndText: phone?.dndText ?? null,
  };
};

const toLiveQueue = (fold: FoldContext, group: string, uses: Map<string, Use>): LiveQueue | null => {
  if (deviceOf(fold, group, '1')?.type !== 'huntGroup') return null;
  const segments = Object.values(fold.state.calls).flatMap((call) =>
    call.segments.filter((s) => s.endedAt === null && s.group === group).map((s) => ({ s, call })),
  );
  const waiting = segments.filter(({ s }) => s.kind === 'queue');
  const members = Object.values(fold.state.agents).filter((agent) => agent.groups[group] !== undefined);
  const isFree = (id: string): boolean => toLiveAgent(fold, id, uses)?.state === 'free';
  return {
    key: group,
    name: nameOf(fold, group, '1') ?? group,
    waiting: waiting.length,
    longestWaitSince: waiting.length === 0 ? null : epochMs(Math.min(...waiting.map(({ s }) => s.startedAt))),
    ringing: new Set(segments.filter(({ s }) => s.kind === 'device' && s.answeredAt === null).map(({ call }) => call.key)).size,
    connected: segments.filter(({ s }) => s.answeredAt !== null).length,
    agentsLoggedOn: members.length,
    agentsFree: members.filter((agent) => isFree(agent.agent)).length,
  };
};

const toLiveTrunk = (fold: FoldContext, trunk: string, uses: Map<string, Use>): LiveTrunk | null => {
  if (deviceOf(fold, trunk, '1')?.type !== 'trunk') return null;
  const use = uses.get(phoneKey(fold, trunk, '1')) ?? uses.get(trunk);
  const freed = fold.state.phones[trunk]?.since;
  return {
    key: trunk,
    name: nameOf(fold, trunk, '1') ?? trunk,
    state: use === undefined ? 'idle' : 'busy',
    since: use?.since ?? freed ?? epochMs(0),
    call: use?.call ?? null,
  };
};

const toLiveLink = (fold: FoldContext, link: string): LiveLink | null => {
  const kept = fold.state.linkStates[link];
  return kept === undefined ? null : { key: link, state: kept.state, since: kept.since, detail: kept.detail };
};

/** Every device is told once for each configuration and directory, so that boards show idle ones too. */
const markUnlisted = (fold: FoldContext): void => {
  const listed = `${fold.index.fingerprint}|${Object.values(fold.state.directory)
    .map((d) => `${d.number}/${d.type}/${d.name}`)
    .join(',')}`;
  if (listed === fold.state.listed) return;
  fold.state.listed = listed;
  const known = new Map<string, string>();
  for (const device of fold.config.devices)
    known.set(fold.index.shared(device.number) && device.node !== null ? `${device.node}:${device.number}` : device.number, device.type);
  for (const device of Object.values(fold.state.directory)) if (!known.has(device.number)) known.set(device.number, device.type);
  for (const [key, type] of known) {
    if (type === 'extension') fold.dirty.extensions.add(key);
    else if (type === 'agent') fold.dirty.agents.add(key);
    else if (type === 'huntGroup') fold.dirty.queues.add(key);
    else if (type === 'trunk') fold.dirty.trunks.add(key);
  }
};

const present = <T>(values: readonly (T | null)[]): T[] => values.filter((value): value is T => value !== null);

/** What changed on boards in this fold; null when nothing did. */
export const liveDeltaOf = (fold: FoldContext): LiveDelta | null => {
  markUnlisted(fold);
  // A phone's change shows on its agent, and an agent's on its groups.
  for (const key of fold.dirty.extensions) {
    const agent = fold.state.phones[key]?.agent;
    if (agent !== undefined && agent !== null) fold.dirty.agents.add(agent);
  }
  for (const id of fold.dirty.agents) for (const group of Object.keys(fold.state.agents[id]?.groups ?? {})) fold.dirty.queues.add(group);
  const calls = [...fold.dirtyCalls].map((key) => fold.state.calls[key]).filter((call) => call !== undefined);
  const uses = usesOf(fold);
  const sets = {
    extensions: present([...fold.dirty.extensions].map((key) => toLiveExtension(fold, key, uses))),
    agents: present([...fold.dirty.agents].map((id) => toLiveAgent(fold, id, uses))),
    queues: present([...fold.dirty.queues].map((group) => toLiveQueue(fold, group, uses))),
    trunks: present([...fold.dirty.trunks].map((trunk) => toLiveTrunk(fold, trunk, uses))),
    links: present([...fold.dirty.links].map((link) => toLiveLink(fold, link))),
  };
  const living = new Set(calls.map((call) => call.id));
  const gone = [...fold.goneCalls].filter((id) => !living.has(id));
  const delta: { -readonly [K in keyof LiveDelta]: LiveDelta[K] } = { at: fold.state.at };
  if (calls.length > 0 || gone.length > 0) delta.calls = { set: calls.map((call) => toLiveCall(fold, call)), gone };
  if (sets.extensions.length > 0) delta.extensions = { set: sets.extensions };
  if (sets.agents.length > 0) delta.agents = { set: sets.agents };
  if (sets.queues.length > 0) delta.queues = { set: sets.queues };
  if (sets.trunks.length > 0) delta.trunks = { set: sets.trunks };
  if (sets.links.length > 0) delta.links = { set: sets.links };
  return Object.keys(delta).length > 1 ? delta : null;
};
