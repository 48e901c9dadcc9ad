import { expect, test } from 'vitest';
import { siteConfigSchema } from '../../../domain/site-config.ts';
import type { FilterSpec } from '../types/filter.ts';
import { matchDevices } from './match-devices.ts';
import { parseFilter } from './parse-filter.ts';

const config = siteConfigSchema.parse({
  devices: [
    { number: '1001', type: 'extension', name: 'Front desk' },
    { number: '1002', type: 'extension', name: 'Back desk' },
    { number: '1003', type: 'extension' },
    { number: '2500', type: 'application', name: 'Voicemail' },
    { number: '5001', type: 'agent', name: 'Alice' },
    { number: '94001', type: 'trunk', name: 'Line 1' },
    { number: '01134960456', type: 'ddi', name: 'Sales' },
  ],
  users: [
    { id: 'u1', name: 'Alice' },
    { id: 'u2', name: 'Bob', deletedAt: '2026-01-01T00:00:00Z' },
  ],
});
/** Of each kind that the filter narrows, what passes. */
const matched = (spec: FilterSpec) => {
  const parsed = parseFilter(spec);
  if ('errors' in parsed) throw new Error('unreadable');
  return matchDevices(parsed.filter, config)
    .filter(({ narrowed }) => narrowed)
    .map(({ kind, matched: found, total }) => [kind, found.map(({ number, name }) => number || name), total]);
};

test.each<readonly [FilterSpec, unknown]>([
  [{ extension: '1001-1003,!1002' }, [['extensions', ['1001', '1003'], 4]]],
  [{ extension: '1002+', extensionName: '%desk' }, [['extensions', ['1002'], 4]]],
  [{ extensionName: '!%desk' }, [['extensions', ['1003', '2500'], 4]]],
  [{ extensionName: '%' }, [['extensions', ['1001', '1002', '2500'], 4]]],
  [
    { agent: '6%', ddi: '%456', dnis: 'sales' },
    [
      ['agents', [], 1],
      ['ddis', ['01134960456'], 1],
    ],
  ],
  [{ userName: '_lice,Bob' }, [['users', ['Alice'], 1]]],
  [{ trunk: '94001' }, [['trunks', ['94001'], 1]]],
  [{ direction: 'in', outsideNumber: '0%' }, []],
])('%j', (spec, expected) => {
  expect(matched(spec)).toEqual(expected);
});

test('what a filter does not speak of matches whole', () => {
  const parsed = parseFilter({ agent: '5001' });
  if ('errors' in parsed) throw new Error('unreadable');
  const whole = matchDevices(parsed.filter, config).map(({ kind, narrowed, total, matched: found }) => [
    kind,
    narrowed,
    found.length,
    total,
  ]);
  expect(whole).toEqual([
    ['extensions', false, 4, 4],
    ['agents', true, 1, 1],
    ['huntGroups', false, 0, 0],
    ['trunks', false, 1, 1],
    ['ddis', false, 1, 1],
    ['users', false, 1, 1],
  ]);
});
