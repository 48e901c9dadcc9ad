import { expect, test } from 'vitest';
import { rolePermissions } from '../../identity/permissions.ts';
import type { Role } from '../../identity/types.ts';
import { mayUse } from './board-rights.ts';

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
