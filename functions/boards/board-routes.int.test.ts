import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { type BoardWorld, createBoardWorld, wallboard } from './testing/board-world.ts';

let world: BoardWorld;
beforeAll(async () => {
  world = await createBoardWorld();
});
afterAll(() => world.stop());

const make = async (who: string, name: string, more: object = {}, site = 'harbour') => {
  const made = await world.ask(who, 'POST', `${site}/boards`, { content: wallboard(name), ...more });
  expect([made.status, made.body.detail]).toEqual([201, undefined]);
  return made.body.id;
};
const namesFor = async (who: string, query = '', site = 'harbour') =>
  (await world.ask(who, 'GET', `${site}/boards${query}`)).body.items.map(({ name }) => name);

describe('what everybody has', () => {
  test('two boards with common figures, which nobody changes', async () => {
    const { body } = await world.ask('sue', 'GET', 'market/boards');
    expect(body.items.map(({ id, builtIn, mayEdit, owner }) => [id, builtIn, mayEdit, owner])).toEqual([
      ['standard-wallboard', true, false, null],
      ['standard-dashboard', true, false, null],
    ]);
    const { body: board, etag } = await world.ask('sue', 'GET', 'market/boards/standard-wallboard');
    expect(etag).toBe('"1"');
    const put = await world.ask('ines', 'PUT', 'market/boards/standard-wallboard', { content: board.content, shared: true }, '"1"');
    expect([put.status, put.body.detail]).toEqual([403, expect.stringContaining('make a copy')]);
    expect((await world.ask('ines', 'DELETE', 'market/boards/standard-wallboard')).status).toBe(403);
  });

  test('a copy is one’s own', async () => {
    const { status, body } = await world.ask('sue', 'POST', 'market/boards', { copyOf: 'standard-dashboard' });
    expect([status, body.name, body.shared, body.mayEdit, body.version]).toEqual([201, 'Standard dashboard (copy)', false, true, 1]);
    expect(body.owner).toEqual({ id: 'sue', name: 'SUE' });
    expect(await namesFor('omar', '', 'market')).toEqual(['Standard wallboard', 'Standard dashboard']);
  });

  test('agents see wallboards only, a screen its own board only', async () => {
    expect(await namesFor('alice', '', 'market')).toEqual(['Standard wallboard']);
    expect((await world.ask('alice', 'GET', 'market/boards/standard-dashboard')).status).toBe(403);
    expect(await namesFor('wall', '', 'market')).toEqual(['Standard dashboard']);
    expect((await world.ask('wall', 'GET', 'market/boards/standard-wallboard')).status).toBe(404);
    expect((await world.ask('wall', 'POST', 'market/boards', { copyOf: 'standard-dashboard' })).status).toBe(403);
  });
});

