import { expect, test } from 'vitest';
import { rolePermissions } from '../../identity/permissions.ts';
import type { Role } from '../../identity/types.ts';
import { mayUse, mayUseUnreadable } from './board-rights.ts';

const asker = (role: Role, boards?: readonly string[]) => ({
  id: 'me',
  permissions: rolePermissions[role],
  ...(boards === undefined ? {} : { boards }),
});
const mine = { id: 'me' };
const other = { id: 'other' };

test.each([
  // role, kind, owner, shared, built in → sees, edits, shares
  ['supervisor', 'wallboard', mine, false, false, 'yes', true, true],
  ['supervisor', 'dashboard', other, true, false, 'yes', true, true],
  ['supervisor', 'dashboard', other, false, false, 'hidden', false, false],
  ['supervisor', 'dashboard', null, true, false, 'yes', true, true],
  ['supervisor', 'wallboard', null, true, true, 'yes', false, false],
  ['customerAdmin', 'dashboard', other, false, false, 'hidden', false, false],
  ['resellerAdmin', 'dashboard', other, true, false, 'yes', true, true],
  ['agent', 'wallboard', other, true, false, 'yes', false, false],
  ['agent', 'dashboard', other, true, false, 'kind', false, false],
  ['agent', 'dashboard', null, true, true, 'kind', false, false],
  ['agent', 'dashboard', other, false, false, 'hidden', false, false],
  ['screen', 'dashboard', other, true, false, 'yes', false, false],
  ['pairedScreen', 'wallboard', null, true, true, 'kind', false, false],
] as const)('%s, %s of %j, shared %s, built in %s: %s', (role, kind, owner, shared, builtIn, see, edit, share) => {
  expect(mayUse(asker(role), { id: 'b1', kind, owner, shared, builtIn })).toEqual({ see, edit, share });
});

test('a screen sees the boards it is bound to, whoever they belong to, and changes none', () => {
  const of = (id: string) => mayUse(asker('pairedScreen', ['b1']), { id, kind: 'dashboard', owner: other, shared: false, builtIn: false });
  expect(of('b1')).toEqual({ see: 'yes', edit: false, share: false });
  expect(of('b2')).toEqual({ see: 'hidden', edit: false, share: false });
});

test.each([
  // what is left of the row, role → sees, edits
  ['its owner’s', { owner: mine, kind: 'wallboard', shared: false }, 'supervisor', 'yes', true],
  ['its owner’s, of a kind that nobody can tell', { owner: mine }, 'supervisor', 'yes', true],
  ['an agent’s, of a kind that nobody can tell', { owner: mine }, 'agent', 'kind', false],
  ['somebody else’s', { owner: other, kind: 'wallboard' }, 'customerAdmin', 'hidden', false],
  [
    'somebody else’s, whether it is shared is damaged',
    { owner: other, kind: 'wallboard', shared: 'true' },
    'customerAdmin',
    'hidden',
    false,
  ],
  ['shared, to who may not share', { owner: other, kind: 'wallboard', shared: true }, 'agent', 'yes', false],
  ['shared, to who may', { owner: 7, kind: 'wallboard', shared: true }, 'supervisor', 'yes', true],
  ['nobody knows whose, to who may share', {}, 'supervisor', 'yes', true],
  ['nobody knows whose, to who may not', { owner: {}, kind: 'wallboard' }, 'agent', 'hidden', false],
] as const)('a board that cannot be read, %s', (_what, row, role, see, edit) => {
  expect(mayUseUnreadable(asker(role), 'b1', row)).toEqual({ see, edit, share: false });
});

test('a board that cannot be read is seen by the screens bound to it, and by no other', () => {
  const of = (id: string) => mayUseUnreadable(asker('pairedScreen', ['b1']), id, {}).see;
  expect([of('b1'), of('b2')]).toEqual(['yes', 'hidden']);
});
