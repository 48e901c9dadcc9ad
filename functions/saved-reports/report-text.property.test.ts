import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartKinds, groupingFormats, namedRanges, reportContentSchema } from '../domain/report.ts';
import { scheduleContentSchema } from '../domain/schedule.ts';
import { withoutDefaults } from '../domain/without-defaults.ts';
import { tidyReport } from './core/tidy-report.ts';
import { printReportsText, readReportsText } from './report-text.ts';

const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,23}$/);
const words = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const ref = fc.oneof(
  fc.record({ kind: fc.constant('saved' as const), id }),
  fc.record({ kind: fc.constant('builtIn' as const), id }),
  fc.record({
    kind: fc.constant('own' as const),
    name: fc.constant('Here'),
    spec: fc.dictionary(id, fc.string({ maxLength: 20 }), { maxKeys: 3 }),
  }),
);
const instant = fc.integer({ min: 0, max: 2_000_000_000_000 }).map((at) => new Date(at).toISOString());
const range = fc.oneof(
  fc.record({ from: instant, to: instant }),
  fc.record({ named: fc.constantFrom(...namedRanges), days: maybe(fc.integer({ min: 1, max: 90 })) }, { requiredKeys: ['named'] }),
);
const clock = fc.constantFrom('00:00', '09:30', '17:05');
const statistic = fc.constantFrom('callsLost', 'callsInbound', 'totalTalkTime', 'yes', 'null', '12', '1e3');
const content = fc
  .record(
    {
      name: words,
      category: words,
      description: fc.string({ maxLength: 60 }),
      template: fc.constantFrom('callsByStartTime', 'callList', 'callsByExtension', 'nothing'),
      columns: fc.array(
        fc.record(
          {
            statistic,
            header: fc.option(fc.string({ maxLength: 20 })),
            width: fc.option(fc.integer({ min: 4, max: 120 })),
            display: fc.option(fc.constantFrom('clock' as const, 'seconds' as const, 'date' as const)),
          },
          { requiredKeys: ['statistic'] },
        ),
        { maxLength: 5 },
      ),
      key: fc.record({ place: fc.integer({ min: 0, max: 50 }), header: fc.option(words) }, { requiredKeys: [] }),
      format: fc.option(fc.constantFrom(...groupingFormats)),
      filter: fc.option(ref),
      range,
      dailyWindow: fc.option(fc.record({ from: clock, to: clock })),
      sort: fc.array(fc.record({ column: statistic, descending: fc.boolean() }), { maxLength: 3 }),
      chart: fc.option(fc.record({ kind: fc.constantFrom(...chartKinds), columns: fc.array(statistic, { minLength: 1, maxLength: 3 }) })),
    },
    { requiredKeys: ['name', 'category', 'template', 'columns'] },
  )
  .map((given) => tidyReport(reportContentSchema.parse(JSON.parse(JSON.stringify(given)))));

describe('reports as text', () => {
  test('what is written and read is the same, and written again it is the same bytes', () => {
    fc.assert(
      fc.property(fc.array(content, { maxLength: 3 }), fc.boolean(), (contents, shared) => {
        const reports = contents.map((one, i) => ({ id: `r${i}`, shared, content: one }));
        const text = printReportsText({ reports, filters: [], schedules: [] });
        const read = readReportsText(text);
        expect(read.faults).toEqual([]);
        expect(read.reports.map(({ value }) => value)).toEqual(reports);
        expect(printReportsText({ reports: read.reports.map(({ value }) => value), filters: [], schedules: [] })).toBe(text);
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  test('nothing is written that reading would put there by itself', () => {
    const least = { name: 'N', category: 'C', template: 'callList', columns: [{ statistic: 'startTime' }] };
    expect(withoutDefaults(reportContentSchema, reportContentSchema.parse(least))).toEqual(least);
  });
});

test('schedules are written and read alike', () => {
  const timing = { start: { date: '2026-03-02', time: '07:00' } };
  const mail = { kind: 'email', to: ['a@example.test'] };
  const given = [
    { every: 'minute', interval: 15, weekdays: [1, 2], between: { from: '09:00', to: '17:00' } },
    { every: 'hour', interval: 2 },
    { every: 'day' },
    { every: 'week', interval: 2, weekdays: [5] },
    { every: 'month', interval: 1, day: { on: 'dayNumber', number: -1 } },
    { every: 'month', interval: 3, day: { on: 'weekday', which: 'last', weekday: 5 } },
    { every: 'month', interval: 1, day: { on: 'workingDay', which: 'first' } },
  ].map((recurrence, i) => ({
    name: `S${i}`,
    timing: { ...timing, recurrence },
    reports: [{ report: 'r', range: { named: 'yesterday' } }],
    format: 'pdf',
    delivery: i === 0 ? { kind: 'bucket', bucket: 'their-bucket', prefix: 'in' } : mail,
  }));
  const schedules = given.map((one, i) => ({ id: `s${i}`, content: scheduleContentSchema.parse(one) }));
  const text = printReportsText({ reports: [], filters: [], schedules });
  const read = readReportsText(text);
  expect([read.faults, read.schedules.map(({ value }) => value)]).toEqual([[], schedules]);
  expect(text).not.toContain('null');
});
