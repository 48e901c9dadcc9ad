import { expect, it } from 'vitest';
import { printChoice } from './print-choice.ts';

it('says nothing when all rows are there', () => {
  expect(printChoice(80, 80, false)).toBeNull();
});

it('offers to load what is missing, up to what a page can print', () => {
  expect(printChoice(100, 205, true)).toEqual({
    loadAll: true,
    words: 'The page has 100 of 205 rows so far, and paper would have no more.',
  });
  expect(printChoice(100, 2_000, true)?.loadAll).toBe(true);
  expect(printChoice(100, 2_001, true)).toEqual({
    loadAll: false,
    words: 'The page has 100 of 2,001 rows so far, and paper would have no more. A page prints 2,000 at most; a PDF has all of them.',
  });
});
