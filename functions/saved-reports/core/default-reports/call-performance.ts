import { defaultReport } from './default-report.ts';

const category = 'Call Performance';
/** How fast calls were answered: within each of the site's ring categories, beside what was lost. */
const answeredHowFast = [
  'callsInbound',
  'callsInAnsExternal',
  'answeredWithin1',
  'answeredWithin2',
  'answeredWithin3',
  'answeredWithin4',
  'answeredWithin5',
  'answeredWithin6',
  'answeredOver6',
  'percentAnsweredWithin2',
  'callsLost',
  'avgAnswerTimeIn',
  'serviceLevel',
];

/** L4284-4297. The report of this category that has no choice of columns stands before them, built in. */
export const callPerformance = [
  defaultReport(category, 'call-performance-by-day', {
    name: 'Call Performance By Day',
    description: 'Calls from outside day by day: how many came, how many were lost, how long callers waited before they gave up.',
    template: 'callsByStartTime',
    columns: [
      'callsInbound',
      'callsInAnsExternal',
      'callsLost',
      'percentCallsLost',
      'unreturnedLostCalls',
      'avgLostCallTime',
      'maxRingTimeLost',
      'avgAnswerTimeIn',
    ],
    format: 'date',
    range: { named: 'thisWeek' },
    chart: { kind: 'bar', columns: ['callsInAnsExternal', 'callsLost'] },
  }),
  defaultReport(category, 'service-level-by-half-hour', {
    name: 'Service Level By Half Hour',
    description: 'How fast calls from outside were answered at each time of day, all days of the range taken together.',
    template: 'callsByStartTime',
    columns: answeredHowFast,
    format: 'time',
    chart: { kind: 'line', columns: ['serviceLevel'] },
  }),
  defaultReport(category, 'service-level-by-half-hour-and-day', {
    name: 'Service Level By Half Hour & Day',
    description: 'How fast calls from outside were answered in each call rate period of each day.',
    template: 'callsByStartTime',
    columns: answeredHowFast,
    format: 'dateTime',
    chart: { kind: 'heatMap', columns: ['serviceLevel'] },
  }),
];
