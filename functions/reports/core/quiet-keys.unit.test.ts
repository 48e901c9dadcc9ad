import { expect, test } from 'vitest';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { createCalendar } from '../../statistics/calendar.ts';
import { quietBetween, quietKeys } from './quiet-keys.ts';
import type { ResolvedQuery } from './resolved-query.ts';

const at = (text: string): number => Date.parse(`2026-03-${text}Z`);
const config = siteConfigSchema.parse({ id: 'leeds', timeZone: 'Europe/London', devices: [] });
type Asked = Pick<ResolvedQuery, 'from' | 'to' | 'format' | 'dailyWindow' | 'parts' | 'now'>;
/** Monday 2 March from nine to one. */
const morning: Asked = {
  from: at('02T09:00:00'),
  to: at('02T13:00:00'),
  format: 'dateTime',
  dailyWindow: null,
  parts: null,
  now: at('09T00:00:00'),
};
const query = (of: Partial<Asked>): ResolvedQuery => {
  const part: Partial<ResolvedQuery> = {
    ...morning,
    ...of,
    byTime: true,
    config,
    calendar: createCalendar({ timeZone: 'Europe/London', resetTime: '02:00' }),
  };
  return part as ResolvedQuery;
};
const keys = (of: Partial<Asked>, gaps: readonly (readonly [string, string])[] = []) =>
  [
    ...quietKeys(
      query(of),
      gaps.map(([from, to]) => ({ startsAt: at(from), endsAt: at(to) })),
    ),
  ].map((key) => key.replace('2026-03-', ''));

test('half hours outside the daily hours are no zeros', () => {
  expect(keys({ dailyWindow: { from: '10:15', to: '11:30' } })).toEqual(['02T10:00', '02T10:30', '02T11:00']);
});
test('nor those that have not begun', () => {
  expect(keys({ now: at('02T10:31:00') })).toEqual(['02T09:00', '02T09:30', '02T10:00', '02T10:30']);
});
test('nor those that a gap reaches into, were it a moment', () => {
  expect(
    keys({ to: at('02T12:00:00') }, [
      ['02T09:40:00', '02T10:00:00'],
      ['02T11:00:00', '02T11:00:00'],
    ]),
  ).toEqual(['02T09:00', '02T10:00', '02T10:30', '02T11:30']);
});
test('nor days that are no working days, of a range of them', () => {
  const days = { from: at('06T02:00:00'), to: at('10T02:00:00'), format: 'date' as const, now: at('20T00:00:00') };
  const parts = [
    { startsAt: at('06T02:00:00'), endsAt: at('07T02:00:00') },
    { startsAt: at('09T02:00:00'), endsAt: at('10T02:00:00') },
  ];
  expect(keys(days)).toEqual(['06', '07', '08', '09']);
  expect(keys({ ...days, parts })).toEqual(['06', '09']);
});
test('of a time of day on many days all of them must be known', () => {
  const days = { from: at('02T09:00:00'), to: at('04T10:00:00'), format: 'time' as const, dailyWindow: { from: '09:00', to: '10:00' } };
  expect(keys(days)).toEqual(['09:00', '09:30']);
  expect(keys(days, [['03T09:45:00', '03T09:50:00']])).toEqual(['09:00']);
});
test('between the rows only, and only when all rows are there', () => {
  const asked = query({ dailyWindow: { from: '09:30', to: '12:00' } });
  const rows = ['2026-03-02T09:30', '2026-03-02T11:30'];
  expect(quietBetween(asked, [], rows, 2)).toEqual(['2026-03-02T10:00', '2026-03-02T10:30', '2026-03-02T11:00']);
  expect(quietBetween(asked, [], rows, 3)).toBeNull();
  expect(quietBetween(query({ from: at('01T00:00:00') - 31 * 86_400_000 }), [], ['2026-01-30T00:00', '2026-03-02T11:30'], 2)).toBeNull();
});
