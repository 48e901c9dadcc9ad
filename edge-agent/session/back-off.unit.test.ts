import { describe, expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

describe('backOffMs', () => {
  it.each([
    ['link', 1, 0, 500],
    ['link', 1, 0.999, 1000],
    ['link', 3, 0, 2000],
    ['link', 40, 0.999, 59_970],
    ['refused', 1, 0, 15_000],
    ['refused', 2, 0.5, 45_000],
    ['refused', 99, 0.999, 599_700],
  ] as const)('%s after %i failures, random %f: %i ms', (reason, failures, random, expected) => {
    expect(backOffMs(reason, failures, () => random)).toBe(expected);
  });
});
