import { expect, it } from 'vitest';
import { draftOf, filterOf } from './filter-fields.ts';

it('makes a filter of what is filled in, and keeps what the form does not have', () => {
  const before = { extension: '1001', answered: true, talk: { from: 1_000, to: null } };
  expect(draftOf(before)).toEqual({ extension: '1001', answered: 'true' });
  expect(filterOf({ extension: ' 1000-1005 ', agent: '', answered: 'false' }, before)).toEqual({
    extension: '1000-1005',
    answered: false,
    talk: { from: 1_000, to: null },
  });
  expect(filterOf({}, {})).toEqual({});
});
