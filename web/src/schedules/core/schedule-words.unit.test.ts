import { expect, test } from 'vitest';
import type { Recurrence, ScheduleContent } from '../../../../functions/domain/schedule.ts';
import { addAddresses, isLikelyAddress, splitAddresses } from './addresses.ts';
import { faultAt, faultsAfter, sectionOf } from './fault-at.ts';
import { previewMail, putPlaceholder } from './mail-preview.ts';
import { recurrenceWords } from './recurrence-words.ts';
import { againWords, deliveryWords, durationWords, equalWords, reportsWords } from './run-words.ts';
import { contentOf, daysOf, draftOf, newDraft } from './schedule-draft.ts';
import { askedWords, waitWords } from './sent-words.ts';
import { suggestedZones } from './suggested-zones.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const workingDays = [1, 2, 3, 4, 5];

test.each<readonly [Recurrence, string]>([
  [
    { every: 'minute', interval: 15, weekdays: workingDays, between: { from: '09:00', to: '17:00' } },
    'every 15 minutes from 09:00 until before 17:00, Monday to Friday',
  ],
  [{ every: 'hour', interval: 1, weekdays: everyDay, between: null }, 'every hour'],
  [{ every: 'day', weekdays: everyDay }, 'every day at 07:00'],
  [{ every: 'day', weekdays: [7, 1, 3] }, 'Monday, Wednesday and Sunday at 07:00'],
  [{ every: 'week', interval: 2, weekdays: [5] }, 'every 2 weeks on Friday at 07:00'],
  [{ every: 'week', interval: 1, weekdays: null }, 'every week on Tuesday at 07:00'],
  [{ every: 'week', interval: 1, weekdays: everyDay }, 'every week on every day at 07:00'],
  [{ every: 'month', interval: 1, day: { on: 'dayNumber', number: 22 } }, 'every month on the 22nd at 07:00'],
  [{ every: 'month', interval: 3, day: { on: 'dayNumber', number: -1 } }, 'every 3 months on the last day at 07:00'],
  [{ every: 'month', interval: 1, day: { on: 'weekday', which: 'first', weekday: 1 } }, 'every month on the first Monday at 07:00'],
  [{ every: 'month', interval: 1, day: { on: 'workingDay', which: 'last' } }, 'every month on the last working day at 07:00'],
])('%j in words', (recurrence, words) => {
  // A Tuesday.
  expect(recurrenceWords({ recurrence, start: { date: '2026-03-03', time: '07:00' } })).toBe(words);
});

const content: ScheduleContent = {
  name: 'Monday figures',
  description: '',
  enabled: true,
  timing: {
    timeZone: null,
    start: { date: '2026-03-02', time: '07:00' },
    end: null,
    recurrence: { every: 'minute', interval: 30, weekdays: workingDays, between: { from: '09:00', to: '17:00' } },
  },
  reports: [
    { report: 'calls-a1', filter: { kind: 'builtIn', id: 'internal' }, range: { named: 'lastDays', days: 3 } },
    { report: 'calls-b2', filter: null, range: null },
  ],
  format: 'pdf',
  delivery: { kind: 'email', to: ['ann@example.com'], cc: [], bcc: [], subject: '{schedule}', body: 'Good morning' },
  waitMinutes: 30,
  alarmWhenEmpty: false,
};

test('what is read into the form comes out as it was', () => {
  expect(contentOf(draftOf(content, 'Europe/London'), 'Europe/London')).toEqual(content);
  const monthly: ScheduleContent = {
    ...content,
    timing: {
      ...content.timing,
      timeZone: 'Asia/Tokyo',
      recurrence: { every: 'month', interval: 2, day: { on: 'workingDay', which: 'first' } },
    },
    delivery: { kind: 'bucket', bucket: 'figures', prefix: 'a/b' },
  };
  expect(contentOf(draftOf(monthly, 'Europe/London'), 'Europe/London')).toEqual(monthly);
});

test('a new one runs on working days at seven, by weeks on the weekday of its first run; changing one’s mind loses nothing', () => {
  const draft = newDraft('2026-03-03');
  expect(contentOf(draft, 'UTC').timing).toEqual({
    timeZone: null,
    start: { date: '2026-03-03', time: '07:00' },
    end: null,
    recurrence: { every: 'day', weekdays: [1, 2, 3, 4, 5] },
  });
  const weekly = { ...draft, every: 'week' as const };
  expect([contentOf(weekly, 'UTC').timing.recurrence, daysOf(weekly)]).toEqual([{ every: 'week', interval: 1, weekdays: null }, [2]]);
  expect(daysOf({ ...weekly, start: { date: '2026-03-08', time: '07:00' } })).toEqual([7]);
  expect(daysOf({ ...weekly, weekOn: [1, 5], every: 'day' })).toEqual([1, 2, 3, 4, 5]);
});

