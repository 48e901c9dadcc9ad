import { type EpochMs, epochMs } from '../../domain/ids.ts';
import { carryAgain } from './carry-over.ts';
import { type FoldContext, writable } from './fold-context.ts';
import { phoneOf } from './phones.ts';
import type { AgentState, CallState } from './state.ts';
import { emitStatus } from './status-row.ts';

/** A cleared agent is free unless wrap-up is reported within this time (rule set 1 §5). */
const wrapUpGraceMs = 500;

/** The agent for changing. */
export const changeAgent = (fold: FoldContext, agent: AgentState): AgentState => {
  if (fold.state.agents[agent.agent] === agent && fold.before.agents[agent.agent] !== agent) return agent;
  const copy = { ...agent, groups: { ...agent.groups } };
  fold.touched.agents.add(agent.agent);
  writable(fold, 'agents')[agent.agent] = copy;
  return copy;
};

/** Tells the change and remembers it; no change, no row. */
export const setStatus = (fold: FoldContext, agent: AgentState, status: AgentState['status'], at: EpochMs): void => {
  agent.clearedAt = null;
  if (agent.status === status) return;
  agent.status = status;
  agent.since = at;
  emitStatus(fold, agent.node, { kind: 'acd', status, at, agent: agent.agent, extension: agent.extension });
  carryAgain(fold, agent, at);
};

/** Logged on to at least one group. */
export const isOnDuty = (agent: AgentState): boolean => Object.keys(agent.groups).length > 0;

/** The device talks in this call from now on; its agent is busy until it has left every call (rule set 1 §5). */
export const startTalking = (fold: FoldContext, call: CallState, device: string, at: EpochMs): void => {
  if (call.talking.includes(device)) return;
  call.talking.push(device);
  const phone = phoneOf(fold, device, call.node);
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
  if (!call.talking.includes(device)) return;
  const phone = phoneOf(fold, device, call.node);
  call.talking = call.talking.filter((d) => d !== device);
  phone.talks = phone.talks.filter((key) => key !== call.key);
  const known = phone.agent === null ? undefined : fold.state.agents[phone.agent];
  if (known === undefined || phone.talks.length > 0 || known.status !== 'busy') return;
  const agent = changeAgent(fold, known);
  agent.clearedAt = at;
  fold.state.clearing = [...fold.state.clearing.filter((a) => a !== agent.agent), agent.agent];
};

/** Agents cleared more than 500 ms before `now` without wrap-up are free since their clear, or in wrap-up when NRY came before it. */
export const freeClearedAgents = (fold: FoldContext, now: EpochMs): void => {
  if (fold.state.clearing.length === 0) return;
  const waiting: string[] = [];
  for (const id of fold.state.clearing) {
    const known = fold.state.agents[id];
    if (known === undefined || known.clearedAt === null) continue;
    if (now <= known.clearedAt + wrapUpGraceMs) waiting.push(id);
    else setStatus(fold, changeAgent(fold, known), known.notReady ? 'wrap' : 'free', epochMs(known.clearedAt));
  }
  fold.state.clearing = waiting;
};
