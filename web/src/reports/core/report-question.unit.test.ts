import { expect, it } from 'vitest';
import { groupReport, groupTemplate } from './report-fixture.ts';
import { lookOfReport, questionOf, questionOver } from './report-question.ts';

const asked = {
  template: 'callsByHuntGroup',
  columns: ['callsInbound', 'avgAnswerTimeIn', 'callsLost'],
  range: { named: 'lastDays', days: 3 },
  filterRef: { kind: 'saved', id: 'leeds' },
  dailyWindow: { from: '09:00', to: '17:00' },
  sort: [
    { column: 'callsLost', descending: true },
    { column: 'key', descending: false },
  ],
};

it('asks for the columns of the report in their order, with its filter, range, hours and order', () => {
  expect(questionOf(groupReport, groupTemplate)).toEqual(asked);
});

it('leaves out what the template does not offer, and says when nothing is left', () => {
  const template = { ...groupTemplate, columns: ['callsInbound'] };
  expect(questionOf(groupReport, template)).toMatchObject({ columns: ['callsInbound'], sort: [{ column: 'key', descending: false }] });
  expect(questionOf(groupReport, { ...template, columns: [] })).toBeNull();
  expect(questionOf({ ...groupReport, filter: null, dailyWindow: null, sort: [] }, groupTemplate)).toEqual({
    template: 'callsByHuntGroup',
    columns: ['callsInbound', 'avgAnswerTimeIn', 'callsLost'],
    range: { named: 'lastDays', days: 3 },
  });
});

it('asks a fixed report for its own columns, and a report by time for its stretches', () => {
  expect(questionOf({ ...groupReport, columns: [] }, { ...groupTemplate, fixed: true, key: null })?.columns).toEqual(groupTemplate.columns);
  const byTime = { ...groupTemplate, id: 'callsByStartTime', key: 'time' };
  expect(questionOf(groupReport, byTime)?.format).toBe('dateTime');
  expect(questionOf({ ...groupReport, format: 'week' }, byTime)?.format).toBe('week');
});

it('asks the same calls by stretches of time for a picture', () => {
  const body = questionOf(groupReport, groupTemplate);
  expect(body === null ? null : questionOver(body, ['callsLost'], 'weekdayTime')).toEqual({
    template: 'callsByHuntGroup',
    columns: ['callsLost'],
    range: { named: 'lastDays', days: 3 },
    filterRef: { kind: 'saved', id: 'leeds' },
    dailyWindow: { from: '09:00', to: '17:00' },
    over: 'weekdayTime',
  });
});

it('shows headings, widths and forms as the report says', () => {
  expect(lookOfReport(groupReport)).toEqual({
    keyPlace: 1,
    key: { header: 'Group', width: null, display: null },
    columns: {
      callsInbound: { header: 'In', width: null, display: null },
      avgAnswerTimeIn: { header: null, width: null, display: 'seconds' },
      callsLost: { header: null, width: 12, display: null },
    },
  });
});
