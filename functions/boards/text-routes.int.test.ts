import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noOrigin } from '../audit/audit.ts';
import { boardContentSchema } from '../domain/board.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { meetingOf } from '../runtime/testing/meeting-of.ts';
import { applyTemplate } from './apply-template.ts';
import { createBoard } from './create-board.ts';
import { importText } from './import-text.ts';
import { createTemplate } from './save-template.ts';
import { type BoardWorld, createBoardWorld, people, wallboard } from './testing/board-world.ts';

let world: BoardWorld;
beforeAll(async () => {
  world = await createBoardWorld();
});
afterAll(() => world.stop());

const bring = async (who: string, site: string, text: string, dryRun = false) => {
  const answer = await world.ask(who, 'POST', `${site}/boards-text?dryRun=${dryRun}`, text);
  const body = answer.body as unknown as {
    readonly changes: readonly {
      readonly kind: string;
      readonly id: string;
      readonly change: string;
      readonly lines: readonly { sign: string; text: string }[];
    }[];
    readonly applied: boolean;
  };
  return { ...answer, changes: body.changes, applied: body.applied };
};
const text = (name = 'Wall', statistic = 'callsLost', shared = true) => `format: 1
boards:
  - id: wall
    kind: wallboard
    name: ${name}
${shared ? '    shared: true\n' : ''}    views:
      - id: main
        name: Main
        displayMode: uniform
        colourMode: none
        filter:
          kind: saved
          id: front
        tiles:
          - kind: single
            id: lost
            field:
              source: statistic
              statistic: ${statistic}
          - kind: single
            id: goal
            field:
              source: value
              value: variable:goal
filters:
  - id: front
    name: Front desk
    shared: true
    spec:
      extension: 1000-1005
variables:
  - id: goal
    name: Goal
    value: "40"
`;

