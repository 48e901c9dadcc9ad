import { expect, it } from 'vitest';
import { readFilter } from './read-filter.ts';

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
