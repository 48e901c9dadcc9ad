import type { Handler } from '../port-state.ts';

/** `_SD,<inv>,<ext>,<1|0>,<message 1-20>,|text|` */
export const setDnd: Handler = ({ port, args, reply }) => {
  const [extension = '', on = '', message = '', text = ''] = args;
  const station = port.find(extension);
  if (station?.kind !== 'station') {
    reply(9);
    return;
  }
  const number = message === '' ? 1 : Number(message);
  if (
    (on !== '0' && on !== '1') ||
    (on === '1' && (port.pbx.profile.dndMessages[number - 1] === undefined || !/^\d{0,2}$/.test(message)))
  ) {
    reply(31);
    return;
  }
  reply(0);
  port.pbx.setDnd(station, on === '1' ? number : null, text);
};

/** `_SA,<inv>,<ext>,<agent>,<state 0-5>,<group>`: a group named limits log-on and log-off to it. */
export const setAgentState: Handler = ({ port, args, reply }) => {
  const [extension = '', agentId = '', state = '', groupId = ''] = args;
  const station = port.find(extension);
  const agent = port.find(agentId);
  if (station?.kind !== 'station') {
    reply(9);
    return;
  }
  if (agent?.kind !== 'agent') {
    reply(33);
    return;
  }
  const group = groupId === '' ? null : port.find(groupId);
  if (!/^[0-5]$/.test(state) || (groupId !== '' && (group?.kind !== 'huntGroup' || !group.members.includes(agent)))) {
    reply(31);
    return;
  }
  const { pbx } = port;
  const wants = Number(state);
  const refused =
    wants === 1 ? (agent.station !== null && agent.station !== station) || (station.agent ?? agent) !== agent : agent.station !== station;
  const inDnd = (wants === 3 || wants === 5) && station.dnd !== null;
  if (refused || inDnd) {
    reply(inDnd ? 15 : 14);
    return;
  }
  reply(0);
  if (wants === 0) pbx.logOff(agent, group ?? undefined);
  else if (wants === 1) pbx.logOn(agent, station, group ?? undefined);
  else if (wants === 2 || wants === 4) pbx.ready(agent);
  else if (wants === 3) pbx.notReady(agent);
  else pbx.wrapUp(agent);
};
