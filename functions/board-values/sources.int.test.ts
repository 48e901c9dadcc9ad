import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createValuesWorld, noon, type ValuesWorld } from './testing/values-world.ts';

let world: ValuesWorld;
beforeAll(async () => {
  world = await createValuesWorld();
});
beforeEach(async () => {
  await world.reset();
  world.outside.answer = async () => ({ readings: [{ value: '7' }, { value: '12' }] });
});
afterAll(() => world.stop());

const secret = 'Bearer 5f2c-very-secret-9d';
const tickets = {
  name: 'Tickets',
  url: 'https://desk.example.com/api/today?team=1',
  format: 'json',
  everySeconds: 60,
  header: { name: 'Authorization', value: secret },
  fields: [
    { name: 'Open', selector: '$.open' },
    { name: 'Closed today', selector: '$.closed' },
  ],
};
const path = 'leeds/external-data';
const make = (changed: object = {}) => world.call('ines', 'POST', path, { ...tickets, ...changed });
const put = (changed: object) =>
  world.call('ines', 'PUT', `${path}/tickets`, {
    ...tickets,
    header: { name: 'Authorization' },
    fields: [
      { id: 'open', name: 'Open', selector: '$.open' },
      { id: 'closed-today', name: 'Closed today', selector: '$.closed' },
    ],
    ...changed,
  });
const kept = (name = '/trunkline/T/bakery/S/leeds/source/tickets') =>
  world.ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true })).then(
    ({ Parameter }) => Parameter?.Value,
    (error: Error) => error.name,
  );
const values = async () =>
  ((await world.call('alice', 'GET', 'leeds/values')).body.items as { name: string; value: string; failing: string; at: string }[]).map(
    ({ name, value, failing, at }) => [name, value, failing, at],
  );
const noticeOf = async (sk: string) => (await world.rows()).find((row) => row.sk === sk)?.notice;

test('a source is fetched when it is due, and only a change is told', async () => {
  const made = await make();
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ id: 'tickets', header: { name: 'Authorization' }, lastFetchAt: null, failing: null, nextAt: null });
  expect(await values()).toEqual([
    ['Tickets: Open', null, 'Nothing has been fetched yet.', '1970-01-01T00:00:00.000Z'],
    ['Tickets: Closed today', null, 'Nothing has been fetched yet.', '1970-01-01T00:00:00.000Z'],
  ]);
  expect(await world.tick()).toEqual({ due: 1, fetched: 1, failing: 0, left: 0 });
  expect(world.fetched).toEqual([{ url: 'https://desk.example.com/api/today?team=1', header: { name: 'Authorization', value: secret } }]);
  expect(await values()).toEqual([
    ['Tickets: Open', '7', null, '2026-03-10T12:00:00.000Z'],
    ['Tickets: Closed today', '12', null, '2026-03-10T12:00:00.000Z'],
  ]);
  expect(await world.tick()).toEqual({ due: 0, fetched: 0, failing: 0, left: 0 });

  world.clock.now = noon + 60_000;
  world.outside.answer = async () => ({ readings: [{ value: '8' }, { value: '12' }] });
  await world.tick();
  expect(await noticeOf('FETCHED#tickets')).toEqual({
    kind: 'values',
    values: [{ id: 'external:tickets:open', value: '8', at: '2026-03-10T12:01:00.000Z', failing: null }],
    gone: [],
  });
  world.clock.now = noon + 120_000;
  await world.tick();
  expect(await noticeOf('FETCHED#tickets')).toBeUndefined();
  expect((await values())[0]).toEqual(['Tickets: Open', '8', null, '2026-03-10T12:02:00.000Z']);
});

