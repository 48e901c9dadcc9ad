import type { CallEventOf } from '../../domain/call-event.ts';
import { type EpochMs, epochMs } from '../../domain/ids.ts';
import type { StatusRow } from '../../domain/segment.ts';
import { type FoldContext, nameOf, phoneKey } from './fold-context.ts';
import type { AgentState, CallState, PhoneState } from './state.ts';

/** A cleared agent is free unless wrap-up is reported within this time (rule set 1 §5). */
const wrapUpGraceMs = 500;

export const phoneOf = (fold: FoldContext, number: string, node: string, at: EpochMs): PhoneState => {
  const key = phoneKey(fold, number, node);
  fold.dirty.extensions.add(key);
  const known = fold.state.phones[key];
  const copy: PhoneState =
    known === undefined
      ? { number, node, agent: null, dndMessage: null, dndText: null, dnd: false, online: true, talks: [], since: at, dndSince: at }
      : { ...known };
  fold.state.phones[key] = copy;
  return copy;
};

const changeAgent = (fold: FoldContext, agent: AgentState): AgentState => {
  const copy = { ...agent, groups: { ...agent.groups } };
  fold.state.agents[agent.agent] = copy;
  markAgent(fold, copy);
  return copy;
};

const markAgent = (fold: FoldContext, agent: AgentState): void => {
  fold.dirty.agents.add(agent.agent);
  for (const group of Object.keys(agent.groups)) fold.dirty.queues.add(group);
  if (agent.extension !== null) fold.dirty.extensions.add(phoneKey(fold, agent.extension, agent.node));
};

/** Agent logged on at a phone. */
export const agentAt = (fold: FoldContext, number: string | null, node: string): string | null =>
  number === null ? null : (fold.state.phones[phoneKey(fold, number, node)]?.agent ?? null);

export const agentNameOf = (fold: FoldContext, agent: string | null, node: string): string | null => {
  if (agent === null) return null;
  const told = fold.state.agents[agent]?.name;
  return nameOf(fold, agent, node) ?? (told === undefined || told === '' ? null : told);
};

type Facts = Pick<StatusRow, 'kind' | 'status' | 'at'> & Partial<StatusRow>;

const emitStatus = (fold: FoldContext, node: string, facts: Facts): void => {
  const who = facts.kind === 'acd' ? facts.agent : facts.extension;
  const row: StatusRow = {
    statusId: [fold.config.id, facts.kind, who, facts.at.toString(36), facts.status, facts.huntGroup ?? ''].join('-'),
    siteId: fold.config.id,
    agent: null,
    extension: null,
    huntGroup: null,
    dndNumber: null,
    dndMessage: null,
    dndText: null,
    ...facts,
    agentName: agentNameOf(fold, facts.agent ?? null, node),
    extensionName: nameOf(fold, facts.extension ?? null, node),
    huntGroupName: nameOf(fold, facts.huntGroup ?? null, node),
  };
  fold.out.push({ type: 'status', row });
};

const setStatus = (fold: FoldContext, agent: AgentState, status: AgentState['status'], at: EpochMs): void => {
  agent.clearedAt = null;
  if (agent.status === status) return;
  agent.status = status;
  agent.since = at;
  emitStatus(fold, agent.node, { kind: 'acd', status, at, agent: agent.agent, extension: agent.extension });
};

const isOnDuty = (agent: AgentState): boolean => Object.keys(agent.groups).length > 0;

const loggedOn = (fold: FoldContext, event: CallEventOf<'agentState'>): void => {
  const known = fold.state.agents[event.agent];
  const agent = changeAgent(
    fold,
    known ?? {
      agent: event.agent,
      name: event.name,
      extension: null,
      node: event.node,
      groups: {},
      status: 'free',
      since: event.at,
      clearedAt: null,
    },
  );
  if (event.name !== null) agent.name = event.name;
  const moved = event.extension !== null && agent.extension !== event.extension;
  if (moved && agent.extension !== null) {
    const left = phoneOf(fold, agent.extension, agent.node, event.at);
    if (left.agent === agent.agent) left.agent = null;
  }
  const firstGroup = !isOnDuty(agent);
  if (event.extension !== null) {
    agent.extension = event.extension;
    agent.node = event.node;
    phoneOf(fold, event.extension, event.node, event.at).agent = agent.agent;
  }
  const group = event.huntGroup ?? '';
  if (agent.groups[group] !== undefined) return;
  agent.groups[group] = event.at;
  fold.dirty.queues.add(group);
  emitStatus(fold, event.node, {
    kind: 'acd',
    status: 'loggedOn',
    at: event.at,
    agent: agent.agent,
    extension: agent.extension,
    huntGroup: event.huntGroup,
  });
  if (!firstGroup) return;
  agent.status = 'free';
  agent.since = event.at;
  const talks = agent.extension === null ? 0 : phoneOf(fold, agent.extension, agent.node, event.at).talks.length;
  if (talks > 0) setStatus(fold, agent, 'busy', event.at);
};

