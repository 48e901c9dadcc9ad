import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boardContentSchema } from '../domain/board.ts';
import { updateTemplate } from './save-template.ts';
import { type BoardWorld, createBoardWorld, people, wallboard } from './testing/board-world.ts';

let world: BoardWorld;
beforeAll(async () => {
  world = await createBoardWorld();
});
afterAll(() => world.stop());

interface Results {
  readonly results: readonly { readonly site: string; readonly tenant: string | null; readonly result: string; readonly detail: string }[];
}
const path = '/v1/board-templates';
const resultsOf = ({ body }: { readonly body: unknown }) => (body as Results).results.map(({ site, result }) => [site, result]).sort();
const make = async (name: string): Promise<string> => (await world.ask('north', 'POST', path, { name, content: wallboard('x') })).body.id;
const apply = (id: string, sites: readonly string[], mode: string) => world.ask('north', 'POST', `${path}/${id}/apply`, { sites, mode });
const save = (id: string, name: string, version: number, more: object = {}) =>
  world.ask('north', 'PUT', `${path}/${id}`, { name, content: wallboard('x', more) }, `"${version}"`);

describe('templates', () => {
  test('go to sites within reach, and are followed: name and filter stay the site’s, everything else changes with it', async () => {
    const id = await make('Lost calls');
    const given = await apply(id, ['harbour', 'market', 'station', 'airport', 'nowhere'], 'follow');
    expect(resultsOf(given)).toEqual([
      ['airport', 'refused'],
      ['harbour', 'made'],
      ['market', 'made'],
      ['nowhere', 'refused'],
      ['station', 'made'],
    ]);
    const refusals = (given.body as unknown as Results).results.filter(({ result }) => result === 'refused');
    expect(new Set(refusals.map(({ detail, tenant }) => `${tenant} ${detail}`))).toEqual(
      new Set(['null There is no such site within your reach.']),
    );
    expect(resultsOf(await apply(id, ['harbour'], 'follow'))).toEqual([['harbour', 'same']]);

    const board = await world.ask('sue', 'GET', `harbour/boards/${id}`);
    expect(board.body).toMatchObject({
      owner: null,
      shared: true,
      mayEdit: true,
      template: { id, name: 'Lost calls', version: 1, follows: true },
    });
    const more = await world.ask(
      'sue',
      'PUT',
      `harbour/boards/${id}`,
      { content: wallboard('Lost calls', { title: 'Mine' }), shared: true },
      '"1"',
    );
    expect([more.status, more.body.detail]).toEqual([400, expect.stringContaining('follows the template "Lost calls"')]);
    const [view] = board.body.content.views;
    const filter = { kind: 'own', name: '', spec: { huntGroup: '2000' } };
    const own = { ...board.body.content, name: 'Lost at the desk', views: [{ ...view, filter }] };
    expect((await world.ask('sue', 'PUT', `harbour/boards/${id}`, { content: own, shared: true }, '"1"')).status).toBe(200);

    const saved = await save(id, 'Lost calls', 1, { title: 'Lost today' });
    expect([saved.status, saved.etag, resultsOf(saved)]).toEqual([
      200,
      '"2"',
      [
        ['harbour', 'updated'],
        ['market', 'updated'],
        ['station', 'updated'],
      ],
    ]);
    expect((await world.ask('sue', 'GET', `harbour/boards/${id}`)).body).toMatchObject({
      name: 'Lost at the desk',
      version: 3,
      template: { version: 2 },
      content: { views: [{ filter, tiles: [{ title: 'Lost today' }] }] },
    });
    expect((await world.ask('flora', 'GET', `station/boards/${id}`)).body).toMatchObject({ name: 'Lost calls', version: 2 });
    expect(resultsOf(await save(id, 'Lost calls', 2, { title: 'Lost today' }))).toEqual([]);
    expect((await save(id, 'Lost calls', 1)).status).toBe(412);

    const rows = (await world.auditOf('florist', 'station')).filter(({ object }) => object.includes(id));
    expect(rows.map(({ action, who, summary }) => [action, who.id, summary]).sort()).toEqual([
      ['boardTemplate.apply', 'north', 'made; it follows'],
      ['boardTemplate.save', 'north', 'now shows version 2'],
    ]);
    const { changes } = (await world.ask('north', 'GET', `${path}/${id}`)).body as unknown as {
      changes: { what: string; version: number }[];
    };
    expect(changes.map(({ what, version }) => [what, version])).toEqual([
      ['changed', 2],
      ['given to be followed at 3 site(s)', 1],
      ['made', 1],
    ]);
  });

  test('leave a board that cannot be read alone, and go on following it when it can be again', async () => {
    const id = await make('Torn');
    await apply(id, ['harbour', 'station'], 'follow');
    const setViews = (views: unknown) =>
      world.client.send(
        new UpdateCommand({
          TableName: world.table,
          Key: { pk: 'T#florist#S#station#BOARDS', sk: `BOARD#${id}` },
          UpdateExpression: 'SET #views = :views',
          ExpressionAttributeNames: { '#views': 'views' },
          ExpressionAttributeValues: { ':views': views },
        }),
      );
    await setViews('main');
    expect(resultsOf(await save(id, 'Torn', 1, { title: 'New' }))).toEqual([
      ['harbour', 'updated'],
      ['station', 'failed'],
    ]);
    expect(resultsOf(await apply(id, ['station'], 'follow'))).toEqual([['station', 'refused']]);
    await setViews([{ id: 'main', name: 'Main' }]);
    expect(resultsOf(await save(id, 'Torn', 2, { title: 'New' }))).toEqual([['station', 'updated']]);
  });

  test('that could not reach a site say who lags, and reach it with the next save', async () => {
    const id = await make('Lagging');
    await apply(id, ['harbour', 'station'], 'follow');
    const { store } = world.deps;
    const { commit } = store;
    const broken = {
      ...world.deps,
      store: {
        ...store,
        commit: (writes: Parameters<typeof commit>[0]) =>
          JSON.stringify(writes).includes('"T#florist#S#station#BOARDS"') ? Promise.reject(new Error('throttled')) : commit(writes),
      },
    };
    const north = people.north;
    if (north === undefined) throw new Error('nobody');
    const content = boardContentSchema.parse(wallboard('Lagging', { title: 'New' }));
    const doing = { who: north, origin: { requestId: null, ip: null, forwardedFor: null } };
    const { results } = await updateTemplate(broken)(doing, id, { name: 'Lagging', content }, 1);
    expect(results.map(({ site, result }) => [site, result]).sort()).toEqual([
      ['harbour', 'updated'],
      ['station', 'failed'],
    ]);
    const item = (await world.ask('north', 'GET', path)).body.items.find((one) => one.id === id);
    expect(item).toMatchObject({ version: 2, followers: 2, lagging: 1 });
    expect(resultsOf(await save(id, 'Lagging', 2, { title: 'New' }))).toEqual([['station', 'updated']]);
    expect((await world.ask('north', 'GET', path)).body.items.find((one) => one.id === id)).toMatchObject({ version: 2, lagging: 0 });
  });

  test('are copied, and the copy goes its own way', async () => {
    const id = await make('Copied');
    expect(resultsOf(await apply(id, ['harbour'], 'fork'))).toEqual([['harbour', 'made']]);
    expect(resultsOf(await apply(id, ['harbour'], 'fork'))).toEqual([['harbour', 'same']]);
    expect(resultsOf(await apply(id, ['harbour'], 'follow'))).toEqual([['harbour', 'refused']]);
    const put = await world.ask(
      'sue',
      'PUT',
      `harbour/boards/${id}`,
      { content: wallboard('Copied', { title: 'Ours' }), shared: true },
      '"1"',
    );
    expect(put.status).toBe(200);
    expect(resultsOf(await save(id, 'Copied', 1, { title: 'Theirs' }))).toEqual([]);
    expect(resultsOf(await apply(id, ['market'], 'follow'))).toEqual([['market', 'made']]);
    expect(resultsOf(await apply(id, ['market'], 'fork'))).toEqual([['market', 'forked']]);
  });

  test('are forgotten by a site that deletes its board, and let all boards go when they are deleted', async () => {
    const id = await make('Ending');
    await apply(id, ['harbour', 'market'], 'follow');
    expect((await world.ask('sue', 'DELETE', `harbour/boards/${id}`)).status).toBe(204);
    expect((await world.ask('north', 'GET', `${path}/${id}`)).body.followedBy).toMatchObject([{ site: 'market', lags: false }]);
    const gone = await world.ask('north', 'DELETE', `${path}/${id}`);
    expect([gone.body.deleted, resultsOf(gone)]).toEqual([true, [['market', 'forked']]]);
    expect((await world.ask('north', 'GET', `${path}/${id}`)).status).toBe(404);
    expect((await world.ask('sue', 'GET', `market/boards/${id}`)).body.template).toMatchObject({ follows: false });
    expect((await world.auditOf('bakery', 'market')).filter(({ action }) => action === 'boardTemplate.delete')).toHaveLength(1);
  });

  test.each([
    [{ filter: { kind: 'saved', id: 'f1' } }, '#/content/views/0/tiles/0/filter', 'saved filters belong to one'],
    [
      { field: { source: 'value', value: 'variable:target' } },
      '#/content/views/0/tiles/0/field/value',
      'variables and external data belong',
    ],
    [
      { alarms: [{ id: 'a', comparison: 'above', value: 1, sound: { sound: 'upload-1' } }] },
      '#/content/views/0/tiles/0/alarms/0/sound',
      'uploaded sounds belong',
    ],
    [{ field: { source: 'statistic', statistic: 'nope' } }, '#/content/views/0/tiles/0/field/statistic', 'no statistic'],
  ])('must stand by themselves: %j', async (more, pointer, words) => {
    const answer = await world.ask('north', 'POST', path, { name: 'Bound', content: wallboard('x', more) });
    expect([answer.status, answer.body.errors[0]?.pointer, answer.body.errors[0]?.detail]).toEqual([
      400,
      pointer,
      expect.stringContaining(words),
    ]);
  });
});

test('a template is its reseller’s alone', async () => {
  const id = await make('Ours');
  for (const [method, of, body] of [
    ['GET', `${path}/${id}`, undefined],
    ['PUT', `${path}/${id}`, { name: 'Theirs', content: wallboard('x') }],
    ['DELETE', `${path}/${id}`, undefined],
    ['POST', `${path}/${id}/apply`, { sites: ['airport'], mode: 'follow' }],
  ] as const) {
    expect([method, (await world.ask('south', method, of, body, '"1"')).status]).toEqual([method, 404]);
    for (const who of ['ines', 'sue', 'alice', 'wall'])
      expect([who, (await world.ask(who, method, of, body, '"1"')).status]).toEqual([who, 403]);
  }
  expect((await world.ask('south', 'GET', path)).body.items).toEqual([]);
});