test('while it fails the last values stay, with the reason, and it is asked less and less often up to an hour', async () => {
  await make();
  await world.tick();
  world.outside.answer = async () => ({ failing: 'The server answers with status 500.' });
  const pauses: number[] = [];
  for (let i = 0; i < 8; i += 1) {
    const { nextAt } = ((await world.call('ines', 'GET', path)).body.items as { nextAt: string }[])[0] ?? { nextAt: '' };
    pauses.push((Date.parse(nextAt) - world.clock.now) / 1_000);
    world.clock.now = Date.parse(nextAt);
    expect(await world.tick()).toMatchObject({ due: 1, failing: 1 });
  }
  expect(pauses).toEqual([60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
  expect((await values())[0]).toEqual(['Tickets: Open', '7', 'The server answers with status 500.', '2026-03-10T12:00:00.000Z']);
  const [source] = (await world.call('ines', 'GET', path)).body.items as { failing: string; lastFetchAt: string }[];
  expect(source?.failing).toBe('The server answers with status 500.');

  world.clock.now += 3_600_000;
  world.outside.answer = async () => ({ readings: [{ value: '9' }, { failing: 'The selector finds nothing in what the server sent.' }] });
  await world.tick();
  const [open, closed] = await values();
  expect([open?.[1], open?.[2], closed?.[1], closed?.[2]]).toEqual([
    '9',
    null,
    '12',
    'The selector finds nothing in what the server sent.',
  ]);
});

test('two runs at once fetch a source once, and a run that died gives it back', async () => {
  await make();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const arrivals: (() => void)[] = [];
  const asked = [0, 1].map(() => new Promise<void>((resolve) => arrivals.push(resolve)));
  world.outside.answer = async () => {
    arrivals[world.fetched.length - 1]?.();
    await held;
    return { readings: [{ value: '1' }, { value: '2' }] };
  };
  const first = world.tick();
  await asked[0];
  expect(await world.tick()).toEqual({ due: 0, fetched: 0, failing: 0, left: 0 });
  world.clock.now = noon + 60_001;
  const second = world.tick();
  await asked[1];
  release();
  expect([(await first).left, (await second).fetched]).toEqual([1, 1]);
  expect(world.fetched).toHaveLength(2);
});

describe('the secret', () => {
  test('is in no row, answer, log or error', async () => {
    await make();
    await put({ name: 'Tickets two' });
    await world.tick();
    world.secrets.value = { ...world.secrets.value, get: () => Promise.reject(new Error('Parameter Store is away')) };
    world.clock.now = noon + 60_000;
    await expect(world.tick()).rejects.toThrow('1 of 1 sources could not be dealt with');
    expect(world.logged).toHaveLength(1);
    const answers = [
      await world.call('ines', 'GET', path),
      await make({ name: 'x', url: 'http://x' }),
      await put({ header: { name: 'Host' } }),
    ];
    const everything = JSON.stringify([await world.rows(), await world.auditRows(), world.logged, answers]);
    expect(everything).toContain('Tickets two');
    expect(everything).not.toContain('5f2c');
    expect(everything).not.toContain('very-secret');
    expect(await kept()).toBe(secret);
  });

  test('goes to no other server than the one it was entered for', async () => {
    await make();
    for (const url of ['https://evil.example.com/', 'https://api.desk.example.com/']) {
      const answer = await put({ url });
      expect([answer.status, answer.body.errors]).toEqual([
        400,
        [{ pointer: '#/header/value', in: 'body', detail: 'Enter the secret again: it was kept for another server.' }],
      ]);
      const trial = await world.call('ines', 'POST', `${path}/test`, {
        ...tickets,
        url,
        header: { name: 'Authorization' },
        source: 'tickets',
      });
      expect(trial.status).toBe(400);
    }
    expect(world.fetched).toEqual([]);
    expect((await put({ url: 'https://desk.example.com/other' })).status).toBe(200);
    expect((await put({ url: 'https://evil.example.com/', header: { name: 'Authorization', value: 'Bearer another-one' } })).status).toBe(
      200,
    );
    await world.tick();
    expect(world.fetched).toEqual([{ url: 'https://evil.example.com/', header: { name: 'Authorization', value: 'Bearer another-one' } }]);
  });

  test('stays as it was when a save does not come about', async () => {
    await make();
    await world.call('ines', 'POST', path, { ...tickets, name: 'Other', header: null });
    const taken = await put({ name: 'OTHER', header: { name: 'Authorization', value: 'Bearer not-saved-one' } });
    expect(taken.status).toBe(409);
    await world.tick();
    expect(world.fetched.map(({ header }) => header?.value)).toContain(secret);
    expect(world.fetched.map(({ header }) => header?.value)).not.toContain('Bearer not-saved-one');
  });

  test('is deleted with the header, and with the source', async () => {
    await make();
    expect((await put({ header: null })).body.header).toBeNull();
    expect(await kept()).toBe('ParameterNotFound');
    expect((await put({ header: { name: 'X-Key' } })).body.errors).toEqual([
      { pointer: '#/header/value', in: 'body', detail: 'Enter the secret: none is kept yet.' },
    ]);
    await put({ header: { name: 'X-Key', value: 'a-second-secret' } });
    expect(await kept()).toBe('a-second-secret');
    expect((await world.call('ines', 'DELETE', `${path}/tickets`)).status).toBe(204);
    expect(await kept()).toBe('ParameterNotFound');
    expect((await world.rows()).filter(({ pk }) => pk === 'FETCHES')).toEqual([]);
    expect(await values()).toEqual([]);
    expect(await noticeOf('SOURCE#tickets')).toEqual({
      kind: 'values',
      values: [],
      gone: ['external:tickets:open', 'external:tickets:closed-today'],
    });
  });

  test('of a deleted source goes with the next run when it could not at once, and its id is not given again before', async () => {
    await make();
    const { value: sound } = world.secrets;
    world.secrets.value = { ...sound, forget: () => Promise.reject(new Error('away')) };
    expect((await world.call('ines', 'DELETE', `${path}/tickets`)).status).toBe(204);
    expect(await kept()).toBe(secret);
    expect((await make()).body.id).toBe('tickets-2');
    world.secrets.value = sound;
    await world.tick();
    expect([await kept(), await kept('/trunkline/T/bakery/S/leeds/source/tickets-2')]).toEqual(['ParameterNotFound', secret]);
    expect((await world.rows()).filter(({ pk }) => pk === 'FETCHES').map(({ source }) => source)).toEqual(['tickets-2']);
  });

  test('that is gone from Parameter Store is asked for again in words', async () => {
    await make();
    await world.secrets.value.forget({ tenant: 'bakery', site: 'leeds' }, 'tickets');
    await world.tick();
    expect(world.fetched).toEqual([]);
    expect((await values())[0]?.[2]).toBe('The secret of the header is not there any more; enter it again.');
  });
});

test('what an older definition brought counts for nothing, and values of changed fields go', async () => {
  await make();
  await world.tick();
  const changed = await put({
    fields: [
      { id: 'open', name: 'Open now', selector: '$.open' },
      { name: 'New', selector: '$.new' },
    ],
  });
  expect(changed.body.fields).toEqual([
    { id: 'open', name: 'Open now', selector: '$.open' },
    { id: 'new', name: 'New', selector: '$.new' },
  ]);
  expect((await values()).map(([name, value]) => [name, value])).toEqual([
    ['Tickets: Open now', '7'],
    ['Tickets: New', null],
  ]);
  expect(await noticeOf('SOURCE#tickets')).toMatchObject({ gone: ['external:tickets:closed-today'] });
  world.outside.answer = async () => {
    await put({ url: 'https://desk.example.com/v2', fields: [{ id: 'open', name: 'Open', selector: '$.open' }] });
    return { readings: [{ value: 'of the old address' }] };
  };
  expect(await world.tick()).toMatchObject({ due: 1, left: 1 });
  expect((await values()).map(([name, value]) => [name, value])).toEqual([['Tickets: Open', null]]);
});

test('fetching by hand is possible every 15 s, trying every 3 s', async () => {
  await make();
  const fetchNow = () => world.call('ines', 'POST', `${path}/tickets/fetch`);
  const first = await fetchNow();
  expect([first.status, first.body.values]).toEqual([
    200,
    [
      { field: 'open', value: '7', at: '2026-03-10T12:00:00.000Z', failing: null },
      { field: 'closed-today', value: '12', at: '2026-03-10T12:00:00.000Z', failing: null },
    ],
  ]);
  world.clock.now = noon + 14_999;
  expect((await fetchNow()).status).toBe(429);
  world.clock.now = noon + 15_000;
  expect((await fetchNow()).status).toBe(200);
  expect((await world.call('ines', 'POST', `${path}/none/fetch`)).status).toBe(404);

  world.outside.answer = async (_definition, _header, came) => {
    came?.('{"open":7}');
    return { readings: [{ value: '7' }, { failing: 'The selector finds nothing in what the server sent.' }] };
  };
  const attempt = () => world.call('ines', 'POST', `${path}/test`, tickets);
  const tried = await attempt();
  expect([tried.status, tried.body]).toEqual([
    200,
    {
      failing: null,
      fields: [
        { name: 'Open', value: '7', failing: null },
        { name: 'Closed today', value: null, failing: 'The selector finds nothing in what the server sent.' },
      ],
      sample: '{"open":7}',
    },
  ]);
  expect((await attempt()).status).toBe(429);
  world.clock.now += 3_000;
  expect((await attempt()).status).toBe(200);
});

test.each([
  ['url', { url: 'http://desk.example.com/' }],
  ['url', { url: 'https://desk.example.com:8443/' }],
  ['url', { url: 'https://me:word@desk.example.com/' }],
  ['fields/0/selector', { fields: [{ name: 'Open', selector: 'open' }] }],
  ['fields/0/selector', { format: 'csv', fields: [{ name: 'Open', selector: '$.open' }] }],
  [
    'fields/1/name',
    {
      fields: [
        { name: 'Open', selector: '$.a' },
        { name: 'OPEN', selector: '$.b' },
      ],
    },
  ],
  ['fields/0/id', { fields: [{ id: 'unknown', name: 'Open', selector: '$.a' }] }],
  ['header/name', { header: { name: 'Host', value: 'inner.example.com' } }],
  ['header/name', { header: { name: 'Transfer-Encoding', value: 'chunked' } }],
  ['header/value', { header: { name: 'X-Key', value: 'two\r\nlines: x' } }],
  ['header/value', { header: { name: 'X-Key' } }],
  ['everySeconds', { everySeconds: 59 }],
  ['fields', { fields: [] }],
  ['fields', { fields: Array.from({ length: 21 }, (_, i) => ({ name: `f${i}`, selector: '$.a' })) }],
])('a fault in %s is named and nothing is kept', async (pointer, changed) => {
  const answer = await make(changed);
  expect([answer.status, (answer.body.errors as { pointer: string }[])[0]?.pointer]).toEqual([400, `#/${pointer}`]);
  expect(await world.rows()).toEqual([]);
});

test('there are at most 20 sources, changes are audited without the query of the address, and only administrators make them', async () => {
  for (let i = 1; i <= 20; i += 1) expect((await make({ name: `S${i}`, header: null })).status).toBe(201);
  expect((await make({ name: 'S21', header: null })).status).toBe(409);
  const [last] = await world.audits();
  expect(last?.action).toBe('externalData.save');
  expect(JSON.stringify(await world.auditRows())).not.toContain('team=1');
  expect(last?.changes).toContainEqual({ path: '/url', before: null, after: 'https://desk.example.com/api/today' });
  for (const who of ['omar', 'alice']) {
    expect((await world.call(who, 'GET', path)).status).toBe(403);
    expect((await world.call(who, 'POST', path, tickets)).status).toBe(403);
    expect((await world.call(who, 'POST', `${path}/test`, tickets)).status).toBe(403);
    expect((await world.call(who, 'POST', `${path}/s1/fetch`)).status).toBe(403);
  }
});
