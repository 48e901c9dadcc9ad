import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Gap } from '../domain/engine-output.ts';
import { epochMs, siteIdSchema } from '../domain/ids.ts';
import { type ExportFormat, reportContentSchema } from '../domain/report.ts';
import type { OpenReport } from '../reports/report-rows.ts';
import { customer, harbour, morning, noon, wholeMorning } from '../reports/testing/harbour-morning.ts';
import { type MemoryReports, openMemoryReports } from '../reports/testing/memory-reports.ts';
import { drawReportChart } from './report-files.ts';

/** Monday from nine: the line was down from 10:00 to 10:30. */
const gap: Gap = {
  gapId: 'ten',
  siteId: 'harbour',
  cause: 'linkDown',
  link: 'link-1',
  node: null,
  startedAt: epochMs(Date.parse('2026-03-02T10:00:00Z')),
  endedAt: epochMs(Date.parse('2026-03-02T10:30:00Z')),
  detail: null,
};
const scope = { tenant: customer, site: siteIdSchema.parse('harbour'), reseller: 'reseller' };

let directory = '';
let reports: MemoryReports;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'charts-'));
  reports = await openMemoryReports({ sites: [{ ...morning, gaps: [gap] }], now: noon });
});
afterAll(async () => {
  await reports.close();
  await rm(directory, { recursive: true, force: true });
});
const openReport: OpenReport = (_scope, _config, content, { asAt: _, ...over }) => reports.openRows('harbour', content, over);

type Chart = { readonly kind: 'bar' | 'line' | 'heatMap'; readonly columns: string[] };
const drawn = async (
  of: Omit<Partial<z.input<typeof reportContentSchema>>, 'columns'> & { template: string; columns: readonly string[]; chart: Chart },
  format: ExportFormat = 'pdf',
) => {
  const columns = of.columns.map((statistic) => ({ statistic, header: statistic === 'callsHandled' ? 'All calls' : null }));
  const content = reportContentSchema.parse({ name: 'Drawn', category: 'Test', range: { ...wholeMorning }, ...of, columns });
  const rows = await reports.openRows('harbour', content);
  try {
    const picture = await drawReportChart(openReport, {
      scope,
      config: harbour,
      content,
      filter: null,
      range: null,
      asAt: noon,
      runMs: 60_000,
      format,
      rows,
    });
    return { picture, rows, content };
  } finally {
    rows.close();
  }
};
const none = [null, null, null, null];
const breaks =
  'Where a line breaks there is no figure: the time is left out by the report, to come, not known, or nothing was counted to divide by.';

test('Service Level By Half Hour & Day: weekdays by half hours, from the first with a call to the last', async () => {
  const { picture } = await drawn({
    template: 'callsByStartTime',
    columns: ['callsInbound', 'callsLost', 'serviceLevel'],
    format: 'dateTime',
    chart: { kind: 'heatMap', columns: ['serviceLevel'] },
  });
  // At nine one of two calls was answered within ten seconds, at half past ten the only one after eleven; between them nobody called, and then nothing was known.
  expect(picture).toEqual({
    chart: {
      kind: 'heatMap',
      name: 'Service Level',
      unit: 'fraction',
      rows: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
      columns: ['09:00', '09:30', '10:00', '10:30'],
      values: [[0.5, null, null, 0], none, none, none, none, none, none],
    },
    words: null,
  });
});

test('a heat map of a count: a quiet half hour is 0, what is not known or was not asked for has no figure', async () => {
  const { picture } = await drawn({
    template: 'callsByStartTime',
    columns: ['callsInbound'],
    chart: { kind: 'heatMap', columns: ['callsInbound'] },
  });
  expect(picture?.chart).toMatchObject({ values: [[2, 0, null, 1], none, none, none, none, none, none] });
});

test('Calls By Extension: lines by half hour of all extensions; no calls are 0, what is not known has no value', async () => {
  const { picture } = await drawn({
    template: 'callsByExtension',
    columns: ['callsHandled', 'callsLost', 'avgTalkTime'],
    sort: [{ column: 'callsLost', descending: true }],
    chart: { kind: 'line', columns: ['avgTalkTime', 'callsHandled'] },
  });
  expect(picture).toEqual({
    chart: {
      kind: 'line',
      labels: ['09:00', '09:30', '10:00', '10:30', '11:00'],
      series: [
        { name: 'Avg Talk Time', unit: 'ms', values: [15_000, null, null, 55_000, 8_000] },
        { name: 'All calls', unit: 'calls', values: [2, 0, null, 2, 2] },
      ],
    },
    words: breaks,
  });
});

