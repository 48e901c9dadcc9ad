import { expect, it } from 'vitest';
import { tickerCopies, tickerSeconds } from './ticker.ts';

it('takes as long as the text is wide, and is faster at higher speed', () => {
  expect(tickerSeconds('slow', 1_600, 100)).toBe(20);
  expect(tickerSeconds('normal', 1_500, 100)).toBe(10);
  expect(tickerSeconds('fast', 2_600, 100)).toBe(10);
  expect(tickerSeconds('fast', 10, 100)).toBe(4);
});

it('repeats the text until the ticker is full at every moment', () => {
  expect(tickerCopies(3_000, 1_000)).toBe(2);
  expect(tickerCopies(400, 1_000)).toBe(4);
  expect(tickerCopies(0, 1_000)).toBe(1);
});
