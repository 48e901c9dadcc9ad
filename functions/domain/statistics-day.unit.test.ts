import { describe, expect, test } from 'vitest';
import { createStatisticsDay } from './statistics-day.ts';

const at = (iso: string): number => Date.parse(iso);
const day = (zone: string, reset: string, iso: string) => {
  const { day: name, start, end } = createStatisticsDay(zone, reset)(at(iso));
  return [name, new Date(start).toISOString(), new Date(end).toISOString()];
};

describe('the statistics day', () => {
  test.each([
    [
      'an ordinary day',
      'Europe/London',
      '02:00',
      '2026-03-02T09:00:00Z',
      '2026-03-02',
      '2026-03-02T02:00:00.000Z',
      '2026-03-03T02:00:00.000Z',
    ],
    [
      'before the reset it is still yesterday',
      'Europe/London',
      '02:00',
      '2026-03-02T01:59:59.999Z',
      '2026-03-01',
      '2026-03-01T02:00:00.000Z',
      '2026-03-02T02:00:00.000Z',
    ],
    [
      'at the reset it is today',
      'Europe/London',
      '02:00',
      '2026-03-02T02:00:00Z',
      '2026-03-02',
      '2026-03-02T02:00:00.000Z',
      '2026-03-03T02:00:00.000Z',
    ],
    [
      '23 hours in spring',
      'Europe/Berlin',
      '00:00',
      '2026-03-29T12:00:00Z',
      '2026-03-29',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ],
    [
      '25 hours in autumn',
      'Europe/Berlin',
      '00:00',
      '2026-10-25T12:00:00Z',
      '2026-10-25',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ],
    [
      'a reset that does not exist is the first instant after the gap',
      'Europe/Berlin',
      '02:30',
      '2026-03-29T01:00:00Z',
      '2026-03-29',
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ],
    [
      'just before that instant it is yesterday',
      'Europe/Berlin',
      '02:30',
      '2026-03-29T00:59:59Z',
      '2026-03-28',
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'a reset that comes twice counts the first time',
      'Europe/Berlin',
      '02:30',
      '2026-10-25T00:30:00Z',
      '2026-10-25',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ],
    [
      'far from Greenwich',
      'Pacific/Auckland',
      '02:00',
      '2026-03-02T12:59:00Z',
      '2026-03-02',
      '2026-03-01T13:00:00.000Z',
      '2026-03-02T13:00:00.000Z',
    ],
  ])('%s', (_name, zone, reset, iso, name, start, end) => {
    expect(day(zone, reset, iso)).toEqual([name, start, end]);
  });

  test('the kept day does not answer for another', () => {
    const dayOf = createStatisticsDay('UTC', '02:00');
    expect(['2026-03-02T09:00:00Z', '2026-03-03T09:00:00Z', '2026-03-02T09:00:00Z'].map((iso) => dayOf(at(iso)).day)).toEqual([
      '2026-03-02',
      '2026-03-03',
      '2026-03-02',
    ]);
  });
});
