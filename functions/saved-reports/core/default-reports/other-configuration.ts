import { defaultReport } from './default-report.ts';

const category = 'Other - Configuration';

/** L4404-4419. */
export const otherConfiguration = [
  defaultReport(category, 'acd-agent-list', {
    name: 'ACD Agent List',
    description: 'The agents that the site has.',
    template: 'agentList',
  }),
  defaultReport(category, 'device-list', {
    name: 'Device List',
    description: 'The extensions and applications that the site has.',
    template: 'deviceList',
  }),
  defaultReport(category, 'ddi-number-list', {
    name: 'DDI Number List',
    description: 'The DDI numbers that the site has.',
    template: 'ddiList',
  }),
  defaultReport(category, 'trunk-list', { name: 'Trunk List', description: 'The lines that the site has.', template: 'trunkList' }),
];
