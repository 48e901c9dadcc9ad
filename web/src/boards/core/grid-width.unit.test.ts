import { describe, expect, it } from 'vitest';
import { gridWidthEm } from './grid-width.ts';

const row = (...texts: string[]) => ({ cells: texts.map((text) => ({ text, by: text })) });

describe('gridWidthEm', () => {
  it('takes the longest of each column, and heads a little smaller', () => {
    expect(gridWidthEm(['State', 'No'], [row('Busy', '5001'), row('Do not disturb', '7')])).toBeCloseTo(
      1.4 + 14 * 0.62 + 1.1 + 4 * 0.62 + 1.1,
    );
    expect(gridWidthEm(['0123456789'], [])).toBeCloseTo(1.4 + 8.6 * 0.62 + 1.1);
  });
  it('lets no text make all others small', () => {
    expect(gridWidthEm(['A'], [row('x'.repeat(500))])).toBeCloseTo(1.4 + 24 * 0.62 + 1.1);
  });
});
