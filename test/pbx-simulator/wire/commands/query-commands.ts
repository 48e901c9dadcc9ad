import { bars } from '../../pbx/call-fields.ts';
import type { Agent, Device, HuntGroup } from '../../pbx/model.ts';
import type { Handler } from '../port-state.ts';
import { versionNumber } from '../version.ts';

const modes = { ready: '1', notReady: '2', wrapUp: '3' } as const;
const agentMode = (agent: Agent, group: HuntGroup): string => (agent.groups.has(group) ? modes[agent.state] : '0');

/** `_QI`: what a station or trunk is. */
export const queryDevice: Handler = ({ port, args, reply }) => {
  const device = port.find(args[0] ?? '');
  if (device === null) {
    reply(9);
    return;
  }
  const head = [port.text(device), String(device.deviceType), '0', bars(device.description), bars(device.name)];
  if (device.kind === 'trunk') reply(0, ...head, '6');
  else if (device.kind === 'station') {
    const voicemail = device.hasMailbox ? (port.pbx.directory.applications.find((a) => a.role === 'voicemail')?.number ?? '') : '';
    const tail = versionNumber(port.settings.version) >= 1000 ? ['0123456789'] : [];
    reply(0, ...head, '0', '0', '', '0000', '0000', voicemail, device.hasMailbox ? device.node : '0', '0', '64', '0', '0', ...tail);
  } else reply(0, ...head);
};

/** `_QH`: who is in the group, and how. Agents: ID, phone, mode 0-3; members of a UCD group: no ID, phone, 4 or 5. */
export const queryHuntGroup: Handler = ({ port, args, reply }) => {
  const group = port.find(args[0] ?? '');
  if (group?.kind !== 'huntGroup') {
    reply(group === null ? 9 : 11);
    return;
  }
  const entries = group.members.flatMap((m) =>
    m.kind === 'agent'
      ? [m.number, m.groups.has(group) && m.station !== null ? port.text(m.station) : '', agentMode(m, group)]
      : ['', port.text(m), m.calls.size === 0 && m.dnd === null ? '4' : '5'],
  );
  reply(0, String(group.members.length), ...entries);
};

/** `_QA`: groups and modes of an agent (by ID or phone), or of one group. */
export const queryAgent: Handler = ({ port, args, reply }) => {
  const device = port.find(args[0] ?? '');
  const agent = device?.kind === 'agent' ? device : device?.kind === 'station' ? device.agent : null;
  if (device === null) {
    reply(9);
    return;
  }
  const only = args[1] === undefined || args[1] === '' ? null : port.find(args[1]);
  const groups = agent === null ? [] : port.pbx.directory.groups.filter((g) => g.members.includes(agent) && (only === null || only === g));
  const entries = groups.flatMap((g) => (agent === null ? [] : [agent.number, port.text(g), agentMode(agent, g)]));
  reply(0, String(groups.length), ...entries);
};

/** `_QN`: the node of a device, or all nodes. */
export const queryNodes: Handler = ({ port, args, reply }) => {
  const device = args[0] === undefined || args[0] === '' ? null : port.find(args[0]);
  if (args[0] !== undefined && args[0] !== '' && device === null) {
    reply(9);
    return;
  }
  const nodes = port.pbx.profile.nodes.filter((n) => device === null || n.id === device.node);
  reply(0, String(nodes.length), ...nodes.flatMap((n) => [n.id, bars(n.description)]));
};

export const queryNightMode: Handler = ({ port, reply }) => reply(0, port.pbx.core.nightNodes.size > 0 ? '1' : '0');
/** 3 = United Kingdom. */
export const queryCountry: Handler = ({ reply }) => reply(0, '3');

/** `_SP`: calls at a device with its connection states. */
export const snapshot: Handler = ({ port, args, reply }) => {
  const device: Device | null = port.find(args[0] ?? '');
  if (device === null) {
    reply(9);
    return;
  }
  const calls = [...device.calls].map((c) => [c.conference?.legs.get(device) ?? c.id, c.parties.get(device) ?? '']);
  reply(0, String(calls.length), ...calls.flat());
};
