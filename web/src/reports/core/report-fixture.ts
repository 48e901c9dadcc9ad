import { type ReportContent, reportContentSchema } from '../../../../functions/domain/report.ts';
import type { PublicTemplate } from '../../figures/core/public-types.ts';
import type { ReportItem } from './types.ts';

/** For tests: a report of hunt groups with three columns, what it is grouped by between the first and the second. */
export const groupReport: ReportContent = reportContentSchema.parse({
  name: 'Groups',
  category: 'Mine',
  template: 'callsByHuntGroup',
  columns: [
    { statistic: 'callsInbound', header: 'In' },
    { statistic: 'avgAnswerTimeIn', display: 'seconds' },
    { statistic: 'callsLost', width: 12 },
  ],
  key: { place: 1, header: 'Group' },
  filter: { kind: 'saved', id: 'leeds' },
  range: { named: 'lastDays', days: 3 },
  dailyWindow: { from: '09:00', to: '17:00' },
  sort: [{ column: 'callsLost', descending: true }, { column: 'key' }],
  chart: { kind: 'bar', columns: ['callsLost', 'callsInbound'] },
});

export const groupTemplate: PublicTemplate = {
  id: 'callsByHuntGroup',
  name: 'Calls by Hunt Group',
  kind: 'grouped',
  counts: 'visits',
  key: 'huntGroup',
  columns: ['callsInbound', 'callsAnswered', 'callsLost', 'avgAnswerTimeIn'],
  fixed: false,
  words: '',
  ours: false,
};

export const reportItem = (given: Partial<ReportItem>): ReportItem => ({
  id: 'r1',
  name: 'Groups',
  category: 'Mine',
  description: '',
  template: 'callsByHuntGroup',
  owner: { id: 'ines', name: 'Ines Harper' },
  shared: false,
  builtIn: false,
  version: 1,
  updatedAt: 0,
  updatedBy: { id: 'ann', name: 'Ann' },
  mayEdit: true,
  ...given,
});
