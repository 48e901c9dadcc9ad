import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { statistics } from './catalogue.ts';
import { statisticsPage } from './statistics-page.ts';

const written = readFileSync(new URL('../../docs/statistics.md', import.meta.url), 'utf8');

describe('docs/statistics.md', () => {
  test('is what the catalogue makes (else: npx tsx functions/statistics/write-statistics.ts)', () => {
    expect(statisticsPage()).toBe(written);
  });

  test('has every statistic, those of a family by their first and last', () => {
    const missing = statistics.filter(({ id, parameter }) => !written.includes(`\`${id}\``) && parameter === null);
    expect(missing.map(({ id }) => id)).toEqual([]);
    for (const id of ['timeInDnd1', 'timeInDnd20', 'percentLostWithin1', 'percentLostOver6', 'code10', 'tagField5'])
      expect(written).toContain(`\`${id}\``);
  });
});
