import type { CallEventOf } from '../../domain/call-event.ts';
import { changeAgent, isOnDuty, setStatus } from './agents.ts';
import { doubtGroupCallsAt } from './doubt.ts';
import type { FoldContext } from './fold-context.ts';
import { phoneOf } from './phones.ts';
import { publishBeforeNamesChange } from './publish.ts';
import { emitStatus } from './status-row.ts';

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
      notReady: false,
      clearedAt: null,
    },
  );
  if (event.name !== null && event.name !== agent.name) {
    publishBeforeNamesChange(fold);
    agent.name = event.name;
  }
  const moved = event.extension !== null && agent.extension !== event.extension;
  if (moved && agent.extension !== null) {
    const left = phoneOf(fold, agent.extension, agent.node);
    if (left.agent === agent.agent) left.agent = null;
  }
  const firstGroup = !isOnDuty(agent);
  if (event.extension !== null) {
    agent.extension = event.extension;
    agent.node = event.node;
    const phone = phoneOf(fold, event.extension, event.node);
    phone.agent = agent.agent;
    // Moved without a log off: what counts from now on are the calls at this phone.
    if (moved && !firstGroup && phone.talks.length > 0) setStatus(fold, agent, 'busy', event.at);
    else if (moved && !firstGroup && agent.status === 'busy')
      setStatus(fold, agent, agent.notReady ? 'wrap' : 'free', agent.clearedAt ?? event.at);
  }
  const group = event.huntGroup ?? '';
  if (agent.groups[group] !== undefined) return;
  agent.groups[group] = event.at;
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
  agent.notReady = false;
  agent.since = event.at;
  const talks = agent.extension === null ? 0 : phoneOf(fold, agent.extension, agent.node).talks.length;
  if (talks > 0) setStatus(fold, agent, 'busy', event.at);
};

const loggedOff = (fold: FoldContext, event: CallEventOf<'agentState'>): void => {
  const known = fold.state.agents[event.agent];
  if (known === undefined || !isOnDuty(known)) return;
  const agent = changeAgent(fold, known);
  const groups = event.huntGroup === null ? Object.keys(agent.groups) : [event.huntGroup].filter((g) => agent.groups[g] !== undefined);
  for (const group of groups) {
    delete agent.groups[group];
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
    const phone = phoneOf(fold, agent.extension, agent.node);
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
  agent.notReady = event.state === 'notReady';
  // Busy lasts until the clear, whatever is reported meanwhile.
  if (agent.status === 'busy' && agent.clearedAt === null) {
    if (event.state === 'wrapUp' && agent.extension !== null) doubtGroupCallsAt(fold, agent.extension, agent.node);
    return;
  }
  // A resync says what is, not since when: what was awaited since the clear began there.
  setStatus(fold, agent, status, event.resync !== null && agent.clearedAt !== null ? agent.clearedAt : event.at);
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
