import { expect, test } from 'vitest';
import type { SequenceNo } from '../functions/domain/ids.ts';
import { createNumberer } from './numberer.ts';
import { lineEvent } from './spool/testing.ts';

test('copies point at the number of their first one; after a refused first one they stand for themselves', () => {
  const appended: (number | null)[] = [];
  const answers = [7, 8, null, 11, 12] as (SequenceNo | null)[];
  const number = createNumberer({
    append: (_, copyOf) => {
      appended.push(copyOf ?? null);
      return answers.shift() ?? null;
    },
  });
  number({ event: lineEvent('a'), copyOfIndex: null });
  number({ event: lineEvent('a, more'), copyOfIndex: 0 });
  number({ event: lineEvent('b'), copyOfIndex: null });
  number({ event: lineEvent('b, more'), copyOfIndex: 2 });
  number({ event: lineEvent('a, still more'), copyOfIndex: 0 });
  expect(appended).toEqual([null, 7, null, null, 7]);
});
