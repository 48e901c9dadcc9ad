import { expect, it } from 'vitest';
import type { PublicStatistic } from '../../figures/core/public-types.ts';
import { hitOf } from './column-hit.ts';

const statistic = (id: string, heading: string): PublicStatistic => ({
  id,
  name: heading,
  heading,
  entry: null,
  group: 'Call Totals',
  type: 'count',
  unit: 'calls',
  templates: ['site'],
  live: true,
  licence: null,
  words: '',
  formula: '',
  line: null,
  ours: false,
  ruleSet: 1,
});
const all = [statistic('callsLost', 'Calls Lost'), statistic('callsLostExternal', 'Calls Lost External'), statistic('maxRing', 'Max Ring')];

it('is the first column found that is not chosen yet', () => {
  expect(hitOf(all, 'lost', new Set())).toEqual({ id: 'callsLost', heading: 'Calls Lost', taken: false });
  expect(hitOf(all, 'lost', new Set(['callsLost']))).toEqual({ id: 'callsLostExternal', heading: 'Calls Lost External', taken: false });
  expect(hitOf(all, 'ring', new Set(['maxRing']))).toEqual({ id: 'maxRing', heading: 'Max Ring', taken: true });
});

it('is the column of just this name, though others come before it', () => {
  expect(hitOf(all, 'CALLS lost external ', new Set())?.id).toBe('callsLostExternal');
  expect(hitOf(all, 'Calls Lost', new Set(['callsLost']))).toEqual({ id: 'callsLost', heading: 'Calls Lost', taken: true });
});

it('is none without words, and for words that no column has', () => {
  expect(hitOf(all, '  ', new Set())).toBeNull();
  expect(hitOf(all, 'no such', new Set())).toBeNull();
});
