import { epochMs, type LogicalCallId } from '../../../../functions/domain/ids.ts';
import type { LiveAgent, LiveCall, LiveExtension } from '../../../../functions/domain/live.ts';

const at = epochMs(1_700_000_000_000);
const call: LiveCall = {
  key: 'c1' as LogicalCallId,
  callType: 'external',
  direction: 'in',
  state: 'connected',
  startedAt: at,
  since: at,
  waitingSince: at,
  answeredAt: at,
  extension: '1001',
  extensionName: 'Desk',
  agent: '5001',
  agentName: 'Alice Marsh',
  callingExtension: null,
  callingExtensionName: null,
  huntGroup: '2001',
  huntGroupName: 'Reservations',
  position: null,
  trunk: '94001',
  trunkName: null,
  outsideNumber: '07700900201',
  contactName: 'Mr Ito',
  ddi: null,
  dnis: null,
  segmentCount: 1,
  unconfirmed: false,
};
const agent: LiveAgent = {
  key: '5001',
  name: 'Alice Marsh',
  state: 'free',
  since: at,
  extension: '1001',
  huntGroups: ['2001'],
  call: null,
  dndMessage: null,
  dndText: null,
};
const extension: LiveExtension = {
  key: '1001',
  name: 'Desk',
  node: '1',
  state: 'idle',
  since: at,
  call: null,
  agent: '5001',
  agentName: 'Alice Marsh',
  userName: null,
  dnd: false,
  dndMessage: null,
  dndText: null,
};

/** One agent at one phone on one call, to test with. */
export const callFixture = { call, agent, extension };
