import { expect, it } from 'vitest';
import { findStatistics } from './find-statistics.ts';
import type { PublicStatistic } from './public-types.ts';

const statistic = (id: string, group: string, words: string, live: boolean, templates: readonly string[]): PublicStatistic => ({
  id,
  name: id,
  heading: id,
  entry: null,
  group,
  type: 'count',
  unit: 'calls',
  templates,
  live,
  licence: null,
  words,
  formula: '',
  line: null,
  ours: false,
  ruleSet: 1,
});
const all = [
  statistic('callsLost', 'Call Totals', 'External calls that nobody answered.', true, ['site', 'callsByAgent']),
  statistic('timeInFree', 'ACD Times', 'Time an agent was free.', false, ['callsByAgent']),
  statistic('callsIn', 'Call Totals', 'Calls that came in.', true, ['site']),
];
const ids = (search: Parameters<typeof findStatistics>[1]) =>
  findStatistics(all, search).map(({ name, statistics }) => [name, statistics.map(({ id }) => id)]);

it('finds by any words, whatever their case and order, under the groups of the manual', () => {
  expect(ids({ words: '' })).toEqual([
    ['Call Totals', ['callsLost', 'callsIn']],
    ['ACD Times', ['timeInFree']],
  ]);
  expect(ids({ words: 'ANSWERED lost' })).toEqual([['Call Totals', ['callsLost']]]);
  expect(ids({ words: 'no such words' })).toEqual([]);
});

it('narrows to a report and to what can stand on a board', () => {
  expect(ids({ words: '', template: 'callsByAgent' })).toEqual([
    ['Call Totals', ['callsLost']],
    ['ACD Times', ['timeInFree']],
  ]);
  expect(ids({ words: '', template: 'callsByAgent', live: true })).toEqual([['Call Totals', ['callsLost']]]);
});
