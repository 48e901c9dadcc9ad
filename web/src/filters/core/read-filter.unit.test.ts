import { expect, it } from 'vitest';
import { readFilter, readFilterItem } from './read-filter.ts';
import type { SavedFilter } from './types.ts';

it('reads a filter of an API that does not tell yet what uses it', () => {
  expect(readFilter(JSON.parse('{"id":"f1","name":"Leeds","spec":{"extension":"1001"}}'))).toEqual({
    id: 'f1',
    name: 'Leeds',
    description: '',
    owner: null,
    shared: false,
    builtIn: false,
    spec: { extension: '1001' },
    words: '',
    version: 0,
    mayEdit: false,
    usedBy: [],
  });
});

it('leaves an entry for what cannot be read as it is', () => {
  const torn = { id: 'f2', name: null, unreadable: 'What is stored of it cannot be read.', mayEdit: true };
  expect([torn, { id: 'f3', name: 'York' }].map((item) => readFilterItem(item as SavedFilter))).toMatchObject([
    torn,
    { id: 'f3', spec: {} },
  ]);
});
