import { expect, it } from 'vitest';
import { graphPoints, graphSummary } from './graph.ts';

const series = { from: 1_772_442_000_000, periodMs: 1_800_000, values: [null, 3, 12, 3, null] };

it('names each period by its beginning, by the clock of the site', () => {
  expect(graphPoints(series, 'count', 'Europe/Athens').map(({ from, text }) => [from, text])).toEqual([
    ['11:00', '–'],
    ['11:30', '3'],
    ['12:00', '12'],
    ['12:30', '3'],
    ['13:00', '–'],
  ]);
});

it('says the course in a sentence', () => {
  expect(graphSummary(graphPoints(series, 'count', 'Europe/London'))).toBe('Lowest 3 at 09:30, highest 12 at 10:00, last 3 at 10:30.');
  expect(graphSummary(graphPoints({ ...series, values: [0.5] }, 'percentage', 'UTC'))).toBe(
    'Lowest 50.00 % at 09:00, highest 50.00 % at 09:00, last 50.00 % at 09:00.',
  );
  expect(graphSummary([])).toBe('Nothing has been counted today yet.');
});
