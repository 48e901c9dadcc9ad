import { expect, it } from 'vitest';
import { joinPages } from './join-pages.ts';
import type { ReportRow } from './public-types.ts';

const rows = (...keys: readonly string[]): readonly ReportRow[] =>
  keys.map((key) => ({ key, name: null, label: key, gap: null, logicalCallId: null, segmentId: null, values: {} }));
const joined = (pages: Parameters<typeof joinPages>[0]) => {
  const { first, rows: all } = joinPages(pages);
  return [first, all.map(({ key }) => key)];
};

it('has each row once, though the first page reaches into the second', () => {
  expect(joined([{ first: 3, items: rows('d', 'e') }])).toEqual([3, ['d', 'e']]);
  expect(
    joined([
      { first: 0, items: rows('a', 'b') },
      { first: 1, items: rows('b', 'c') },
      { first: 3, items: rows('d', 'e') },
    ]),
  ).toEqual([0, ['a', 'b', 'c', 'd', 'e']]);
  expect(joined([])).toEqual([0, []]);
});
