import { expect, test } from 'vitest';
import { missingOf } from './missing-of.ts';
import { newDraft } from './schedule-draft.ts';

const draft = {
  ...newDraft('2026-03-03'),
  name: 'Week',
  reports: [{ key: 0, report: 'calls', filter: null, range: null }],
  to: ['kim@example.com'],
};

test('nothing is missing of a schedule that says what, when and to whom', () => {
  expect(missingOf(draft)).toEqual([]);
});

test('what is missing is told at its place', () => {
  const row = { key: 1, report: '', filter: null, range: null };
  const pointers = (part: Partial<typeof draft>) => missingOf({ ...draft, ...part }).map(({ pointer }) => pointer);
  expect(pointers({ name: ' ', weekdays: [], to: [] })).toEqual(['#/name', '#/timing/recurrence/weekdays', '#/delivery/to']);
  expect(pointers({ reports: [] })).toEqual(['#/reports']);
  expect(pointers({ reports: [...draft.reports, row] })).toEqual(['#/reports/1/report']);
});

test('days of the week are not missed by months, nor addresses by a bucket', () => {
  expect(missingOf({ ...draft, every: 'month', weekdays: [], kind: 'bucket', to: [] })).toEqual([]);
});
