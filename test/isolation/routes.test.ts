import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../../functions/api/openapi-document.ts';
import { badTokens } from './bad-tokens.ts';
import { addBoardThings, type BoardThings } from './board-things.ts';
import { addExport } from './export-things.ts';
import { addScheduleThings, type ScheduleThings } from './schedule-things.ts';
import { createIsolationWorld, type IsolationWorld, sites, stranger, type TestSite, type TestUserName } from './world.ts';

interface Route {
  readonly method: string;
  readonly path: string;
}
const { paths } = JSON.parse(openApiDocument()) as { paths: Record<string, Record<string, unknown>> };
const routes: readonly Route[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
);
const nameOf = (route: Route): string => `${route.method} ${route.path}`;

/** Routes about a site: covered by their path alone, so a new one is covered the moment it exists. */
const siteRoutes = routes.filter((route) => route.path.startsWith('/v1/sites/{site}/'));
/** Routes about the principal: what they answer is looked through for other people's data. */
const principalRoutes = ['GET /v1/me', 'GET /v1/sites', 'GET /v1/customers', 'GET /v1/audit'];
/** The same for everybody who is logged in; `?site=` puts a site's words into it, and has its own test below. */
const catalogueRoutes = ['GET /v1/statistics', 'GET /v1/statistics/{id}', 'GET /v1/templates', 'POST /v1/filters/check'];
const openRoutes = ['GET /v1/health', 'GET /v1/agent/time'];
/** Links of mails, which are their own secret: the tests of schedules try wrong and ended ones, those below ones that nobody made. */
const linkRoutes = ['GET /v1/schedule-links/{token}'];
/** Of wall screens: open, or for a screen's own token; screens.test.ts tries them. */
const screenRoutes = ['POST /v1/pairings', 'POST /v1/pairings/claim', 'GET /v1/screen', 'POST /v1/screen/seen', 'POST /v1/screen/rotate'];
/** Of the reseller, whose templates they are by the token alone; board-templates.test.ts tries them. */
const templateRoutes = routes.map(nameOf).filter((name) => name.includes(' /v1/board-templates'));
/** Proven by a one-time code or a signature; edge-agents' own tests try forged and stale signatures. */
const agentRoutes = ['POST /v1/agent/enrol', 'POST /v1/agent/credentials', 'POST /v1/agent/heartbeat'];

const named = Date.parse('2026-03-02T09:00:00.000Z');
/** What any of the routes may need to be a sound request. */
const range = 'from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&at=2026-03-03T00:00:00Z&statistic=callsInbound';

let world: IsolationWorld;
let callIds: Record<TestSite, string>;
let things: Record<TestSite, BoardThings>;
let scheduled: Record<TestSite, ScheduleThings>;
const owners = { harbour: 'bakeryAdmin', market: 'northAdmin', station: 'floristAdmin', airport: 'garageAdmin' } as const;

/** An action of each site, asked for by who changes it in the tests of the audit too. */
const actionIds: Readonly<Record<TestSite, string>> = {
  harbour: '7f3b1a52-6d0a-4c39-9f0e-2d8a54c4a001',
  market: '7f3b1a52-6d0a-4c39-9f0e-2d8a54c4a002',
  station: '7f3b1a52-6d0a-4c39-9f0e-2d8a54c4a003',
  airport: '7f3b1a52-6d0a-4c39-9f0e-2d8a54c4a004',
};
const ownersOfSites = { harbour: 'bakeryAdmin', market: 'northAdmin', station: 'floristAdmin', airport: 'garageAdmin' } as const;
const actionsOf = (site: TestSite): string => `${world.stack.api}/v1/sites/${site}/actions`;

const urlOf = (route: Route, site: TestSite): string =>
  `${world.stack.api}${route.path.replace('{site}', site).replace('{logicalCallId}', callIds[site]).replace('{agent}', `agent-of-${site}`).replace('{version}', '1').replace('{board}', 'standard-wallboard').replace('{view}', 'main').replace('{filter}', `filter-of-${site}`).replace('{report}', 'inbound-call-summary').replace('{screen}', `screen-of-${site}`).replace('{variable}', things[site].variable).replace('{source}', things[site].source).replace('{media}', things[site].media).replace('{schedule}', scheduled[site].schedule).replace('{run}', scheduled[site].run).replace('{n}', '0').replace('{export}', `e-${site}`).replace('{account}', 'anna').replace('{action}', actionIds[site]).replace('{id}', 'code1')}?${range}`;
