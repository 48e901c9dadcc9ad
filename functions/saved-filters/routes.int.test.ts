import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noOrigin } from '../audit/audit.ts';
import { type BoardWorld, createBoardWorld, people, wallboard } from '../boards/testing/board-world.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { createFilter } from './save-filter.ts';

let world: BoardWorld;
beforeAll(async () => {
  world = await createBoardWorld();
});
afterAll(() => world.stop());

const market = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('market') };
const input = (name: string, more: object = {}) => ({ name, spec: { extension: ' 1005 ,1000', callType: 'external' }, ...more });
const make = async (who: string, name: string, more: object = {}) =>
  (await world.ask(who, 'POST', 'harbour/filters', input(name, more))).body.id;
const seenBy = async (who: string) =>
  (await world.ask(who, 'GET', 'harbour/filters')).body.items.filter(({ builtIn }) => builtIn === false).map(({ name }) => name);

describe('saved filters', () => {
  test('are kept tidy and told in words; the built-in ones are there for everybody', async () => {
    const made = await world.ask('sue', 'POST', 'harbour/filters', input('Desk'));
    expect(made).toMatchObject({
      status: 201,
      etag: '"1"',
      body: {
        name: 'Desk',
        owner: { id: 'sue', name: 'SUE' },
        shared: false,
        builtIn: false,
        spec: { extension: '1005,1000', callType: 'external' },
        words: 'extension 1005 or 1000; external',
        version: 1,
        mayEdit: true,
        usedBy: [],
      },
    });
    const { items } = (await world.ask('omar', 'GET', 'harbour/filters')).body;
    expect(items.filter(({ builtIn }) => builtIn === true)).toHaveLength(11);
    expect(items.find(({ id }) => id === 'lostCalls')).toMatchObject({ name: 'Lost Calls', words: 'lost', mayEdit: false });
  });

  test('belong to one person until they are shared', async () => {
    const own = await make('sue', 'Own');
    const shared = await make('sue', 'Shared', { shared: true });
    expect(await seenBy('omar')).toEqual(['Shared']);
    expect((await world.ask('omar', 'PUT', `harbour/filters/${own}`, input('x'), '"1"')).status).toBe(404);
    expect((await world.ask('omar', 'PUT', `harbour/filters/${shared}`, input('Renamed', { shared: true }), '"1"')).status).toBe(200);
    expect((await world.ask('sue', 'PUT', `harbour/filters/${shared}`, input('Late', { shared: true }), '"1"')).status).toBe(412);
    expect((await world.ask('sue', 'PUT', `harbour/filters/${shared}`, input('No version'))).status).toBe(400);
    expect((await world.ask('sue', 'PUT', 'market/filters/f-1', input('x'), '"1"')).status).toBe(404);
    expect((await world.ask('alice', 'GET', 'harbour/filters')).status).toBe(403);
    expect((await world.ask('flora', 'GET', 'harbour/filters')).status).toBe(404);
  });

  test('stay as shared as they were where a change does not say', async () => {
    const shared = await make('sue', 'Everybody’s', { shared: true });
    const own = await make('sue', 'Still mine');
    const change = async (who: string, id: string, version: number, more: object = {}) =>
      (await world.ask(who, 'PUT', `harbour/filters/${id}`, input(`Changed ${version} ${id}`, more), `"${version}"`)).body;
    expect(await change('omar', shared, 1)).toMatchObject({ shared: true, version: 2 });
    expect(await change('sue', own, 1)).toMatchObject({ shared: false, version: 2 });
    expect(await change('sue', shared, 2, { shared: false })).toMatchObject({ shared: false, version: 3 });
  });

  test.each([
    [{ ring: 5 }, '#/spec/ring'],
    [{ extension: '1005-1000' }, '#/spec/extension'],
    [{ nonsense: 1 }, '#/spec/nonsense'],
    [{ and: [{ extension: '1' }] }, '#/spec/and'],
  ])('%j is refused with its place', async (spec, pointer) => {
    const answer = await world.ask('sue', 'POST', 'harbour/filters', input('Wrong', { spec }));
    expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([400, pointer]);
  });

  test('in use are deleted only when that is said; the board then shows a fault and nothing else', async () => {
    const id = await make('sue', 'Used', { shared: true });
    const content = wallboard('Uses it', { filter: { kind: 'saved', id } });
    const board = await world.ask('sue', 'POST', 'harbour/boards', { content });
    await world.ask('omar', 'POST', 'harbour/boards', { content: { ...content, name: 'Uses it too' }, shared: true });
    const { items } = (await world.ask('omar', 'GET', 'harbour/filters')).body;
    expect(items.find((item) => item.id === id)?.usedBy).toMatchObject([{ name: 'Uses it too' }]);
    const refused = await world.ask('omar', 'DELETE', `harbour/filters/${id}`);
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      expect.stringContaining('"Used" is used by "Uses it too", 1 board(s) or report(s) of other people'),
    ]);
    expect((await world.ask('omar', 'DELETE', `harbour/filters/${id}?force=true`)).status).toBe(204);
    expect((await world.ask('omar', 'DELETE', `harbour/filters/${id}?force=true`)).status).toBe(404);
    expect((await world.ask('sue', 'GET', `harbour/boards/${board.body.id}/views/main/shown`)).body.faults).toEqual([
      { tile: 'lost', detail: 'its saved filter was deleted; choose another one' },
    ]);
    const rows = (await world.auditOf('bakery', 'harbour')).filter(({ object }) => object.includes(id));
    expect(rows.map(({ action, summary }) => [action, summary]).sort()).toEqual([
      ['filter.delete', 'deleted although 2 board(s), report(s) or schedule(s) use it'],
      ['filter.save', 'made'],
    ]);
  });

  test('of other people stay on a shared board, but nobody puts one there who cannot see it', async () => {
    const id = await make('sue', 'Mine');
    const content = wallboard('Ours', { filter: { kind: 'saved', id } });
    const refused = await world.ask('omar', 'POST', 'harbour/boards', { content });
    expect([refused.status, refused.body.errors[0]?.detail]).toEqual([400, `there is no saved filter "${id}" that you can use`]);
    const { body } = await world.ask('sue', 'POST', 'harbour/boards', { content, shared: true });
    const changed = { content: { ...content, name: 'Ours, renamed' }, shared: true };
    expect((await world.ask('omar', 'PUT', `harbour/boards/${body.id}`, changed, '"1"')).status).toBe(200);
    expect((await world.ask('omar', 'POST', 'harbour/boards', { copyOf: body.id })).status).toBe(201);
  });
});

