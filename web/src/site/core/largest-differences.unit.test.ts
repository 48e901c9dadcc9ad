import { expect, it } from 'vitest';
import type { WeekFigures } from '../preview-api.ts';
import { largestDifferences } from './largest-differences.ts';

const week: WeekFigures = {
  callsHandled: 1_000,
  callsInbound: 800,
  callsLost: 40,
  abandonedLeftOut: 0,
  shortCalls: 0,
  callsAnsweredWithinTarget: 600,
  serviceLevel: 0.75,
  unreturnedLostCalls: 10,
  ringCategories: [{ seconds: 5, answered: 100, lost: 4 }],
  startTimeRows: 48,
  serviceLevelWords: 'F3 within 20 s',
  range: { from: '2026-11-14T02:00:00Z', to: '2026-11-21T02:00:00Z' },
};
const told = (after: Partial<WeekFigures>) =>
  largestDifferences(week, { ...week, ...after }).map(({ name, before, after: is }) => `${name}: ${before} → ${is}`);

it('are three at most, the largest first', () => {
  expect(told({ callsHandled: 990, callsLost: 30, abandonedLeftOut: 10, serviceLevel: 0.78, serviceLevelWords: 'F3 within 25 s' })).toEqual(
    ['Abandoned calls left out: 0 → 10', 'Calls lost: 40 → 30', 'Service level: 75.00 % → 78.00 %'],
  );
});

it('leave out what only repeats the change', () => {
  expect(told({ serviceLevelWords: 'F3 within 25 s', ringCategories: [{ seconds: 6, answered: 100, lost: 4 }] })).toEqual([]);
  expect(told({ serviceLevel: null })).toEqual(['Service level: 75.00 % → –']);
});