const call = (route: Route, site: TestSite, token: string | null): Promise<Response> =>
  fetch(urlOf(route, site), {
    method: route.method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(route.method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(route.method === 'GET' ? {} : { body: '{}' }),
  });
const expectProblem = async (answer: Response, status: number, what: string): Promise<void> => {
  const text = await answer.text();
  expect([what, answer.status]).toEqual([what, status]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(JSON.parse(text)).toMatchObject({ status });
  for (const { site } of sites) expect(text).not.toContain(`of ${site}`);
};

beforeAll(async () => {
  world = await createIsolationWorld();
  callIds = { harbour: '', market: '', station: '', airport: '' };
  const none = { variable: '', source: '', media: '' };
  things = { harbour: none, market: none, station: none, airport: none };
  const unscheduled = { schedule: '', run: '' };
  scheduled = { harbour: unscheduled, market: unscheduled, station: unscheduled, airport: unscheduled };
  for (const { site, tenant } of sites) {
    await addExport(world.stack, await world.token(owners[site]), { tenant, site });
    scheduled[site] = await addScheduleThings(world.stack, await world.token(owners[site]), { tenant, site });
    things[site] = await addBoardThings(world.stack.api, await world.token(owners[site]), site);
    callIds[site] = `${site}-1-1F01-${named.toString(36)}`;
    await world.publishCall(site, named);
    const acted = await fetch(actionsOf(site), {
      method: 'POST',
      headers: { authorization: `Bearer ${await world.token(ownersOfSites[site])}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: actionIds[site], action: { kind: 'setDnd', extension: '1001', on: true } }),
    });
    expect([site, acted.status]).toEqual([site, 200]);
  }
});
afterAll(() => world.stop());

describe('coverage', () => {
  test('every route is covered by this suite', () => {
    const covered = [
      ...siteRoutes.map(nameOf),
      ...principalRoutes,
      ...catalogueRoutes,
      ...openRoutes,
      ...linkRoutes,
      ...screenRoutes,
      ...agentRoutes,
      ...templateRoutes,
    ];
    expect(routes.map(nameOf).filter((name) => !covered.includes(name))).toEqual([]);
  });
});

describe('the owner gets an answer (so that the refusals below mean something)', () => {
  test.each(siteRoutes.filter((route) => route.method === 'GET'))('$method $path', async (route) => {
    const answer = await call(route, 'harbour', await world.token('bakeryAdmin'));
    expect(answer.status).toBe(200);
    const text = await answer.text();
    for (const site of ['market', 'station', 'airport']) expect(text).not.toContain(`of ${site}`);
  });
});

describe('somebody else’s site is not there', () => {
  const foreigners: readonly (readonly [TestUserName, TestSite, string])[] = [
    ['floristAdmin', 'harbour', 'another customer of the same reseller'],
    ['garageAdmin', 'harbour', 'a customer of another reseller'],
    ['southAdmin', 'harbour', 'another reseller'],
    ['bakeryAdmin', 'station', 'another customer, the other way round'],
    ['northAdmin', 'airport', 'another reseller, the other way round'],
    ['harbourSupervisor', 'market', 'a supervisor of another site of the customer'],
    ['harbourAgent', 'market', 'an agent of another site'],
    ['harbourScreen', 'market', 'a screen of another site'],
  ];
  test.each(siteRoutes)('$method $path', async (route) => {
    await Promise.all(
      foreigners.map(async ([user, site, what]) => expectProblem(await call(route, site, await world.token(user)), 404, what)),
    );
  });

  test.each(siteRoutes)('$method $path answers alike for a site that nobody has', async (route) => {
    const token = await world.token('bakeryAdmin');
    const foreign = await call(route, 'station', token);
    const absent = await fetch(urlOf(route, 'station').replace('/station/', '/nowhere/'), {
      method: route.method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(route.method === 'GET' ? {} : { body: '{}' }),
    });
    const without = (body: unknown): unknown => ({ ...(body as object), instance: null });
    expect([absent.status, without(await absent.json())]).toEqual([foreign.status, without(await foreign.json())]);
  });
});

describe('values and files of one site are not there in another, even of the same customer', () => {
  test.each([
    ['bakeryAdmin', 'harbour', 'market'],
    ['bakeryAdmin', 'market', 'harbour'],
    ['northAdmin', 'station', 'harbour'],
  ] as const)('%s, on %s, with ids of %s', async (user, on, of) => {
    const token = await world.token(user);
    const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
      fetch(`${world.stack.api}/v1/sites/${on}/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const { variable, source, media } = things[of];
    const { schedule, run } = scheduled[of];
    const definition = { name: 'x', url: 'https://x.test/', format: 'json', everySeconds: 60, header: null };
    const fields = [{ name: 'n', selector: '$' }];
    for (const [method, path, body] of [
      ['PUT', `variables/${variable}`, { name: 'x', value: 'x' }],
      ['DELETE', `variables/${variable}`],
      ['PUT', `external-data/${source}`, { ...definition, fields }],
      ['DELETE', `external-data/${source}`],
      ['POST', `external-data/${source}/fetch`],
      ['POST', 'external-data/test', { ...definition, fields, source }],
      ['GET', `media/${media}/link`],
      ['POST', `media/${media}/uploaded`, {}],
      ['DELETE', `media/${media}`],
      ['GET', `schedules/${schedule}`],
      ['POST', `schedules/${schedule}/run`],
      ['DELETE', `schedules/${schedule}`],
      ['GET', `schedule-runs/${run}`],
      ['POST', `schedule-runs/${run}/rerun`],
      ['GET', `schedule-runs/${run}/files/0/link`],
    ] as const)
      await expectProblem(await ask(method, path, body), 404, `${method} ${path}`);
  });

  test('a signed address leads to the file it was made for, and to no other', async () => {
    const headers = { authorization: `Bearer ${await world.token('bakeryAdmin')}` };
    const link = await fetch(`${world.stack.api}/v1/sites/harbour/media/${things.harbour.media}/link`, { headers });
    const { url } = (await link.json()) as { url: string };
    expect((await fetch(url)).status).toBe(200);
    for (const changed of [
      url.replace(things.harbour.media, things.station.media),
      url.replace('tenant%3Dbakery', 'tenant%3Dflorist'),
      url.replace('tenant=bakery', 'tenant=florist'),
      url.replace(/\?.*/, ''),
    ])
      expect(changed === url ? 'unchanged' : (await fetch(changed)).status).not.toBe(200);
  });

  test('a link of a mail that nobody made leads nowhere', async () => {
    for (const token of ['x', `bakery.harbour.${'A'.repeat(43)}`, scheduled.harbour.run])
      await expectProblem(await fetch(`${world.stack.api}/v1/schedule-links/${token}`), 404, token);
  });

  test('nobody reads the secret of a source', async () => {
    for (const { site } of sites) {
      const headers = { authorization: `Bearer ${await world.token(owners[site])}` };
      for (const path of ['external-data', 'values', 'variables']) {
        const answer = await fetch(`${world.stack.api}/v1/sites/${site}/${path}`, { headers });
        expect([answer.status, (await answer.text()).includes('secret of')]).toEqual([200, false]);
      }
    }
  });
});

describe('without sound credentials nothing is answered', () => {
  let bad: Readonly<Record<string, string>>;
  beforeAll(async () => {
    bad = await badTokens({
      sound: await world.token('bakeryAdmin'),
      expired: await world.token('bakeryAdmin', -60),
      stranger: await world.token(stranger),
      jwksUrl: world.stack.env.TRUNKLINE_JWKS_URL ?? '',
    });
  });

  test.each([
    ...siteRoutes,
    ...routes.filter((route) => [...principalRoutes, ...catalogueRoutes, ...screenRoutes.slice(2)].includes(nameOf(route))),
  ])('$method $path', async (route) => {
    const tried: readonly (readonly [string, string | null])[] = [['no token', null], ...Object.entries(bad)];
    await Promise.all(tried.map(async ([what, token]) => expectProblem(await call(route, 'harbour', token), 401, what)));
  });
});

describe('the catalogue of statistics', () => {
  const heading = async (user: TestUserName, site: TestSite): Promise<Response> =>
    fetch(`${world.stack.api}/v1/statistics/code1?site=${site}`, { headers: { authorization: `Bearer ${await world.token(user)}` } });

  test.each(['bakeryAdmin', 'northAdmin', 'harbourSupervisor', 'harbourAgent', 'harbourScreen'] as const)(
    '%s reads it, with the headings of the own site',
    async (user) => {
      const answer = await heading(user, 'harbour');
      expect([answer.status, ((await answer.json()) as { heading: string }).heading]).toEqual([200, 'code of harbour']);
    },
  );

  test.each([
    ['floristAdmin', 'harbour'],
    ['southAdmin', 'harbour'],
    ['northAdmin', 'airport'],
    ['harbourSupervisor', 'market'],
    ['harbourAgent', 'market'],
    ['harbourScreen', 'market'],
  ] as const)('%s is not told the headings of %s', async (user, site) => {
    await expectProblem(await heading(user, site), 404, user);
    const list = `${world.stack.api}/v1/statistics?site=${site}`;
    await expectProblem(await fetch(list, { headers: { authorization: `Bearer ${await world.token(user)}` } }), 404, user);
  });
});

describe('what a principal is told about itself', () => {
  test.each([
    ['northAdmin', ['harbour', 'market', 'station'], ['bakery', 'florist']],
    ['southAdmin', ['airport'], ['garage']],
    ['bakeryAdmin', ['harbour', 'market'], ['bakery']],
    ['garageAdmin', ['airport'], ['garage']],
    ['harbourSupervisor', ['harbour'], ['bakery']],
    ['harbourScreen', ['harbour'], ['bakery']],
  ] as const)('%s sees own sites and customers only', async (user, expectedSites, expectedCustomers) => {
    const headers = { authorization: `Bearer ${await world.token(user)}` };
    const list = async (path: string) =>
      (await (await fetch(`${world.stack.api}${path}`, { headers })).json()) as { items: { site: string; tenant: string }[] };
    expect((await list('/v1/sites')).items.map((item) => item.site)).toEqual(expectedSites);
    expect((await list('/v1/customers')).items.map((item) => item.tenant)).toEqual(expectedCustomers);
    expect(await (await fetch(`${world.stack.api}/v1/me`, { headers })).json()).toMatchObject({ id: user });
  });
});

describe('the audit', () => {
  const audit = async (user: TestUserName, query = '') => {
    const headers = { authorization: `Bearer ${await world.token(user)}` };
    const answer = await fetch(`${world.stack.api}/v1/audit${query}`, { headers });
    const { items = [] } = (await answer.json()) as { items?: { site: string; who: { id: string }; action: string }[] };
    return [answer.status, [...new Set(items.map(({ site, who }) => `${who.id} ${site}`))].sort()];
  };
  beforeAll(async () => {
    for (const [user, site] of [
      ['bakeryAdmin', 'harbour'],
      ['northAdmin', 'market'],
      ['floristAdmin', 'station'],
      ['garageAdmin', 'airport'],
    ] as const) {
      const answer = await fetch(`${world.stack.api}/v1/sites/${site}/configuration`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${await world.token(user)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ edits: [{ edit: 'addBusinessUnit', name: `of ${site}` }] }),
      });
      expect([site, answer.status]).toEqual([site, 200]);
    }
  });

  test.each([
    ['bakeryAdmin', '', 200, ['bakeryAdmin harbour', 'northAdmin market']],
    ['bakeryAdmin', '?site=market', 200, ['northAdmin market']],
    ['bakeryAdmin', '?customer=bakery', 200, ['bakeryAdmin harbour', 'northAdmin market']],
    ['bakeryAdmin', '?customer=florist', 404, []],
    ['bakeryAdmin', '?site=station', 404, []],
    ['bakeryAdmin', '?site=nowhere', 404, []],
    ['garageAdmin', '', 200, ['garageAdmin airport']],
    ['northAdmin', '', 400, []],
    ['northAdmin', '?customer=bakery', 200, ['bakeryAdmin harbour', 'northAdmin market']],
    ['northAdmin', '?site=station', 200, ['floristAdmin station']],
    ['northAdmin', '?customer=garage', 404, []],
    ['northAdmin', '?customer=nobody', 404, []],
    ['northAdmin', '?site=station&customer=bakery', 404, []],
    ['northAdmin', '?site=airport', 404, []],
    ['southAdmin', '?customer=bakery', 404, []],
    ['harbourSupervisor', '', 403, []],
    ['harbourAgent', '', 403, []],
    ['harbourScreen', '?site=harbour', 403, []],
  ] as const)('%s asking %s is answered %i', async (user, query, status, expected) => {
    expect(await audit(user, query)).toEqual([status, expected]);
  });

  test('who may only read changes nothing', async () => {
    for (const user of ['harbourSupervisor', 'harbourAgent', 'harbourScreen'] as const)
      for (const method of ['PUT', 'PATCH'])
        await expectProblem(await call({ method, path: '/v1/sites/{site}/configuration' }, 'harbour', await world.token(user)), 403, user);
  });
});

describe('actions on telephones', () => {
  test('are known at their own site only, also within one customer', async () => {
    const headers = { authorization: `Bearer ${await world.token('bakeryAdmin')}` };
    for (const [site, status] of [
      ['harbour', 200],
      ['market', 404],
    ] as const)
      expect([site, (await fetch(`${actionsOf(site)}/${actionIds.harbour}`, { headers })).status]).toEqual([site, status]);
  });

  test('are for those who may control calls', async () => {
    for (const user of ['harbourAgent', 'harbourScreen'] as const) {
      const headers = { authorization: `Bearer ${await world.token(user)}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ id: actionIds.harbour, action: { kind: 'setDnd', extension: '1001', on: true } });
      await expectProblem(await fetch(actionsOf('harbour'), { method: 'POST', headers, body }), 403, user);
      await expectProblem(await fetch(`${actionsOf('harbour')}/${actionIds.harbour}`, { headers }), 403, user);
    }
  });
});

describe('reports', () => {
  const ask = async (user: TestUserName, method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${world.stack.api}/v1/sites/harbour/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await world.token(user)}`,
        ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'text/yaml' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  };

  test('of one person are not there for anybody else, the same customer’s administrator included', async () => {
    const content = { name: 'of bakeryAdmin', category: 'x', template: 'callList', columns: [{ statistic: 'startTime' }] };
    const made = await ask('bakeryAdmin', 'POST', 'reports', { content });
    expect(made.status).toBe(201);
    const { id } = JSON.parse(made.text) as { id: string };
    expect((await ask('bakeryAdmin', 'GET', 'reports')).text).toContain('of bakeryAdmin');
    for (const [user, status] of [
      ['harbourSupervisor', 404],
      ['northAdmin', 404],
      ['floristAdmin', 404],
      ['harbourAgent', 403],
      ['harbourScreen', 403],
    ] as const) {
      for (const [method, path, body] of [
        ['GET', `reports/${id}`],
        ['GET', `reports/${id}/uses`],
        ['PUT', `reports/${id}`, { content }],
        ['DELETE', `reports/${id}?force=true`],
        ['POST', 'reports', { copyOf: id, name: 'taken' }],
        ['GET', `reports-text?reports=${id}`],
      ] as const) {
        const answer = await ask(user, method, path, body);
        // Who may write is first asked which version was meant.
        expect([user, method, path, method === 'PUT' && answer.status === 400 ? status : answer.status]).toEqual([
          user,
          method,
          path,
          status,
        ]);
        expect(answer.text).not.toContain('of bakeryAdmin');
      }
      for (const path of ['reports', 'reports-text']) expect((await ask(user, 'GET', path)).text).not.toContain('of bakeryAdmin');
    }
  });

  test('as text come with their schedules, and go out again byte for byte', async () => {
    const text = `format: 1
reports:
  - id: desk
    name: Desk
    category: Team
    shared: true
    template: callsByExtension
    columns:
      - statistic: callsHandled
    filter:
      kind: saved
      id: front
filters:
  - id: front
    name: Front
    shared: true
    spec:
      extension: "1001"
schedules:
  - id: monday
    name: Monday
    timing:
      start:
        date: 2026-03-02
        time: 07:00
      recurrence:
        every: day
    reports:
      - report: desk
    format: csv
    delivery:
      kind: email
      to:
        - desk@example.test
`;
    expect(await ask('harbourSupervisor', 'POST', 'reports-text?dryRun=false', text)).toMatchObject({
      status: 200,
      text: expect.stringContaining('"applied":true'),
    });
    expect((await ask('harbourSupervisor', 'GET', 'reports-text?reports=desk&schedules=monday&filters=front')).text).toBe(text);
    expect((await ask('bakeryAdmin', 'GET', 'reports-text?schedules=monday')).text).toBe(text);
    const refused = await ask('bakeryAdmin', 'DELETE', 'reports/desk');
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('Monday')]);
    const used = await ask('bakeryAdmin', 'DELETE', 'filters/front');
    expect([used.status, used.text]).toEqual([409, expect.stringContaining('The report \\"Desk\\" uses it.')]);
    expect((await ask('bakeryAdmin', 'DELETE', 'reports/desk?force=true')).status).toBe(204);
    expect((await ask('bakeryAdmin', 'GET', 'schedules/monday')).text).toContain('"enabled":false');
  });
});

describe('routes of edge agents', () => {
  test.each(routes.filter((route) => agentRoutes.includes(nameOf(route))))(
    '$method $path refuses who cannot prove itself, user tokens included',
    async (route) => {
      for (const token of [null, await world.token('northAdmin')]) {
        const answer = await call(route, 'harbour', token);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
      }
    },
  );
});

describe('roles within their own site', () => {
  const status = async (user: TestUserName, path: string): Promise<number> => {
    const answer = await fetch(`${world.stack.api}/v1/sites/harbour/${path}?${range}`, {
      headers: { authorization: `Bearer ${await world.token(user)}` },
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  test.each([
    [
      'harbourSupervisor',
      {
        calls: 200,
        segments: 200,
        status: 200,
        gaps: 200,
        live: 200,
        configuration: 200,
        anomalies: 403,
        rejections: 403,
        agents: 403,
        'configuration/versions': 200,
      },
    ],
    [
      'harbourAgent',
      {
        calls: 200,
        segments: 200,
        status: 403,
        gaps: 403,
        live: 200,
        configuration: 403,
        anomalies: 403,
        rejections: 403,
        agents: 403,
        'configuration/versions': 403,
      },
    ],
    [
      'harbourScreen',
      {
        calls: 403,
        segments: 403,
        status: 403,
        gaps: 403,
        live: 200,
        configuration: 403,
        anomalies: 403,
        rejections: 403,
        agents: 403,
        'configuration/versions': 403,
      },
    ],
  ] as const)('%s', async (user, expected) => {
    const found: Record<string, number> = {};
    for (const path of Object.keys(expected)) found[path] = await status(user, path);
    expect(found).toEqual(expected);
  });

  test('an agent sees own calls only, and no numbers of other people', async () => {
    await world.publishCall('harbour', named + 60_000, '1F02', '1002');
    const headers = { authorization: `Bearer ${await world.token('harbourAgent')}` };
    const get = async (path: string) =>
      (await (await fetch(`${world.stack.api}/v1/sites/harbour/${path}?${range}`, { headers })).json()) as Record<
        string,
        { pbxCallId: string; extension: string; outsideNumber: string | null }[]
      >;
    expect((await get('calls')).items?.map((row) => row.pbxCallId)).toEqual(['1F01']);
    expect((await get('segments')).items?.map((row) => row.pbxCallId)).toEqual(['1F01']);
    expect((await get('live')).calls?.map((row) => [row.extension, row.outsideNumber])).toEqual([
      ['1001', 'number of harbour'],
      ['1002', null],
    ]);
    const foreignCall = `harbour-1-1F02-${(named + 60_000).toString(36)}`;
    expect((await fetch(`${world.stack.api}/v1/sites/harbour/calls/${foreignCall}/segments`, { headers })).status).toBe(404);
  });

  test('a cursor of one site or list is worth nothing in another', async () => {
    const headers = { authorization: `Bearer ${await world.token('bakeryAdmin')}` };
    const page = await (await fetch(`${world.stack.api}/v1/sites/harbour/calls?${range}&limit=1`, { headers })).json();
    const { cursor } = page as { cursor: string };
    expect(cursor).toBeTypeOf('string');
    for (const path of ['market/calls', 'harbour/segments']) {
      const answer = await fetch(`${world.stack.api}/v1/sites/${path}?cursor=${cursor}`, { headers });
      await expectProblem(answer, 400, path);
    }
  });
});
