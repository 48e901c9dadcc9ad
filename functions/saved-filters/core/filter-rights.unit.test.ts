import { expect, test } from 'vitest';
import { mayUseUnreadable } from './filter-rights.ts';

const user = ['filters.read'];
const writer = [...user, 'filters.write'];
const sharer = [...writer, 'filters.share'];

test.each([
  ['its owner', { owner: { id: 'sue' } }, writer, 'sue', true, true],
  ['its owner, who only reads', { owner: { id: 'sue' } }, user, 'sue', true, false],
  ['somebody else', { owner: { id: 'sue' } }, sharer, 'omar', false, false],
  ['somebody else, whether it is shared is damaged', { owner: { id: 'sue' }, shared: 'true' }, sharer, 'omar', false, false],
  ['anybody, it is shared', { owner: { id: 'sue' }, shared: true }, writer, 'omar', true, false],
  ['who may share, it is shared', { owner: 7, shared: true }, sharer, 'omar', true, true],
  ['who may share, nothing is known', {}, sharer, 'omar', true, true],
  ['who may not share, nothing is known', { owner: {}, shared: false }, writer, 'omar', false, false],
])('a filter that cannot be read, to %s', (_who, row, permissions, id, see, edit) => {
  expect(mayUseUnreadable({ id, permissions }, row)).toEqual({ see, edit });
});
