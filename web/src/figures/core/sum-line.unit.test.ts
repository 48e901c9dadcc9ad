import { expect, it } from 'vitest';
import type { ExplainedPart, FigureType, PartId } from './public-types.ts';
import { sumLine } from './sum-line.ts';

const part = (id: PartId, counted: number, contribution: number | null): ExplainedPart => ({
  id,
  words: '',
  counted,
  notCounted: 0,
  all: counted,
  contribution,
  reasons: [],
});
const line = (type: FigureType, value: number | null, ...parts: readonly ExplainedPart[]) =>
  sumLine({ parts, value, timeZone: 'UTC', statistic: { id: '', name: '', words: '', ours: false, line: null, type, unit: '' } });

it('shows the division behind a percentage and an average', () => {
  expect(line('percentage', 0.25, part('part', 3, 3), part('whole', 12, 12))).toBe('3 ÷ 12 = 25.00 %');
  expect(line('percentage', 0.5, part('part', 2, 30_000), part('whole', 4, 60_000))).toBe('00:00:30 ÷ 00:01:00 = 50.00 %');
  expect(line('duration', 20_000, part('figure', 3, 60_000))).toBe('00:01:00 ÷ 3 = 00:00:20');
});

it('says when there is nothing to divide by', () => {
  expect(line('percentage', null, part('part', 0, 0), part('whole', 0, 0))).toBe('0 ÷ 0: there is nothing to divide by, so no figure');
});

it('is silent where nothing is divided: counts, sums, the longest', () => {
  expect(line('count', 5, part('figure', 5, 5))).toBeNull();
  expect(line('duration', 60_000, part('figure', 3, 60_000))).toBeNull();
  expect(line('duration', 50_000, part('figure', 3, 60_000))).toBeNull();
});
