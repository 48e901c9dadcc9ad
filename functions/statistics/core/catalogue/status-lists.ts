import type { Statistic } from '../types/statistic.ts';
import { listColumns } from './list-column.ts';

const device = listColumns({
  group: 'Device Info',
  templates: ['agentList', 'ddiList', 'deviceList', 'trunkList'],
  licence: 'callLogging',
});
/** Manual 12.3. */
export const configurationColumns: readonly Statistic[] = [
  device(
    [240, 18458],
    'deviceNumber',
    'Device Number',
    'text',
    'number',
    'Number of the agent, DDI number, extension or line, by the list.',
  ),
  device([241, 18464], 'deviceDescription', 'Description', 'text', 'name', 'Its description on the phone system.'),
  device([242, 18468], 'deviceNodeId', 'Node ID', 'id', 'node', 'Node of the phone system where it is.'),
];

const acd = listColumns({ group: 'ACD', templates: ['acdStatusList'], licence: 'acdReporting' });
/** Manual 12.4.1. */
export const acdStatusColumns: readonly Statistic[] = [
  acd(
    [243, 18496],
    'acdStatus',
    'ACD Status',
    'text',
    'status',
    'What the agent changed to: logged on, free, busy, wrap, DND on, DND off, logged out.',
    { show: 'state' },
  ),
  acd([244, 18501], 'acdAgent', 'Agent', 'id', 'agent', 'Id of the agent whose state changed.'),
  acd([245, 18505], 'acdAgentName', 'Agent Name', 'text', 'agentName', 'Name of the agent whose state changed.'),
  acd([246, 18510], 'acdDndMessage', 'DND Message', 'text', 'dndMessage', 'Message chosen, where do not disturb was switched on.'),
  acd([247, 18515], 'acdDndText', 'DND Text', 'text', 'dndText', 'What the agent typed in addition, where do not disturb was switched on.'),
  acd([248, 18521], 'acdEventTime', 'Event Time', 'timeOfDay', 'at', 'When the state of the agent changed.'),
  acd([249, 18526], 'acdExtension', 'Extension', 'text', 'extension', 'Phone at which the agent was.'),
  acd(
    [250, 18530],
    'acdHuntGroup',
    'Hunt Group',
    'text',
    'huntGroup',
    'Group logged on to or off from; a change of several groups is a row for each.',
  ),
  acd([251, 18536], 'acdHuntGroupName', 'Hunt Group Name', 'text', 'huntGroupName', 'Name of the group logged on to or off from.'),
];

const dnd = listColumns({ group: 'DND', templates: ['dndStatusList'], licence: 'dndReporting' });
/** Manual 12.4.2. */
export const dndStatusColumns: readonly Statistic[] = [
  dnd([252, 18550], 'dndStatus', 'DND Status', 'text', 'status', 'Whether do not disturb was switched on or off.', { show: 'state' }),
  dnd([253, 18555], 'dndMessage', 'DND Message', 'text', 'dndMessage', 'Message that was chosen with do not disturb.'),
  dnd([254, 18560], 'dndText', 'DND Text', 'text', 'dndText', 'What the user typed in addition.'),
  dnd([255, 18566], 'dndEventTime', 'Event Time', 'timeOfDay', 'at', 'When do not disturb was switched.'),
  dnd([256, 18571], 'dndExtension', 'Extension', 'text', 'extension', 'Number of the extension.'),
  dnd([257, 18575], 'dndExtensionName', 'Extension Name', 'text', 'extensionName', 'Name of the extension.'),
];