describe('a text', () => {
  test('is tried, brought in, and comes out again byte for byte', async () => {
    const tried = await bring('sue', 'market', text(), true);
    expect([tried.status, tried.applied]).toEqual([200, false]);
    expect(tried.changes.map(({ kind, id, change }) => [kind, id, change])).toEqual([
      ['board', 'wall', 'add'],
      ['filter', 'front', 'add'],
      ['variable', 'goal', 'add'],
    ]);
    expect((await world.ask('sue', 'GET', 'market/boards/wall')).status).toBe(404);
    expect((await bring('sue', 'market', text())).applied).toBe(true);
    const out = await world.ask('sue', 'GET', 'market/boards-text');
    expect([out.status, out.text]).toEqual([200, text()]);
    expect((await world.ask('omar', 'GET', 'market/boards-text?boards=wall')).text).toBe(text());
    const again = await bring('omar', 'market', out.text);
    expect([again.applied, again.changes.map(({ change }) => change)]).toEqual([false, ['same', 'same', 'same']]);
    const board = await world.ask('sue', 'GET', 'market/boards/wall');
    expect([board.body.version, board.body.owner]).toEqual([1, { id: 'sue', name: 'SUE' }]);
    expect((await world.ask('sue', 'GET', 'market/boards/wall/views/main/shown')).body).toMatchObject({
      faults: [],
      viewFilter: { name: 'Front desk' },
      fields: { 'goal/0': { title: 'Goal' } },
    });
  });

  test('that changes something says which lines, and leaves the rest alone', async () => {
    const changed = await bring('omar', 'market', text('Wall', 'callsInbound'));
    expect(changed.applied).toBe(true);
    expect(changed.changes.map(({ id, change }) => [id, change])).toEqual([
      ['wall', 'change'],
      ['front', 'same'],
      ['goal', 'same'],
    ]);
    expect(changed.changes[0]?.lines.filter(({ sign }) => sign !== ' ').map(({ sign, text: line }) => sign + line.trim())).toEqual([
      '-statistic: callsLost',
      '+statistic: callsInbound',
    ]);
    const rows = (await world.auditOf('bakery', 'market')).filter(({ action }) => action === 'board.import');
    expect(rows.map(({ who, object, summary }) => [who.id, object, summary]).sort()).toEqual([
      ['omar', 'boards from text', '0 added, 1 changed'],
      ['sue', 'boards from text', '1 added, 0 changed (step 3 of 3)'],
      ['sue', 'filters from text', '1 added, 0 changed (step 1 of 3)'],
      ['sue', 'variables from text', '1 added, 0 changed (step 2 of 3)'],
    ]);
  });

  test('with anything wrong in it is not taken at all', async () => {
    const answer = await bring('sue', 'harbour', text('Wall', 'callsLots').replace('extension: 1000-1005', 'extension: 1005-1000'));
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ pointer, detail }) => [pointer, detail])).toEqual([
      ['#/lines/20', expect.stringContaining('Line 20: there is no statistic "callsLots"')],
      ['#/lines/31', expect.stringContaining('Line 31: The range runs backwards')],
    ]);
    expect((await world.ask('sue', 'GET', 'harbour/boards-text')).text).toBe('format: 1\n');
  });

  test('does not reach what belongs to others, and says no more of it than that the id is taken', async () => {
    const { body } = await world.ask('ines', 'POST', 'harbour/boards', { content: wallboard('Secret') });
    const answer = await bring('sue', 'harbour', text().replace('id: wall', `id: ${body.id}`));
    expect([answer.status, answer.body.errors.map(({ detail }) => detail)]).toEqual([
      400,
      [`Line 3: the id "${body.id}" is taken: choose another one`],
    ]);
    expect((await bring('sue', 'harbour', text().replace('id: wall', 'id: standard-wallboard'))).body.errors[0]?.detail).toContain(
      'built-in',
    );
    expect((await world.ask('sue', 'GET', `harbour/boards-text?boards=${body.id}`)).status).toBe(404);
    expect((await bring('alice', 'harbour', text())).status).toBe(403);
  });

  test('brings back a board that was deleted, as a later version of it', async () => {
    expect((await world.ask('sue', 'DELETE', 'market/boards/wall')).status).toBe(204);
    expect((await bring('sue', 'market', text())).changes.map(({ change }) => change)).toEqual(['add', 'same', 'same']);
    const { body } = await world.ask('sue', 'GET', 'market/boards/wall');
    expect(body.version).toBe(3);
    expect((await world.ask('sue', 'GET', 'market/boards/wall/versions')).body.items.map(({ version }) => version)).toEqual([3]);
  });

  test('that is more than a transaction holds comes in steps: filters, variables, then boards', async () => {
    const many = Array.from(
      { length: 50 },
      (_, i) =>
        `  - {id: b${i}, kind: wallboard, name: B${i}, views: [{id: v, name: V, displayMode: uniform, colourMode: none, tiles: []}]}`,
    );
    const variables = Array.from({ length: 99 }, (_, i) => `  - {id: v${i}, name: Value ${i}, value: "${i}"}`);
    const big = `format: 1\nboards:\n${many.join('\n')}\nfilters: [{id: f, name: F, spec: {}}]\nvariables:\n${variables.join('\n')}\n`;
    const tried = await bring('sue', 'harbour', big, true);
    expect([tried.status, tried.applied, tried.body.steps]).toEqual([200, false, 5]);
    const done = await bring('sue', 'harbour', big);
    expect([done.status, done.applied, done.body.steps]).toEqual([200, true, 5]);
    const again = await bring('sue', 'harbour', big);
    expect([again.applied, again.body.steps, again.changes.filter(({ change }) => change === 'same').length]).toEqual([false, 0, 150]);
    const told = (await world.auditOf('bakery', 'harbour')).filter(({ summary }) => summary.includes('step'));
    expect(told.map(({ object, summary }) => [object, summary]).sort()).toEqual([
      ['boards from text', '1 added, 0 changed (step 5 of 5)'],
      ['boards from text', '49 added, 0 changed (step 4 of 5)'],
      ['filters from text', '1 added, 0 changed (step 1 of 5)'],
      ['variables from text', '1 added, 0 changed (step 3 of 5)'],
      ['variables from text', '98 added, 0 changed (step 2 of 5)'],
    ]);
  });
});

test('a text makes no more boards or filters than a site may have', async () => {
  const who = people.ines;
  if (who === undefined) throw new Error('nobody');
  const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('market'), reseller: 'north' };
  const [head] = (await world.deps.store.list(scope, 1, null)).items;
  const [filter] = await world.deps.filters.all(scope);
  if (head === undefined || filter === undefined) throw new Error('nothing is there yet');
  const full = (boards: number, filters: number) =>
    importText({
      ...world.deps,
      store: { ...world.deps.store, list: async () => ({ items: new Array(boards).fill(head), unreadable: [], next: null }) },
      filters: { ...world.deps.filters, known: async () => new Map(Array.from({ length: filters }, (_, i) => [`known-${i}`, filter])) },
    });
  const one = (id: string) =>
    `  - {id: ${id}, kind: wallboard, name: N, views: [{id: v, name: V, displayMode: uniform, colourMode: none, tiles: []}]}\n`;
  const boards = `format: 1\nboards:\n${one('n1')}${one('n2')}`;
  const filters = 'format: 1\nfilters:\n  - {id: f1, name: F, spec: {direction: in}}\n';
  const bringIn = (text: string, b: number, f: number) =>
    full(b, f)({ scope, who, origin: noOrigin }, text, true).then(
      ({ changes }) => changes.length,
      (error: Error) => error.message,
    );
  expect(await bringIn(boards, 498, 500)).toBe(2);
  expect(await bringIn(boards, 499, 0)).toBe('With this text the site would have more than 500 boards: delete those that nobody uses.');
  expect(await bringIn(filters, 500, 499)).toBe(1);
  expect(await bringIn(`format: 1\nboards:\n${Array.from({ length: 501 }, (_, i) => one(`n${i}`)).join('')}`, 0, 0)).toBe(
    'The text has 501 boards, and a site has at most 500: leave those out that nobody uses.',
  );
  expect(await bringIn(filters, 0, 500)).toBe('With this text the site would have more than 500 filters: delete those that nobody uses.');
});