test('what a schedule sends: of which time, of which calls, and whose choice that is', () => {
  const own = { filter: { kind: 'saved' as const, id: 'desk' }, range: { named: 'lastDays' as const, days: 7 } };
  const filters = [{ id: 'desk', name: 'Front desk', builtIn: false }];
  const words = (filter: ScheduleContent['reports'][number]['filter'], range: ScheduleContent['reports'][number]['range']) =>
    askedWords({ filter, range }, own, filters, 'Europe/London');
  expect([words(null, null), words({ kind: 'none' }, { named: 'yesterday' }), words({ kind: 'builtIn', id: 'desk' }, null)]).toEqual([
    'Last 7 days (the report’s own); filter “Front desk” (the report’s own)',
    'Yesterday; no filter: every call',
    'Last 7 days (the report’s own); a filter that is not shared, or gone',
  ]);
  expect(askedWords({ filter: null, range: null }, null, null, 'UTC')).toBe('The time that the report has; the report’s own filter');
  expect(askedWords({ filter: null, range: null }, { ...own, filter: null }, null, 'UTC')).toBe(
    'Last 7 days (the report’s own); no filter',
  );
  expect([waitWords({ waitMinutes: 0 }), waitWords({ waitMinutes: 60 })]).toEqual([
    'At most a minute, then it goes out and says what is missing',
    'At most 60 minutes, then it goes out and says what is missing',
  ]);
  expect([durationWords({ durationMs: 480 }), durationWords({ durationMs: 2_900 })]).toEqual(['less than a second', '2 s']);
});

test('suggested zones have today’s names beside those of the browser, each once', () => {
  expect(
    suggestedZones(['Europe/Kiev', 'Asia/Calcutta', 'Asia/Kolkata']).filter((zone) => /^(UTC|Europe|Asia\/[CK]a?l)/.test(zone)),
  ).toEqual(['Asia/Calcutta', 'Europe/Kiev', 'Europe/Kyiv', 'UTC']);
});

test('addresses as they are typed and pasted', () => {
  expect(splitAddresses('Ann <ann@example.com>; bob@example.com,\ncy@example.com dora@example.com')).toEqual([
    'ann@example.com',
    'bob@example.com',
    'cy@example.com',
    'dora@example.com',
  ]);
  expect(addAddresses(['ann@example.com'], ['Ann@Example.com', 'bob@example.com', 'bob@example.com'])).toEqual([
    'ann@example.com',
    'bob@example.com',
  ]);
  expect(['ann@example.com', 'ann@example', 'ann', 'a b@example.com'].map(isLikelyAddress)).toEqual([true, false, false, false]);
});

test('a mail that may have come twice, or not at all, says so', () => {
  const delivery = { kind: 'email', to: ['ann@example.com'], cc: [], bcc: [], left: [], attached: true, linksEndAt: null } as const;
  const files = [{ name: 'a.csv', bytes: 1, sha256: '' }];
  const words = (sentAt: number | null, maybeTwice: boolean) =>
    deliveryWords({ delivery: { ...delivery, sentAt, maybeTwice }, files, hidden: false });
  expect([words(1, false), words(1, true), words(null, false)]).toEqual([
    'mail to ann@example.com, 1 file attached',
    'mail, which may have come twice, to ann@example.com, 1 file attached',
    'mail, of which it is not known whether it left, to ann@example.com, 1 file attached',
  ]);
});

test('a run made with wider rights tells nothing of what is in it, or who got it', () => {
  expect(reportsWords({ reports: [], hidden: true })).toBe('made with wider rights');
  expect(reportsWords({ reports: [], hidden: false })).toBe('no report yet');
  expect(deliveryWords({ delivery: null, files: [], hidden: true })).toBe('not shown: it was made with wider rights than yours');
});

test('what stands in braces becomes what it stands for, and nothing else does', () => {
  const words = { schedule: 'Monday {site}', site: 'Harbour', customer: 'Bakery', range: 'yesterday', reports: 'A, B', date: 'Mon 2 Mar' };
  expect(previewMail('{schedule} of {site}: {nonsense}', words)).toBe('Monday {site} of Harbour: {nonsense}');
  expect(putPlaceholder('For : now', 4, 'range')).toBe('For {range}: now');
});

test('what came of making a run again', () => {
  const file = (equal: boolean) => ({ name: 'Calls.csv', equal });
  expect(equalWords({ equal: true, files: [file(true)] })).toBe('Equal: the file has the same bytes as then.');
  expect(equalWords({ equal: true, files: [file(true), file(true)] })).toBe('Equal: all 2 files have the same bytes as then.');
  expect(equalWords({ equal: false, files: [file(true), file(false)] })).toBe(
    'Not equal: 1 file of 2 came out with other bytes than then.',
  );
  expect(equalWords({ equal: false, files: [file(true)] })).toBe('Not equal: there are fewer files than then.');
  expect(againWords({ reports: [], reportCount: 3, reason: null })).toBe('Running again: 0 of 3 reports');
  expect(againWords({ reports: [], reportCount: 3, reason: 'It is tried again.' })).toBe('It is tried again.');
});

test('what the service says is put at its place', () => {
  const faults = [
    { pointer: '#/delivery/to/0', detail: 'must be an e-mail address' },
    { pointer: '#/timing/end', detail: 'The end must be after the start.' },
    { pointer: '#/reports/10/filter', detail: 'gone' },
  ];
  expect(faultAt(faults, 'delivery/to')).toBe('must be an e-mail address');
  expect(faultAt(faults, 'reports/1/filter')).toBeUndefined();
  expect(faults.map(sectionOf)).toEqual(['delivery', 'when', 'reports']);
  expect(faultsAfter(faults, ['to', 'name']).map(sectionOf)).toEqual(['when', 'reports']);
  expect(faultsAfter(faults, ['end']).map(sectionOf)).toEqual(['delivery', 'reports']);
  expect(faultsAfter(faults, ['reports']).map(sectionOf)).toEqual(['delivery', 'when']);
});