test('a template by time is drawn by its own stretches, a long range by days', async () => {
  const chart: Chart = { kind: 'line', columns: ['callsInbound'] };
  const columns = ['callsInbound'];
  const byTime = await drawn({ template: 'callsByStartTime', columns, format: 'time', chart, sort: [{ column: 'callsInbound' }] });
  expect(byTime.picture?.chart).toMatchObject({ labels: ['09:00', '09:30', '10:00', '10:30'], series: [{ values: [2, 0, null, 1] }] });
  const range = { from: '2026-02-01T02:00:00Z', to: '2026-03-03T02:00:00Z' };
  expect((await drawn({ template: 'callsByDdi', columns, range, chart })).picture).toEqual({
    chart: null,
    words: 'Left out: there are too few points for a line in the range.',
  });
});

test('time that the report leaves out is no point: the line breaks, and says so', async () => {
  const chart: Chart = { kind: 'line', columns: ['callsInbound'] };
  const of = { template: 'callsByStartTime', columns: ['callsInbound'], format: 'dateTime' as const, chart };
  // Hours through the night, so that the morning between is left out.
  const range = { from: '2026-02-27T09:00:00Z', to: '2026-03-03T02:00:00Z' };
  const { picture } = await drawn({ ...of, range, dailyWindow: { from: '10:30', to: '09:30' } });
  expect(picture).toEqual({
    chart: {
      kind: 'line',
      labels: ['09:00', '09:30', '10:00', '10:30'],
      series: [{ name: 'Calls Inbound', unit: 'calls', values: [2, null, null, 1] }],
    },
    words:
      'Where a line breaks there is no figure: the time is left out by the report, to come, not known, or nothing was counted to divide by.',
  });
});

test.each<readonly [string, Parameters<typeof drawn>[0], string]>([
  [
    'time in a state alone',
    {
      template: 'callsByAgent',
      columns: ['callsHandled', 'timeOnDuty'],
      chart: { kind: 'heatMap', columns: ['timeOnDuty', 'callsHandled'] },
    },
    'Left out: "Time On Duty", as time in a state is not told hour by hour.',
  ],
  [
    'a list',
    { template: 'callList', columns: ['callDuration'], chart: { kind: 'line', columns: ['callDuration'] } },
    'Left out: a list has no figures over time.',
  ],
  [
    'a range without calls',
    {
      template: 'callsByExtension',
      columns: ['callsHandled'],
      range: { from: '2026-01-05T09:00:00Z', to: '2026-01-06T09:00:00Z' },
      chart: { kind: 'heatMap', columns: ['callsHandled'] },
    },
    'Left out: nothing was counted in the range.',
  ],
  [
    'more half hours than are told',
    {
      template: 'callsByExtension',
      columns: ['callsHandled'],
      range: { from: '2016-03-03T00:00:00Z', to: '2026-03-03T00:00:00Z' },
      chart: { kind: 'heatMap', columns: ['callsHandled'] },
    },
    'Left out: The range has more than 100000 periods: choose a shorter one, or group by date, week or month.',
  ],
])('%s is left out, and that is said', async (_what, of, words) => {
  expect((await drawn(of)).picture).toEqual({ chart: null, words });
});

test('time in a state beside calls: the calls are drawn, and the other is named', async () => {
  const { picture } = await drawn({
    template: 'callsByExtension',
    columns: ['callsHandled', 'timeInDnd1'],
    chart: { kind: 'line', columns: ['callsHandled', 'timeInDnd1'] },
  });
  expect(picture?.words).toMatch(/^Without ".*", as time in a state is not told hour by hour\. Where a line breaks there is no figure: /);
  expect(picture?.chart).toMatchObject({ series: [{ name: 'All calls' }] });
});

test('of files without charts nothing is asked; Word says where the chart is', async () => {
  const of = { template: 'callsByExtension', columns: ['callsHandled'], chart: { kind: 'heatMap' as const, columns: ['callsHandled'] } };
  expect([(await drawn(of, 'xlsx')).picture, (await drawn(of, 'docx')).picture]).toEqual([
    null,
    { chart: null, words: 'Not drawn in Word documents; the PDF of this report has it.' },
  ]);
});