test('two texts at once make no more filters than a site may have', async () => {
  const who = people.ines;
  if (who === undefined) throw new Error('nobody');
  const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('market'), reseller: 'north' };
  const [filter] = await world.deps.filters.all(scope);
  if (filter === undefined) throw new Error('nothing is there yet');
  const both = meetingOf(2);
  const known = async () => {
    // Each sees the same 499, before either writes.
    await both();
    return new Map(Array.from({ length: 499 }, (_, i) => [`known-${i}`, filter]));
  };
  const bringOne = importText({ ...world.deps, filters: { ...world.deps.filters, known } });
  const textOf = (id: string) => `format: 1\nfilters:\n  - {id: ${id}, name: ${id}, spec: {direction: in}}\n`;
  const outcomes = await Promise.all(
    ['at-once-1', 'at-once-2'].map((id) =>
      bringOne({ scope, who, origin: noOrigin }, textOf(id), false).then(
        ({ applied }) => applied,
        (error: Error) => error.message,
      ),
    ),
  );
  expect(outcomes.toSorted()).toEqual([
    'Somebody changed some of it at the same moment, and none were imported: import the text again.',
    true,
  ]);
});

test('two boards made at once, in whatever way, are no more than a site may have', async () => {
  const { ines, north } = people;
  if (ines === undefined || north === undefined) throw new Error('nobody');
  const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('market'), reseller: 'north' };
  const { store } = world.deps;
  const content = (name: string) => boardContentSchema.parse(wallboard(name));
  const byPerson = { scope, who: ines, origin: noOrigin };
  const byReseller = { who: north, origin: noOrigin };
  await createBoard(world.deps)(byPerson, { content: content('One of many'), shared: false });
  const [head] = (await store.list(scope, 1, null)).items;
  const given = {
    one: await createTemplate(world.deps)(byReseller, { name: 'Given', content: content('x') }),
    other: await createTemplate(world.deps)(byReseller, { name: 'Given too', content: content('x') }),
  };
  const outcomesOf = async (make: (deps: typeof world.deps, which: 'one' | 'other') => Promise<string>) => {
    const both = meetingOf(2);
    let present = 499;
    const list = async () => {
      const items = new Array(present).fill(head);
      await both();
      present = 500;
      return { items, unreadable: [], next: null };
    };
    const outcome = (which: 'one' | 'other') =>
      make({ ...world.deps, store: { ...store, list } }, which).catch((error: Error) => error.message);
    return (await Promise.all([outcome('one'), outcome('other')])).toSorted();
  };

  expect(
    await outcomesOf(async (deps, which) => {
      await createBoard(deps)(byPerson, { content: content(which), shared: false });
      return 'made';
    }),
  ).toEqual(['A site may have at most 500 boards: delete those that nobody uses.', 'made']);
  expect(await outcomesOf(async (deps, which) => (await applyTemplate(deps)(byReseller, given[which], scope, 'follow')).detail)).toEqual([
    '',
    'The site has 500 boards, and there may be no more.',
  ]);
  const board = (id: string) =>
    `{id: ${id}, kind: wallboard, name: N, views: [{id: v, name: V, displayMode: uniform, colourMode: none, tiles: []}]}`;
  expect(
    await outcomesOf(async (deps, which) => {
      const { applied } = await importText(deps)(byPerson, `format: 1\nboards: [${board(which)}]\n`, false);
      return String(applied);
    }),
  ).toEqual(['Somebody changed some of it at the same moment, and none were imported: import the text again.', 'true']);
});

test('two templates made at once are no more than a reseller may have', async () => {
  const { north } = people;
  if (north === undefined) throw new Error('nobody');
  const { templates } = world.deps;
  const [head] = await templates.list('north');
  const both = meetingOf(2);
  let present = 199;
  const list = async () => {
    const items = new Array(present).fill(head);
    await both();
    present = 200;
    return items;
  };
  const create = createTemplate({ ...world.deps, templates: { ...templates, list } });
  const make = (name: string) =>
    create({ who: north, origin: noOrigin }, { name, content: boardContentSchema.parse(wallboard(name)) }).then(
      () => 'made',
      (error: Error) => error.message,
    );
  expect((await Promise.all([make('This'), make('That')])).toSorted()).toEqual([
    'There may be at most 200 templates: delete those that nobody follows.',
    'made',
  ]);
});
