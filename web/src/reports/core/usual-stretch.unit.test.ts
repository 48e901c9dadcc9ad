import { expect, it } from 'vitest';
import { usualStretch } from './usual-stretch.ts';

const london = { timeZone: 'Europe/London', resetTime: '02:00' };
const at = ({ from, to }: { readonly from: number; readonly to: number }): readonly string[] =>
  [from, to].map((ms) => new Date(ms).toISOString());

it('begins at the reset time thirty days ago, though clocks changed meanwhile', () => {
  expect(at(usualStretch(london, Date.parse('2026-11-10T12:00:00Z')))).toEqual(['2026-10-11T01:00:00.000Z', '2026-11-10T02:00:00.000Z']);
  expect(at(usualStretch(london, Date.parse('2026-04-10T12:00:00Z')))).toEqual(['2026-03-11T02:00:00.000Z', '2026-04-10T01:00:00.000Z']);
});

it('ends with the statistics day that began yesterday before the reset time', () => {
  expect(at(usualStretch(london, Date.parse('2026-11-21T01:30:00Z')))).toEqual(['2026-10-21T01:00:00.000Z', '2026-11-20T02:00:00.000Z']);
});
