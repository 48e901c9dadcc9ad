import { agentStateOf } from '../../domain/agent-state.ts';
import { epochMs } from '../../domain/ids.ts';
import type { LiveAgent } from '../../domain/live.ts';
import { agentNameOf } from './attribution.ts';
import { type Use, useOf } from './live-devices.ts';
import { deviceOf, phoneKey, type SiteView } from './site-view.ts';
import type { AgentState, PhoneState } from './state.ts';

const isOnDuty = (agent: AgentState | undefined): boolean => {
  for (const _ in agent?.groups) return true;
  return false;
};

interface Standing {
  readonly state: LiveAgent['state'];
  readonly phone: PhoneState | undefined;
  readonly use: Use | null;
}

/** How an agent stands, with the phone the agent is at. */
export const standingOf = (view: SiteView, agent: AgentState | undefined): Standing => {
  const key = agent?.extension == null ? null : phoneKey(view, agent.extension, agent.node);
  const phone = key === null ? undefined : view.state.phones[key];
  const use = key === null ? null : useOf(view, key);
  const state = agentStateOf({
    onDuty: isOnDuty(agent),
    talking: agent?.status === 'busy',
    dnd: phone?.dnd === true,
    wrap: agent?.status === 'wrap',
    ringing: use?.state === 'ringing',
  });
  return { state, phone, use };
};

const sinceOf = (view: SiteView, agent: AgentState | undefined, { state, phone, use }: Standing): LiveAgent['since'] => {
  if (agent === undefined) return view.state.firstAt;
  if (state === 'ringing' && use !== null) return use.since;
  // Do not disturb covers wrap-up and free, so its own changes begin those states too.
  const covered = state === 'dnd' || state === 'wrap' || state === 'free' || state === 'ringing';
  return covered && phone !== undefined && phone.dndSince !== null ? epochMs(Math.max(agent.since, phone.dndSince)) : agent.since;
};

export const toLiveAgent = (view: SiteView, id: string): LiveAgent | null => {
  const agent = view.state.agents[id];
  if (agent === undefined && deviceOf(view, id, '')?.type !== 'agent') return null;
  const standing = standingOf(view, agent);
  return {
    key: id,
    name: agentNameOf(view, id, agent?.node ?? '') ?? id,
    state: standing.state,
    since: sinceOf(view, agent, standing),
    extension: agent?.extension ?? null,
    huntGroups: Object.keys(agent?.groups ?? {})
      .filter((group) => group !== '')
      .sort(),
    call: standing.use?.call ?? null,
    dndMessage: standing.phone?.dndMessage ?? null,
    dndText: standing.phone?.dndText ?? null,
  };
};
