import { defaultReport } from './default-report.ts';
import { dndFigures, unmatched, unmatchedFigures } from './shared-parts.ts';

const category = 'Calls/Status By Agent';

/** L4384-4403. */
export const callsStatusByAgent = [
  defaultReport(category, 'acd-status-by-agent', {
    name: 'ACD Status By Agent',
    description: 'When each agent came and went, and how long they were free, busy, wrapping up or on do not disturb while on duty.',
    template: 'callsByAgent',
    columns: [
      { statistic: 'firstLogonTime', display: 'time' },
      { statistic: 'lastLogoffTime', display: 'time' },
      'timesLoggedIn',
      'timeOnDuty',
      'timeInFree',
      'timeInBusy',
      'timeInWrapup',
      'timeInBusyNa',
      'percentTimeInFree',
      'percentTimeInBusy',
      'percentTimeInWrapup',
      'percentTimeInBusyNa',
    ],
    chart: { kind: 'bar', columns: ['timeInFree', 'timeInBusy', 'timeInWrapup', 'timeInBusyNa'] },
  }),
  defaultReport(category, 'calls-by-agent', {
    name: 'Calls By Agent',
    description: 'Calls at each agent, internal and external, segment by segment, with the time they were on duty.',
    template: 'callsByAgent',
    chart: { kind: 'bar', columns: ['callsInAns', 'callsOutbound'] },
  }),
  defaultReport(category, 'detailed-acd-status-list', {
    name: 'Detailed ACD Status List',
    description: 'Every change of every agent: log on and off for each hunt group, free, busy, wrap-up, do not disturb.',
    template: 'acdStatusList',
  }),
  defaultReport(category, 'dnd-status-by-agent', {
    name: 'DND Status By Agent',
    description: 'How long and how often each agent was on do not disturb.',
    template: 'callsByAgent',
    columns: dndFigures,
    sort: [{ column: 'timeInDnd', descending: true }],
    chart: { kind: 'bar', columns: ['timeInDnd'] },
  }),
  defaultReport(category, 'unmatched-calls-by-agent', {
    name: 'Unmatched Calls By Agent',
    description: 'External calls of each agent with a number that no contact has.',
    template: 'callsByAgent',
    columns: unmatchedFigures,
    filter: unmatched,
  }),
];