describe('a board from its making to its end', () => {
  test('is made, changed, and deleted, each with its row in the audit and a notice', async () => {
    const id = await make('sue', 'Front desk');
    expect(id).toMatch(/^front-desk-\d{6}$/);
    const changed = await world.ask(
      'sue',
      'PUT',
      `harbour/boards/${id}`,
      { content: wallboard('Front desk', { title: 'Lost today' }), shared: true },
      '"1"',
    );
    expect([changed.status, changed.etag, changed.body.shared]).toEqual([200, '"2"', true]);
    const row = await world.client.send(
      new GetCommand({ TableName: world.table, Key: { pk: 'T#bakery#S#harbour#BOARDS', sk: `BOARD#${id}` } }),
    );
    expect(row.Item).toMatchObject({ tenant: 'bakery', site: 'harbour', notice: { kind: 'board', board: id, version: 2 } });
    expect((await world.ask('omar', 'DELETE', `harbour/boards/${id}`, undefined, '"1"')).status).toBe(412);
    expect((await world.ask('omar', 'DELETE', `harbour/boards/${id}`, undefined, '"2"')).status).toBe(204);
    expect((await world.ask('sue', 'GET', `harbour/boards/${id}`)).status).toBe(404);
    const gone = await world.client.send(
      new GetCommand({ TableName: world.table, Key: { pk: 'T#bakery#S#harbour#BOARDS', sk: `BOARD#${id}` } }),
    );
    expect(gone.Item).toMatchObject({ deleted: true, expiresAt: 2_215_080_000, notice: { kind: 'board', board: id, version: null } });
    const rows = (await world.auditOf('bakery', 'harbour')).filter(({ object }) => object.includes(id));
    expect(rows.map(({ action, who, summary }) => [action, who.id, summary]).sort()).toEqual([
      ['board.delete', 'omar', 'deleted at version 2'],
      ['board.save', 'sue', 'made'],
      ['board.save', 'sue', 'version 2: 2 change(s)'],
    ]);
    expect(rows.find(({ summary }) => summary.startsWith('version 2'))?.changes.map(({ path }) => path)).toEqual([
      '/views/main/tiles/lost',
      '/shared',
    ]);
  });

  test('who was slower is told who was faster; a change that names no version is refused', async () => {
    const id = await make('sue', 'Race', { shared: true });
    const put = (who: string, name: string, ifMatch?: string) =>
      world.ask(who, 'PUT', `harbour/boards/${id}`, { content: wallboard(name), shared: true }, ifMatch);
    expect((await put('sue', 'Race 1', '"1"')).status).toBe(200);
    const slower = await put('omar', 'Race 2', '"1"');
    expect([slower.status, slower.body.detail]).toEqual([412, expect.stringContaining('SUE saved version 2')]);
    expect((await put('omar', 'Race 2')).status).toBe(400);
    const both = await Promise.all([put('omar', 'Race 3', '"2"'), put('sue', 'Race 4', '"2"')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('no change makes no version', async () => {
    const id = await make('sue', 'Same');
    const { body } = await world.ask('sue', 'GET', `harbour/boards/${id}`);
    const put = await world.ask('sue', 'PUT', `harbour/boards/${id}`, { content: body.content, shared: false }, '"1"');
    expect([put.status, put.etag]).toEqual([200, '"1"']);
  });

  test('the last 50 versions can be read', async () => {
    const id = await make('sue', 'Often');
    for (let version = 1; version <= 51; version += 1)
      await world.ask('sue', 'PUT', `harbour/boards/${id}`, { content: wallboard(`Often ${version}`), shared: false }, `"${version}"`);
    const { body } = await world.ask('sue', 'GET', `harbour/boards/${id}/versions`);
    expect([body.items.length, body.items[0]?.version, body.items[0]?.current, body.items.at(-1)?.version]).toEqual([50, 52, true, 3]);
    const third = await world.ask('sue', 'GET', `harbour/boards/${id}/versions/3`);
    expect([third.status, third.body.content.name]).toEqual([200, 'Often 2']);
    expect((await world.ask('sue', 'GET', `harbour/boards/${id}/versions/2`)).status).toBe(404);
    const old = await world.client.send(
      new GetCommand({ TableName: world.table, Key: { pk: 'T#bakery#S#harbour#BOARDS', sk: `BOARDV#${id}#00000002` } }),
    );
    expect(old.Item?.expiresAt).toBe(2_215_080_000);
    expect((await world.ask('sue', 'DELETE', `harbour/boards/${id}`)).status).toBe(204);
    const last = await world.client.send(
      new GetCommand({ TableName: world.table, Key: { pk: 'T#bakery#S#harbour#BOARDS', sk: `BOARDV#${id}#00000052` } }),
    );
    expect(last.Item?.expiresAt).toBe(2_215_080_000);
  });
});

describe('who sees what', () => {
  test('others do not know of an unshared board, and change a shared one when they may share', async () => {
    const own = await make('sue', 'Own');
    const shared = await make('sue', 'Everybody’s', { shared: true });
    for (const [method, path] of [
      ['GET', `harbour/boards/${own}`],
      ['GET', `harbour/boards/${own}/versions`],
      ['GET', `harbour/boards/${own}/views/main/shown`],
      ['DELETE', `harbour/boards/${own}`],
      ['GET', `market/boards/${shared}`],
    ] as const)
      expect([path, (await world.ask('ines', method, path)).status]).toEqual([path, 404]);
    expect((await world.ask('omar', 'POST', 'harbour/boards', { copyOf: own })).status).toBe(404);
    expect((await world.ask('flora', 'GET', `harbour/boards/${shared}`)).status).toBe(404);
    expect((await world.ask('alice', 'GET', `harbour/boards/${shared}`)).status).toBe(200);
    expect((await world.ask('alice', 'PUT', `harbour/boards/${shared}`, { content: wallboard('x'), shared: true }, '"1"')).status).toBe(
      403,
    );
    // What somebody once wrote into it is for those who make boards.
    for (const path of [`harbour/boards/${shared}/versions`, `harbour/boards/${shared}/versions/1`]) {
      expect([path, (await world.ask('omar', 'GET', path)).status]).toEqual([path, 200]);
      for (const who of ['alice', 'wall']) expect([who, (await world.ask(who, 'GET', path)).status]).toEqual([who, 403]);
    }
    expect(await namesFor('omar', '?kind=wallboard')).toContain('Everybody’s');
    expect(await namesFor('omar')).not.toContain('Own');
  });
});

test('news of an unshared board is for its owner; that it is no longer shared, for everybody', async () => {
  const id = await make('sue', 'Plans');
  const meantFor = async () =>
    (await world.client.send(new GetCommand({ TableName: world.table, Key: { pk: 'T#bakery#S#harbour#BOARDS', sk: `BOARD#${id}` } }))).Item
      ?.noticeFor;
  const save = (title: string, shared: boolean, version: number) =>
    world.ask('sue', 'PUT', `harbour/boards/${id}`, { content: wallboard('Plans', { title }), shared }, `"${version}"`);
  expect(await meantFor()).toBe('sue');
  await save('one', true, 1);
  expect(await meantFor()).toBe(undefined);
  await save('two', false, 2);
  expect(await meantFor()).toBe(undefined);
  await save('three', false, 3);
  expect(await meantFor()).toBe('sue');
  await world.ask('sue', 'DELETE', `harbour/boards/${id}`);
  expect(await meantFor()).toBe('sue');
});

describe('what is wrong with a board is told with its place', () => {
  test.each([
    [{ field: { source: 'statistic', statistic: 'callsLots' } }, '#/content/views/0/tiles/0/field/statistic', 'no statistic "callsLots"'],
    [
      { field: { source: 'statistic', statistic: 'callsLost', template: 'nope' } },
      '#/content/views/0/tiles/0/field/template',
      'no grouped report',
    ],
    [{ field: { source: 'statistic', statistic: 'timeInFree' } }, '#/content/views/0/tiles/0/field/template', 'not offered by Site'],
    [{ field: { source: 'value', value: 'variable:gone' } }, '#/content/views/0/tiles/0/field/value', 'no variable or external data'],
    [{ filter: { kind: 'saved', id: 'gone' } }, '#/content/views/0/tiles/0/filter/id', 'no saved filter "gone"'],
    [{ filter: { kind: 'builtIn', id: 'gone' } }, '#/content/views/0/tiles/0/filter/id', 'no built-in filter'],
    [{ filter: { kind: 'own', spec: { ring: 5 } } }, '#/content/views/0/tiles/0/filter/spec/ring', 'milliseconds'],
    [{ alarms: [{ id: 'a', field: 1, comparison: 'above', value: 1 }] }, '#/content/views/0/tiles/0/alarms/0/field', 'no figure 1'],
    [{ kind: 'worklist' }, '#/content/views/0/tiles/0/kind', 'stands on dashboards only'],
  ])('%j', async (more, pointer, words) => {
    const content = wallboard('Wrong', pointer.endsWith('/kind') ? { ...more, field: undefined } : more);
    const answer = await world.ask('sue', 'POST', 'harbour/boards', { content });
    expect(answer.status).toBe(400);
    const places = answer.body.errors.map((error) => error.pointer);
    expect(places).toContain(pointer);
    expect(answer.body.errors.find((error) => error.pointer === pointer)?.detail).toContain(words);
  });

  test('a board that packs to more than fits is refused', async () => {
    let seed = 1;
    const next = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed;
    };
    const noise = (n: number) => Array.from({ length: n }, () => String.fromCodePoint(0x4e00 + (next() % 20_000))).join('');
    const tiles = Array.from({ length: 60 }, (_, t) => ({
      kind: 'multi',
      id: `t${t}`,
      appearance: 'list',
      fields: Array.from({ length: 20 }, () => ({ source: 'statistic', statistic: 'callsLost', title: noise(80) })),
    }));
    const views = Array.from({ length: 2 }, (_, v) => ({ id: `v${v}`, name: 'v', displayMode: 'uniform', colourMode: 'none', tiles }));
    const answer = await world.ask('sue', 'POST', 'harbour/boards', { content: { kind: 'dashboard', name: 'Big', views } });
    expect([answer.status, answer.body.detail]).toEqual([413, expect.stringContaining('divide it')]);
  });
});

test('a view worked out comes over HTTP', async () => {
  const content = wallboard('Shown', { filter: { kind: 'builtIn', id: 'lostCalls' } });
  const { body } = await world.ask('sue', 'POST', 'harbour/boards', { content });
  const shown = await world.ask('sue', 'GET', `harbour/boards/${body.id}/views/main/shown`);
  expect(shown.body).toMatchObject({
    board: body.id,
    fields: { 'lost/0': { title: 'Calls Lost', type: 'count' } },
    viewFilter: null,
    tileFilters: { lost: { name: 'Lost Calls', words: 'lost', mode: 'combine', conflicts: [] } },
    faults: [],
  });
  expect((await world.ask('sue', 'GET', `harbour/boards/${body.id}/views/none/shown`)).status).toBe(404);
});

describe('a board that is stored but cannot be read', () => {
  const pk = 'T#bakery#S#market#BOARDS';
  const market = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('market') };
  const rowOf = async (id: string) =>
    (await world.client.send(new GetCommand({ TableName: world.table, Key: { pk, sk: `BOARD#${id}` } }))).Item;
  const change = (id: string, name: string, value: unknown) =>
    world.client.send(
      new UpdateCommand({
        TableName: world.table,
        Key: { pk, sk: `BOARD#${id}` },
        UpdateExpression: 'SET #name = :value',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  const put = (Item: Record<string, unknown>) => world.client.send(new PutCommand({ TableName: world.table, Item: { pk, ...Item } }));
  const tornFor = async (who: string, query = '') =>
    (await world.ask(who, 'GET', `market/boards${query}`)).body.items.flatMap(({ id, name, unreadable, mayEdit }) =>
      unreadable === undefined ? [] : [[id, name, mayEdit]],
    );

  test('stands for itself: the others are listed and shown, and it is deleted by whose it is, or who may share', async () => {
    const filter = (await world.ask('sue', 'POST', 'market/filters', { name: 'Used', spec: { direction: 'in' }, shared: true })).body.id;
    const sound = await make('sue', 'Sound', { shared: true }, 'market');
    const content = wallboard('Ours', { filter: { kind: 'saved', id: filter } });
    const ours = (await world.ask('sue', 'POST', 'market/boards', { content, shared: true })).body.id;
    const hers = await make('sue', 'Hers', {}, 'market');
    await world.ask('sue', 'PUT', `market/boards/${ours}`, { content: { ...content, name: 'Ours now' }, shared: true }, '"1"');
    // As a later version may write it; of one person; and one of which next to nothing is left.
    await change(ours, 'views', 'main');
    await change(hers, 'updatedAt', 'yesterday');
    await put({ sk: 'BOARD#torn', deleted: 'perhaps' });

    const { items } = (await world.ask('omar', 'GET', 'market/boards')).body;
    expect(items.find(({ id }) => id === sound)).toMatchObject({ name: 'Sound', mayEdit: true });
    expect(items.find(({ id }) => id === ours)).toEqual({
      id: ours,
      name: 'Ours now',
      unreadable: 'What is stored of it cannot be read (views: Invalid input: expected array, received string).',
      mayEdit: true,
    });
    expect((await tornFor('omar')).sort()).toEqual([
      [ours, 'Ours now', true],
      ['torn', null, true],
    ]);
    expect((await tornFor('sue')).map(([id]) => id).sort()).toEqual([hers, ours, 'torn'].sort());
    expect([await tornFor('omar', '?kind=dashboard'), await tornFor('alice'), await tornFor('wall')]).toEqual([
      [['torn', null, true]],
      [[ours, 'Ours now', false]],
      [],
    ]);
    expect((await world.ask('alice', 'GET', `market/boards/${sound}/views/main/shown`)).status).toBe(200);

    for (const [method, path] of [
      ['GET', ours],
      ['GET', `${ours}/versions`],
      ['GET', `${ours}/versions/1`],
      ['GET', `${ours}/views/main/shown`],
    ] as const) {
      const asked = await world.ask('omar', method, `market/boards/${path}`);
      expect([path, asked.status, asked.body.detail]).toEqual([path, 409, expect.stringContaining('It can only be deleted.')]);
    }
    expect((await world.ask('omar', 'PUT', `market/boards/${ours}`, { content: wallboard('x'), shared: true }, '"2"')).status).toBe(409);
    expect((await world.ask('omar', 'POST', 'market/boards', { copyOf: ours })).status).toBe(409);
    for (const id of [hers, 'torn-2']) expect((await world.ask('omar', 'GET', `market/boards/${id}`)).status).toBe(404);

    // What else goes through all boards goes on.
    const uses = (await world.ask('omar', 'GET', 'market/filters')).body.items.find(({ id }) => id === filter)?.usedBy;
    expect(uses).toEqual([{ kind: 'board', id: ours, name: 'Ours now' }]);
    const text = ['torn', hers].map((id) => `  - ${JSON.stringify({ id, ...wallboard('A') })}\n`);
    const brought = await world.ask('omar', 'POST', 'market/boards-text?dryRun=true', `format: 1\nboards:\n${text.join('')}`);
    expect(brought.body.errors.map(({ detail }) => detail)).toEqual([
      'Line 3: what is stored under the id "torn" cannot be read: delete it first, or choose another one',
      `Line 4: the id "${hers}" is taken: choose another one`,
    ]);
    expect((await world.ask('omar', 'GET', 'market/boards-text')).status).toBe(200);

    expect((await world.ask('omar', 'DELETE', `market/boards/${hers}`)).status).toBe(404);
    expect((await world.ask('alice', 'DELETE', `market/boards/${ours}`)).status).toBe(403);
    expect((await world.ask('flora', 'DELETE', `market/boards/${ours}`)).status).toBe(404);
    for (const [who, id] of [
      ['omar', ours],
      ['sue', hers],
      ['ines', 'torn'],
    ] as const)
      expect([id, (await world.ask(who, 'DELETE', `market/boards/${id}`)).status]).toEqual([id, 204]);
    expect([await tornFor('sue'), (await world.ask('omar', 'DELETE', `market/boards/${ours}`)).status]).toEqual([[], 404]);
    expect(await world.deps.store.look(market, ours)).toEqual({ tombstone: 2 });
    expect(await rowOf(ours)).toMatchObject({ notice: { kind: 'board', board: ours, version: null }, expiresAt: 2_215_080_000 });
    expect([(await rowOf(ours))?.noticeFor, (await rowOf(hers))?.noticeFor]).toEqual([undefined, 'sue']);
    const old = await world.client.send(new GetCommand({ TableName: world.table, Key: { pk, sk: `BOARDV#${ours}#00000001` } }));
    expect(old.Item?.expiresAt).toBe(2_215_080_000);
    const rows = (await world.auditOf('bakery', 'market')).filter(({ summary }) => summary === 'deleted, as it could not be read');
    expect(rows.map(({ action, object }) => [action, object]).sort()).toEqual([
      ['board.delete', 'board  (torn)'],
      ['board.delete', `board Hers (${hers})`],
      ['board.delete', `board Ours now (${ours})`],
    ]);
  });

  test('of which only the content is damaged is listed as it was, and goes on counting by its versions', async () => {
    const id = await make('sue', 'Half', { shared: true }, 'market');
    await change(id, 'body', new Uint8Array([1, 2, 3]));
    expect(await namesFor('omar', '', 'market')).toContain('Half');
    const shown = await world.ask('omar', 'GET', `market/boards/${id}/views/main/shown`);
    expect([shown.status, shown.body.detail]).toEqual([409, expect.stringContaining('What is stored of it cannot be read')]);
    expect((await world.ask('omar', 'GET', 'market/boards-text')).status).toBe(200);
    await change(id, 'version', 'one');
    expect((await world.ask('omar', 'DELETE', `market/boards/${id}`)).status).toBe(204);
    expect(await world.deps.store.look(market, id)).toEqual({ tombstone: 1 });
  });
});
