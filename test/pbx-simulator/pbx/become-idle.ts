import type { PbxCore } from './core.ts';
import { raiseCopies } from './core.ts';
import type { Agent, HuntGroup, Station } from './model.ts';

const agentCopies = (agent: Agent) => {
  const station = agent.station;
  return (station === null ? [agent] : [station, agent]).map((monitored) => ({ monitored, cnx: '' }));
};

/** `RY`, `NRY` or `WNR`, under the phone and the agent ID. */
export const raiseAgentState = (core: PbxCore, agent: Agent, code: 'RY' | 'NRY' | 'WNR'): void => {
  const station = agent.station;
  if (station !== null) raiseCopies(core, code, agentCopies(agent), () => [station, agent.number]);
};

/** Waiting calls of the groups this phone serves, soon. */
export const dispatchFor = (core: PbxCore, station: Station): void => {
  const groups = core.directory.groups.filter(
    (g) => g.queue.length > 0 && (g.members.includes(station) || (station.agent !== null && g.members.includes(station.agent))),
  );
  for (const group of groups) core.clock.after(core.settings.dispatchMs, () => core.dispatchQueue(group));
};

export const makeReady = (core: PbxCore, agent: Agent): void => {
  agent.wrapUp?.cancel();
  agent.wrapUp = null;
  if (agent.station === null || agent.state === 'ready') return;
  agent.state = 'ready';
  agent.station.idleSince = core.clock.now();
  raiseAgentState(core, agent, 'RY');
  dispatchFor(core, agent.station);
};

/** A phone's call is over: wrap-up when it took the call as an ACD agent, else straight to the next waiting call. */
export const becomeIdle = (core: PbxCore, station: Station, tookFor: HuntGroup | null): void => {
  if (station.calls.size > 0) return;
  station.idleSince = core.clock.now();
  const agent = station.agent;
  if (tookFor !== null && tookFor.wrapUpMs > 0 && agent !== null && agent.state === 'ready') {
    agent.state = 'wrapUp';
    raiseAgentState(core, agent, 'WNR');
    agent.wrapUp = core.clock.after(tookFor.wrapUpMs, () => makeReady(core, agent));
    return;
  }
  dispatchFor(core, station);
};