const loggedOff = (fold: FoldContext, event: CallEventOf<'agentState'>): void => {
  const known = fold.state.agents[event.agent];
  if (known === undefined || !isOnDuty(known)) return;
  const agent = changeAgent(fold, known);
  const groups = event.huntGroup === null ? Object.keys(agent.groups) : [event.huntGroup].filter((g) => agent.groups[g] !== undefined);
  for (const group of groups) {
    delete agent.groups[group];
    fold.dirty.queues.add(group);
    const huntGroup = group === '' ? null : group;
    emitStatus(fold, event.node, {
      kind: 'acd',
      status: 'loggedOut',
      at: event.at,
      agent: agent.agent,
      extension: agent.extension,
      huntGroup,
    });
  }
  if (isOnDuty(agent)) return;
  if (agent.extension !== null) {
    const phone = phoneOf(fold, agent.extension, agent.node, event.at);
    if (phone.agent === agent.agent) phone.agent = null;
  }
  agent.extension = null;
  agent.clearedAt = null;
  agent.status = 'free';
  agent.since = event.at;
};

const ready = (fold: FoldContext, event: CallEventOf<'agentState'>, status: 'free' | 'wrap'): void => {
  const known = fold.state.agents[event.agent];
  if (known === undefined || !isOnDuty(known)) return;
  const agent = changeAgent(fold, known);
  // Busy lasts until the clear, whatever is reported meanwhile.
  if (agent.status === 'busy' && agent.clearedAt === null) return;
  setStatus(fold, agent, status, event.at);
};

export const onAgentState = (fold: FoldContext, event: CallEventOf<'agentState'>): void => {
  switch (event.state) {
    case 'loggedOn':
      return loggedOn(fold, event);
    case 'loggedOff':
      return loggedOff(fold, event);
    case 'ready':
      return ready(fold, event, 'free');
    case 'notReady':
    case 'wrapUp':
      return ready(fold, event, 'wrap');
  }
};

export const onDnd = (fold: FoldContext, event: CallEventOf<'dnd'>): void => {
  const on = event.message !== null && event.message !== '';
  const before = fold.state.phones[phoneKey(fold, event.device, event.node)];
  const same = on ? before?.dnd === true && before.dndMessage === event.message && before.dndText === event.text : before?.dnd !== true;
  const phone = phoneOf(fold, event.device, event.node, event.at);
  if (same) return;
  phone.dnd = on;
  phone.dndMessage = on ? event.message : null;
  phone.dndText = on ? event.text : null;
  phone.dndSince = event.at;
  const agent = phone.agent === null ? undefined : fold.state.agents[phone.agent];
  if (agent !== undefined) markAgent(fold, agent);
  const facts = {
    status: on ? ('dndOn' as const) : ('dndOff' as const),
    at: event.at,
    agent: phone.agent,
    extension: event.device,
    dndNumber: phone.dndMessage === null ? null : (fold.state.dndMessages[phone.dndMessage] ?? null),
    dndMessage: phone.dndMessage,
    dndText: phone.dndText,
  };
  emitStatus(fold, event.node, { kind: 'dnd', ...facts });
  if (phone.agent !== null) emitStatus(fold, event.node, { kind: 'acd', ...facts });
};

/** The device talks in this call from now on; its agent is busy until it has left every call (rule set 1 §5). */
export const startTalking = (fold: FoldContext, call: CallState, device: string, at: EpochMs): void => {
  if (call.talking.includes(device)) return;
  call.talking.push(device);
  const phone = phoneOf(fold, device, call.node, at);
  phone.talks = [...phone.talks, call.key];
  const known = phone.agent === null ? undefined : fold.state.agents[phone.agent];
  if (known === undefined) return;
  const agent = changeAgent(fold, known);
  if (agent.clearedAt !== null && agent.status === 'busy') {
    // A new call within the grace time: free in between, for the record.
    setStatus(fold, agent, 'free', agent.clearedAt);
  }
  setStatus(fold, agent, 'busy', at);
};

export const stopTalking = (fold: FoldContext, call: CallState, device: string, at: EpochMs): void => {
  const phone = phoneOf(fold, device, call.node, at);
  phone.since = at;
  if (!call.talking.includes(device)) return;
  call.talking = call.talking.filter((d) => d !== device);
  phone.talks = phone.talks.filter((key) => key !== call.key);
  const known = phone.agent === null ? undefined : fold.state.agents[phone.agent];
  if (known === undefined || phone.talks.length > 0 || known.status !== 'busy') return;
  const agent = changeAgent(fold, known);
  agent.clearedAt = at;
  fold.state.clearing = [...fold.state.clearing.filter((a) => a !== agent.agent), agent.agent];
};

/** Agents cleared more than 500 ms before `now` without wrap-up are free since their clear. */
export const freeClearedAgents = (fold: FoldContext, now: EpochMs): void => {
  if (fold.state.clearing.length === 0) return;
  const waiting: string[] = [];
  for (const id of fold.state.clearing) {
    const known = fold.state.agents[id];
    if (known === undefined || known.clearedAt === null) continue;
    if (now <= known.clearedAt + wrapUpGraceMs) waiting.push(id);
    else setStatus(fold, changeAgent(fold, known), 'free', epochMs(known.clearedAt));
  }
  fold.state.clearing = waiting;
};
