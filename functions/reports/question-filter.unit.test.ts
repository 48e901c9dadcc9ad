import { expect, test } from 'vitest';
import type { Principal, SiteScope } from '../identity/types.ts';
import { createResolveFilter } from '../saved-reports/stored-reports.ts';
import { querySchema } from './query-schemas.ts';
import { questionFilter } from './question-filter.ts';

const scope: SiteScope = { tenant: 'customer' as SiteScope['tenant'], site: 'harbour' as SiteScope['site'], reseller: 'reseller' };
const person = (id: string): Principal => ({
  kind: 'user',
  id,
  name: id,
  email: null,
  role: 'supervisor',
  reseller: 'reseller',
  tenant: scope.tenant,
  sites: null,
  extensions: [],
  agents: [],
});
const saved = { id: 'mine', name: 'Mine', description: '', owner: { id: 'ann', name: 'Ann' }, shared: false, spec: { extension: '1001' } };
const resolve = createResolveFilter({
  find: async ({ tenant, site }, id) =>
    tenant === scope.tenant && site === scope.site && id === 'mine'
      ? { ...saved, version: 1, updatedAt: 0 as never, updatedBy: null, units: null }
      : null,
});
const ask = (who: string, more: object) =>
  questionFilter(
    resolve,
    scope,
    person(who),
    querySchema.parse({ template: 'site', columns: ['callsHandled'], range: { named: 'today' }, ...more }),
  );
const refused = { code: 'bad-request', errors: [{ pointer: '#/filterRef', in: 'body' }] };

test('a filter is named by its owner, by everybody where it is built in, or written out', async () => {
  expect(await ask('ann', { filterRef: { kind: 'saved', id: 'mine' } })).toMatchObject({ filter: { extension: '1001' } });
  expect(await ask('bob', { filterRef: { kind: 'builtIn', id: 'lostCalls' } })).toMatchObject({ filter: { lost: true } });
  expect(await ask('bob', { filterRef: { kind: 'own', spec: { extension: '9' } } })).toMatchObject({ filter: { extension: '9' } });
  expect(await ask('bob', {})).not.toHaveProperty('filterRef');
});

test('one of somebody else, one that is gone, and two at once are refused at their place', async () => {
  await expect(ask('bob', { filterRef: { kind: 'saved', id: 'mine' } })).rejects.toMatchObject(refused);
  await expect(ask('ann', { filterRef: { kind: 'saved', id: 'gone' } })).rejects.toMatchObject(refused);
  await expect(ask('ann', { filterRef: { kind: 'builtIn', id: 'nothing' } })).rejects.toMatchObject(refused);
  await expect(ask('ann', { filter: {}, filterRef: { kind: 'saved', id: 'mine' } })).rejects.toMatchObject(refused);
});
