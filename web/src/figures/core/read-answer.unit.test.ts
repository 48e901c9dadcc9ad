import { expect, it } from 'vitest';
import { joinPages } from './join-pages.ts';
import type { Report } from './public-types.ts';
import { readReport, readStatistic } from './read-answer.ts';

const json = {
  site: 'leeds',
  template: { id: 'callList', name: 'Call List', counts: 'calls' },
  range: { from: '2026-11-21T02:00:00Z', to: '2026-11-22T02:00:00Z', asAt: 0 },
  timeZone: 'Europe/London',
  columns: [{ id: 'talk', name: 'Talk', heading: 'Talk', type: 'duration' }],
  items: [{ label: '1001', values: { talk: 5 } }],
  rows: 1,
};

it('reads an answer of an API of before: no way to the end, no notes, nothing to explain', () => {
  const report = readReport(JSON.parse(JSON.stringify(json)) as Report);
  expect(report).toMatchObject({ last: null, before: null, first: 0, notes: [], definitions: [], gaps: [], totals: null, limitedTo: null });
  expect([report.columns[0]?.explain, report.items[0]?.key, report.items[0]?.logicalCallId]).toEqual([null, null, null]);
  expect(joinPages([report]).first).toBe(0);
});

it('keeps what is sent', () => {
  const statistic = readStatistic({ ...readStatistic(JSON.parse('{"id":"a","name":"A","type":"count"}')), words: 'Counts.' });
  expect([statistic.words, statistic.templates, statistic.ours]).toEqual(['Counts.', [], false]);
});
