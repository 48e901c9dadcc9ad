import type { GridKind } from '../../../../../functions/domain/board.ts';

/** Names of what a row of a grid shows of itself. */
const properties: Readonly<Record<string, string>> = {
  state: 'State',
  agent: 'Agent number',
  agentName: 'Agent name',
  name: 'Name',
  extension: 'Extension',
  extensionName: 'Extension name',
  huntGroups: 'Hunt groups',
  huntGroup: 'Hunt group',
  huntGroupName: 'Hunt group name',
  timeInState: 'Time in state',
  dndMessage: 'DND message',
  callWith: 'Call with',
  callTime: 'Call time',
  direction: 'Direction',
  type: 'External or internal',
  party: 'Caller or called',
  outsideNumber: 'Outside number',
  contactName: 'Contact name',
  callingExtension: 'Calling extension',
  trunk: 'Trunk',
  ddi: 'DDI',
  dnis: 'DNIS',
  waitTime: 'Waiting time',
  position: 'Position in the queue',
  segments: 'Segments',
  user: 'User',
};

export const propertyName = (property: string): string => properties[property] ?? property;

/** Columns that a new grid begins with. */
export const usualColumns: Readonly<Record<GridKind, readonly string[]>> = {
  agents: ['state', 'name', 'agent', 'timeInState', 'callWith'],
  calls: ['state', 'direction', 'party', 'extensionName', 'huntGroupName', 'callTime'],
  extensions: ['state', 'name', 'extension', 'timeInState', 'callWith'],
  trunks: ['state', 'name', 'direction', 'outsideNumber', 'extension', 'callTime'],
};

/** The report whose rows are the rows of the grid, and so what statistics its columns may show. Calls in progress have none. */
export const rowTemplate: Readonly<Record<GridKind, string | null>> = {
  agents: 'callsByAgent',
  calls: null,
  extensions: 'callsByExtension',
  trunks: 'callsByTrunk',
};