test('one that somebody else makes at the same moment is counted', async () => {
  const who = people.ines;
  if (who === undefined) throw new Error('nobody');
  const store = world.deps.filters;
  const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour'), reseller: 'north' };
  const id = await make('ines', 'One of many', { shared: true });
  const one = await store.find(scope, id);
  let present = 499;
  const listAll = async () => {
    const seen = { read: new Array(present).fill(one), unreadable: [] };
    if (present === 499) await make('sue', 'The last that fits');
    present = 500;
    return seen;
  };
  const create = createFilter({ ...world.deps, store: { ...store, listAll }, newId: () => 'one-too-many', usesOf: async () => [] });
  await expect(
    create({ scope, who, origin: noOrigin }, { name: 'One too many', description: '', spec: { direction: 'in' } }),
  ).rejects.toThrow('A site may have at most 500 filters: delete those that nobody uses.');
  expect(await store.find(scope, 'one-too-many')).toBeNull();
});

describe('a filter that is stored but cannot be read', () => {
  const pk = 'T#bakery#S#market#FILTERS';
  const put = (...items: readonly Record<string, unknown>[]) =>
    Promise.all(items.map((Item) => world.client.send(new PutCommand({ TableName: world.table, Item: { pk, ...Item } }))));
  const tornFor = async (who: string) =>
    (await world.ask(who, 'GET', 'market/filters')).body.items.flatMap(({ id, name, unreadable, mayEdit }) =>
      unreadable === undefined ? [] : [[id, name, mayEdit]],
    );

  test('stands for itself: the others are listed, and it is deleted by whose it is, or who may share', async () => {
    const sound = (await world.ask('sue', 'POST', 'market/filters', input('Sound', { shared: true }))).body.id;
    const owner = { id: 'sue', name: 'SUE' };
    await put(
      // As a version of before may have had it; of another person; and one of which next to nothing is left.
      {
        sk: 'FILTER#old',
        id: 'old',
        name: 'Older',
        description: '',
        owner,
        shared: true,
        spec: 'extension=1005',
        version: 3,
        updatedAt: 0,
      },
      { sk: 'FILTER#own', id: 'own', name: 'Hers', owner, shared: false },
      { sk: 'FILTER#torn', deleted: 'perhaps' },
    );
    const { items } = (await world.ask('omar', 'GET', 'market/filters')).body;
    expect(items.find(({ id }) => id === sound)).toMatchObject({ name: 'Sound', words: 'extension 1005 or 1000; external' });
    expect(items.find(({ id }) => id === 'old')).toEqual({
      id: 'old',
      name: 'Older',
      unreadable: 'What is stored of it cannot be read (spec: Invalid input: expected record, received string).',
      mayEdit: true,
    });
    expect(await tornFor('omar')).toEqual([
      ['old', 'Older', true],
      ['torn', null, true],
    ]);
    expect(await tornFor('sue')).toEqual([
      ['old', 'Older', true],
      ['own', 'Hers', true],
      ['torn', null, true],
    ]);

    // What uses it says so; texts and changes leave it alone.
    const content = wallboard('Uses it', { filter: { kind: 'saved', id: 'old' } });
    expect((await world.ask('sue', 'POST', 'market/boards', { content })).body.errors[0]?.detail).toBe(
      'there is no saved filter "old" that you can use',
    );
    const changed = await world.ask('sue', 'PUT', 'market/filters/old', input('Newer'), '"3"');
    expect([changed.status, changed.body.detail]).toEqual([409, expect.stringContaining('It can only be deleted.')]);
    const text = 'format: 1\nfilters:\n  - {id: old, name: F, spec: {direction: in}}\n  - {id: own, name: G, spec: {direction: in}}\n';
    const brought = await world.ask('omar', 'POST', 'market/boards-text?dryRun=true', text);
    expect(brought.body.errors.map(({ detail }) => detail)).toEqual([
      'Line 3: what is stored under the id "old" cannot be read: delete it first, or choose another one',
      'Line 4: the id "own" is taken: choose another one',
    ]);
    expect((await world.ask('omar', 'GET', 'market/boards-text')).status).toBe(200);

    expect((await world.ask('omar', 'DELETE', 'market/filters/own')).status).toBe(404);
    expect((await world.ask('flora', 'DELETE', 'market/filters/old')).status).toBe(404);
    for (const [who, id] of [
      ['omar', 'old'],
      ['sue', 'own'],
      ['ines', 'torn'],
    ] as const)
      expect((await world.ask(who, 'DELETE', `market/filters/${id}`)).status).toBe(204);
    expect((await world.ask('sue', 'DELETE', 'market/filters/old')).status).toBe(404);
    expect(await tornFor('sue')).toEqual([]);
    // It goes on counting, so that whoever still shows it hears of the next.
    expect((await world.deps.filters.known(market)).get('old')).toEqual({ tombstone: 4 });
    const rows = (await world.auditOf('bakery', 'market')).filter(({ action }) => action === 'filter.delete');
    expect(rows.map(({ object, summary }) => [object, summary]).sort()).toEqual([
      ['filter  (torn)', 'deleted, as it could not be read'],
      ['filter Hers (own)', 'deleted, as it could not be read'],
      ['filter Older (old)', 'deleted, as it could not be read'],
    ]);
  });

  test('is counted, and a board that still uses it shows a fault; deleting it then needs force', async () => {
    const id = (await world.ask('sue', 'POST', 'market/filters', input('Used', { shared: true }))).body.id;
    const content = wallboard('Used it', { filter: { kind: 'saved', id } });
    const board = (await world.ask('sue', 'POST', 'market/boards', { content, shared: true })).body.id;
    await put({ sk: `FILTER#${id}`, id, name: 'Used', shared: true, version: 'one' });
    expect((await world.ask('sue', 'GET', `market/boards/${board}/views/main/shown`)).body.faults).toEqual([
      { tile: 'lost', detail: expect.stringContaining('the filter "Used" can no longer be read') },
    ]);
    const { read, unreadable } = await world.deps.filters.listAll(market);
    expect([read.length > 0, unreadable.map((one) => one.id)]).toEqual([true, [id]]);
    const refused = await world.ask('sue', 'DELETE', `market/filters/${id}`);
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('"Used" is used by "Used it"')]);
    expect((await world.ask('sue', 'DELETE', `market/filters/${id}?force=true`)).status).toBe(204);
    expect((await world.deps.filters.known(market)).get(id)).toEqual({ tombstone: 1 });
  });
});
