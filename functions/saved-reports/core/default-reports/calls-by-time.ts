import type { GroupingFormat, ReportRange } from '../../../domain/report.ts';
import { defaultReport } from './default-report.ts';

const columns = [
  'callsHandled',
  'callsInbound',
  'callsInAnsExternal',
  'callsLost',
  'percentCallsLost',
  'callsOutExternal',
  'avgAnswerTimeIn',
  'totalTalkTime',
  'avgTalkTime',
];
const byTime = (
  id: string,
  name: string,
  description: string,
  format: GroupingFormat,
  range: ReportRange,
  kind: 'bar' | 'line' | 'heatMap',
) =>
  defaultReport('Calls By Time', id, {
    name,
    description,
    template: 'callsByStartTime',
    columns,
    format,
    range,
    chart: { kind, columns: kind === 'heatMap' ? ['callsHandled'] : ['callsInbound', 'callsOutExternal'] },
  });

/**
 * L4365-4383. A report of days, weeks or months begins with a range that has several of them, of weeks and months from the
 * first day of one: its first row is a whole one.
 */
export const callsByTime = [
  byTime(
    'call-summary-by-day',
    'Call Summary By Day',
    'External calls of each day: received, answered, lost and made.',
    'date',
    { named: 'thisMonth' },
    'bar',
  ),
  byTime(
    'call-summary-by-month',
    'Call Summary By Month',
    'External calls of each month: received, answered, lost and made.',
    'month',
    { named: 'last12Months' },
    'bar',
  ),
  byTime(
    'call-summary-by-week',
    'Call Summary By Week',
    'External calls of each week from Monday: received, answered, lost and made.',
    'week',
    { named: 'last12Weeks' },
    'bar',
  ),
  byTime(
    'calls-by-half-hour',
    'Calls By Half Hour',
    'External calls at each time of day, all days of the range taken together: when the day is busiest.',
    'time',
    { named: 'today' },
    'line',
  ),
  byTime(
    'calls-by-half-hour-and-day',
    'Calls By Half Hour & Day',
    'External calls in each call rate period of each day: which hours of which days are busiest.',
    'dateTime',
    { named: 'thisWeek' },
    'heatMap',
  ),
];
