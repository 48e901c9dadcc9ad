import { expect, it } from 'vitest';
import { progressWords, shareDone } from './export-words.ts';

it('says how far a file is', () => {
  const item = { state: 'running', rowsDone: 2_500, rowsTotal: 10_000 } as const;
  expect([shareDone(item), progressWords(item)]).toEqual([0.25, '2,500 of 10,000 rows written']);
  expect(shareDone({ ...item, rowsTotal: null })).toBeNull();
  expect([shareDone({ ...item, state: 'done' }), progressWords({ ...item, state: 'done' })]).toEqual([1, 'Ready']);
});
