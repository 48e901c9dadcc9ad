import { expect, test } from 'vitest';
import { parseKeptReport } from './kept-report.ts';

const kept = {
  facts: { columns: [{ id: 'key', header: 'Extension', type: 'key', unit: 'none' }], rows: 0, totals: null },
  firstRows: [],
  inputs: {
    report: 'calls',
    version: 1,
    name: 'Calls',
    configurationVersion: 1,
    content: { name: 'Calls', category: 'Desk', template: 'callsByExtension', columns: [{ statistic: 'callsHandled' }] },
    filter: null,
    range: { named: 'today' },
    resolved: { from: 0, to: 1 },
    format: 'pdf',
    columns: [],
    notes: [],
    rows: 0,
    rowsSha256: '',
  },
};
const heat = { kind: 'heatMap', name: 'Calls', unit: 'calls', rows: ['Mon'], columns: ['09:00', '09:30'], values: [[3, null]] };

test('what was kept before charts were is read as it is', () => {
  expect(Object.keys(parseKeptReport(JSON.stringify(kept))).sort()).toEqual(['facts', 'firstRows', 'inputs']);
});

test.each([
  ['none', null],
  ['a heat map', { chart: heat, words: null }],
  ['bars of the rows', { chart: { kind: 'bar', columns: ['callsHandled'] }, words: null }],
  ['a line', { chart: { kind: 'line', labels: ['09:00'], series: [{ name: 'Calls', unit: 'calls', values: [null] }] }, words: 'Said.' }],
  ['one that is left out', { chart: null, words: 'Left out.' }],
])('a chart comes back as it was kept: %s', (_what, picture) => {
  expect(parseKeptReport(JSON.stringify({ ...kept, picture })).picture).toEqual(picture);
});

test('a chart that cannot be drawn from is refused', () => {
  const broken = { ...kept, picture: { chart: { ...heat, values: 'none' }, words: null } };
  expect(() => parseKeptReport(JSON.stringify(broken))).toThrow('what was kept of the chart cannot be read');
});
