import { dispatchFor, makeReady, raiseAgentState } from './become-idle.ts';
import { bars } from './call-fields.ts';
import { type PbxCore, raiseCopies } from './core.ts';
import type { Agent, HuntGroup, Station } from './model.ts';

const logCopies = (agent: Agent, station: Station, group: HuntGroup) =>
  [station, agent, group].map((monitored) => ({ monitored, cnx: '' }));

const groupsOf = (core: PbxCore, agent: Agent): HuntGroup[] => core.directory.groups.filter((g) => g.members.includes(agent));

/** `LN` for each group, under the phone, the agent ID and the group. */
export const logOn = (core: PbxCore, agent: Agent, station: Station, groups?: readonly HuntGroup[]): boolean => {
  if ((agent.station !== null && agent.station !== station) || (station.agent !== null && station.agent !== agent)) return false;
  agent.station = station;
  station.agent = agent;
  agent.state = 'ready';
  station.idleSince = core.clock.now();
  for (const group of groups ?? groupsOf(core, agent)) {
    if (agent.groups.has(group)) continue;
    agent.groups.add(group);
    raiseCopies(core, 'LN', logCopies(agent, station, group), () => [station, agent.number, bars(agent.description), group]);
  }
  dispatchFor(core, station);
  return true;
};

/** `LF` for each group left. */
export const logOff = (core: PbxCore, agent: Agent, groups?: readonly HuntGroup[]): boolean => {
  const station = agent.station;
  if (station === null) return false;
  for (const group of groups ?? [...agent.groups]) {
    if (!agent.groups.delete(group)) continue;
    raiseCopies(core, 'LF', logCopies(agent, station, group), () => [station, agent.number, bars(agent.description), group]);
  }
  if (agent.groups.size > 0) return true;
  agent.wrapUp?.cancel();
  agent.wrapUp = null;
  agent.state = 'ready';
  agent.station = null;
  station.agent = null;
  return true;
};

/** `ready` ends wrap-up or not-ready; the others are refused in do-not-disturb, as the PBX does. */
export const setAgentState = (core: PbxCore, agent: Agent, state: 'ready' | 'notReady' | 'wrapUp'): boolean => {
  if (agent.station === null) return false;
  if (state === 'ready') {
    makeReady(core, agent);
    return true;
  }
  if (agent.station.dnd !== null) return false;
  agent.wrapUp?.cancel();
  agent.wrapUp = null;
  agent.state = state;
  raiseAgentState(core, agent, state === 'notReady' ? 'NRY' : 'WNR');
  return true;
};
