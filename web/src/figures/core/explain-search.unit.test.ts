import { expect, it } from 'vitest';
import { explainSearchOf, explainSearchOfPath, parseExplainSearch, pinned } from './explain-search.ts';
import type { QueryBody } from './question.ts';

it('names the figure by its question, its column and its row', () => {
  const body: QueryBody = {
    template: 'callsByExtension',
    columns: ['callsLost'],
    range: { named: 'lastDays', days: 3 },
    filter: { extension: '1001' },
    dailyWindow: { from: '09:00', to: '17:00' },
  };
  expect(explainSearchOf(body, 'callsLost', '1001')).toEqual({
    statistic: 'callsLost',
    template: 'callsByExtension',
    named: 'lastDays',
    days: 3,
    filter: '{"extension":"1001"}',
    windowFrom: '09:00',
    windowTo: '17:00',
    key: '1001',
  });
  expect(explainSearchOf(body, 'callsLost', null).key).toBeUndefined();
  expect(explainSearchOf(body, 'callsLost', '').key).toBe('');
});

it('takes a filter and a row that the address bar has read as JSON', () => {
  expect(parseExplainSearch({ statistic: 'callsLost', key: 1001, filter: { extension: '1001' }, days: 'many' })).toEqual({
    statistic: 'callsLost',
    key: '1001',
    filter: '{"extension":"1001"}',
  });
});

it('pins a named range to its instants', () => {
  const range = { from: '2026-03-02T02:00:00.000Z', to: '2026-03-03T02:00:00.000Z' };
  expect(pinned({ statistic: 'callsLost', named: 'today', days: 2 }, range)).toEqual({ statistic: 'callsLost', ...range });
});

it('reads the path that a column of a report gives', () => {
  const path =
    '/v1/sites/leeds/explain?statistic=callsLost&template=callsByDdi&named=lastDays&days=3&filter=%7B%22extension%22%3A%221001%22%7D&windowFrom=09%3A00&windowTo=17%3A00';
  expect(explainSearchOfPath(path, '')).toEqual({
    statistic: 'callsLost',
    template: 'callsByDdi',
    named: 'lastDays',
    days: 3,
    filter: '{"extension":"1001"}',
    windowFrom: '09:00',
    windowTo: '17:00',
    key: '',
  });
  expect(explainSearchOfPath(path, null).key).toBeUndefined();
});
