import { afterAll, beforeAll, expect, test } from 'vitest';
import { createValuesWorld, noon, type ValuesWorld } from './testing/values-world.ts';

let world: ValuesWorld;
beforeAll(async () => {
  world = await createValuesWorld();
});
afterAll(() => world.stop());

const noticeOf = async (sk: string) => (await world.rows()).find((row) => row.sk === sk)?.notice;

test('a variable is entered, changed, shown and deleted, and each time everybody is told and the log has a row', async () => {
  const made = await world.call('omar', 'POST', 'leeds/variables', { name: ' Sales target ', value: ' 1,200 ' });
  const variable = { id: 'sales-target', name: 'Sales target', value: ' 1,200 ', at: '2026-03-10T12:00:00.000Z' };
  expect([made.status, made.body]).toEqual([201, variable]);
  expect(await noticeOf('VAR#sales-target')).toEqual({
    kind: 'values',
    values: [{ id: 'variable:sales-target', value: ' 1,200 ', at: '2026-03-10T12:00:00.000Z', failing: null }],
    gone: [],
  });

  world.clock.now = noon + 60_000;
  const changed = await world.call('ines', 'PUT', 'leeds/variables/sales-target', { name: 'Sales target', value: '1,300' });
  expect([changed.status, changed.body]).toEqual([200, { ...variable, value: '1,300', at: '2026-03-10T12:01:00.000Z' }]);
  const renamed = await world.call('ines', 'PUT', 'leeds/variables/sales-target', { name: 'TARGET', value: '1,300' });
  expect(renamed.body).toEqual({ id: 'sales-target', name: 'TARGET', value: '1,300', at: '2026-03-10T12:01:00.000Z' });

  const shown = await world.call('alice', 'GET', 'leeds/values');
  expect([shown.status, shown.body]).toEqual([
    200,
    {
      items: [
        {
          id: 'variable:sales-target',
          name: 'TARGET',
          kind: 'variable',
          value: '1,300',
          at: '2026-03-10T12:01:00.000Z',
          failing: null,
        },
      ],
      cursor: null,
    },
  ]);
  expect((await world.call('alice', 'GET', 'york/values')).body).toEqual({ items: [], cursor: null });

  expect((await world.call('omar', 'DELETE', 'leeds/variables/sales-target')).status).toBe(204);
  expect((await world.call('omar', 'DELETE', 'leeds/variables/sales-target')).status).toBe(404);
  expect((await world.call('omar', 'GET', 'leeds/variables')).body).toEqual({ items: [], cursor: null });
  expect((await world.rows()).find((row) => row.sk === 'VAR#sales-target')).toEqual({
    pk: 'T#bakery#S#leeds#VALUES',
    sk: 'VAR#sales-target',
    tenant: 'bakery',
    site: 'leeds',
    deleted: true,
    expiresAt: 1_773_230_460,
    notice: { kind: 'values', values: [], gone: ['variable:sales-target'] },
  });
  expect((await world.audits()).map(({ action, object, summary, who }) => [who.id, action, object, summary]).sort()).toEqual([
    ['ines', 'variable.save', 'global variable "Sales target"', 'changed'],
    ['ines', 'variable.save', 'global variable "TARGET"', 'changed'],
    ['omar', 'variable.delete', 'global variable "TARGET"', 'deleted'],
    ['omar', 'variable.save', 'global variable "Sales target"', 'added'],
  ]);
});

test('a name is unique on its site whatever the capitals, and what changes nothing is no change', async () => {
  await world.call('omar', 'POST', 'leeds/variables', { name: 'Offers today', value: '3' });
  const again = await world.call('omar', 'POST', 'leeds/variables', { name: 'OFFERS  today', value: '4' });
  expect([again.status, again.body.errors]).toEqual([
    409,
    [{ pointer: '#/name', in: 'body', detail: 'Another global variable has this name.' }],
  ]);
  expect((await world.call('omar', 'POST', 'york/variables', { name: 'offers today', value: '4' })).status).toBe(201);
  const before = (await world.audits()).length;
  expect((await world.call('omar', 'PUT', 'leeds/variables/offers-today', { name: 'Offers today', value: '3' })).status).toBe(200);
  expect((await world.audits()).length).toBe(before);
});

test('of several at once with one name one comes to be', async () => {
  const tries = await Promise.all(
    Array.from({ length: 5 }, (_, i) => world.call('omar', 'POST', 'leeds/variables', { name: 'Race', value: String(i) })),
  );
  expect(tries.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  const { body } = await world.call('omar', 'GET', 'leeds/variables');
  expect((body.items as { name: string }[]).filter(({ name }) => name === 'Race')).toHaveLength(1);
});

test.each([
  [{ name: '', value: 'x' }],
  [{ name: 'x', value: '' }],
  [{ name: 'x', value: '   ' }],
  [{ name: ' ', value: 'x' }],
  [{ name: 'x', value: 'v'.repeat(501) }],
  [{ name: 'n'.repeat(81), value: 'x' }],
  [{ name: 'two\nlines', value: 'x' }],
  [{ name: 'x' }],
  [{ name: 'x', value: 'x', tenant: 'florist' }],
])('%j is refused', async (body) => {
  expect((await world.call('omar', 'POST', 'leeds/variables', body)).status).toBe(400);
});

test('who may only look changes nothing, and a site out of reach is not there, whatever the request', async () => {
  expect((await world.call('alice', 'POST', 'leeds/variables', { name: 'x', value: 'x' })).status).toBe(403);
  expect((await world.call('alice', 'DELETE', 'leeds/variables/offers-today')).status).toBe(403);
  expect((await world.call('omar', 'POST', 'nowhere/variables', { nonsense: true })).status).toBe(404);
  expect((await world.call('omar', 'PUT', 'york/variables/race', { name: 'x', value: 'x' })).status).toBe(404);
});
