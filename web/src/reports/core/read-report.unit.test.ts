import { expect, it } from 'vitest';
import { readExport, readFullReport, readReportItem } from './read-report.ts';
import type { ReportItem } from './types.ts';

/** As JSON of an API of before: without what came later. */
const old = <T>(json: object): T => JSON.parse(JSON.stringify(json)) as T;

it('reads a report of an API that does not say yet who changed it', () => {
  expect(readReportItem(old<ReportItem>({ id: 'r1', name: 'Lost', template: 'callList', shared: true }))).toEqual({
    id: 'r1',
    name: 'Lost',
    category: '',
    description: '',
    template: 'callList',
    owner: null,
    shared: true,
    builtIn: false,
    version: 0,
    updatedAt: 0,
    updatedBy: null,
    mayEdit: false,
  });
});

it('reads a report whose content knows no chart, no hours and no widths', () => {
  const { content, updatedBy } = readFullReport(
    old({
      id: 'r1',
      name: 'Lost',
      template: 'callList',
      content: { name: 'Lost', template: 'callList', columns: [{ statistic: 'talk' }] },
    }),
  );
  expect([updatedBy, content.columns, content.key, content.sort, content.chart, content.dailyWindow]).toEqual([
    null,
    [{ statistic: 'talk', header: null, width: null, display: null }],
    { place: 0, header: null, width: null },
    [],
    null,
    null,
  ]);
});

it('leaves what is sent as it is, and what cannot be read', () => {
  const unreadable = { id: 'r2', name: null, unreadable: 'It is damaged.', mayEdit: true };
  expect(readReportItem(unreadable)).toBe(unreadable);
  expect(readExport(old({ id: 'e1', name: 'Lost', format: 'csv', state: 'done', files: [], rowsDone: 7 }))).toMatchObject({
    rowsDone: 7,
    rowsTotal: null,
    restated: [],
    next: null,
  });
});
