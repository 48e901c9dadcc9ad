import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { BoardContentInput } from '../../functions/domain/board.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { statistics } from '../../functions/statistics/catalogue.ts';
import { isFactFormula, isFigureFormula } from '../../functions/statistics/formulas.ts';
import { createDirectoryStore } from '../../functions/tenants/directory-store.ts';
import { createUser } from '../../functions/tenants/onboard.ts';
import { type HandlerName, handlerFiles } from '../../infra/local/lambda/handlers.ts';
import type { Handler } from '../../infra/local/lambda/invoke.ts';
import { type BoardClient, openBoardClient } from './board-client.ts';
import { type Cut, createCut } from './cut.ts';
import { type FaultStack, frameOfEvents, startFaultStack } from './fault-stack.ts';
import { between, createDice, seedsOf } from './seeds.ts';
import { eventsOfDay, siteConfig } from './site-day.ts';
import { tenant } from './stored-site.ts';

/**
 * A simulated morning on boards while the functions behind them die in turn: the consumer of events, the one that pushes, the one that
 * answers sockets, and the network of the browser. At the end a board shows what the report of the day says, computed on another way:
 * the live figures are kept in memory as batches come, the report is SQL over stored rows.
 */
let world: FaultStack;
let browserSide: Cut;
let token = '';
const chance = createDice(4);
const sharesOfDeath = { before: 0.1, after: 0.1 };

let deaths = 0;
/** A function that dies before its work or after it, and begins anew without what it had in memory: the name of its file is another one. */
const mortal = (name: HandlerName): Handler => {
  let life = 0;
  const died = (): Error => {
    deaths += 1;
    life += 1;
    return new Error(`${name} died, as the test wants it`);
  };
  return async (event, context) => {
    const dies = chance();
    if (dies < sharesOfDeath.before) throw died();
    const { handler } = (await import(`../../functions/${handlerFiles[name]}?life=${life}`)) as { readonly handler: Handler };
    const answer = await handler(event, context);
    if (dies < sharesOfDeath.before + sharesOfDeath.after) throw died();
    return answer;
  };
};

beforeAll(async () => {
  world = await startFaultStack({ ingest: mortal('ingest'), liveProject: mortal('liveProject'), wsMessage: mortal('wsMessage') });
  const { stack } = world;
  const directory = createDirectoryStore({
    client: createAwsClients(stack.env).dynamo(),
    table: stack.env.TRUNKLINE_DIRECTORY_TABLE ?? '',
  });
  await createUser(
    { store: directory, now: Date.now },
    { user: 'anna', subject: 'anna', name: 'Anna', email: null, role: 'customerAdmin', reseller: 'north', tenant },
  );
  await stack.seedUsers([{ sub: 'anna', email: 'anna@example.test', name: 'Anna', password: randomBytes(12).toString('hex') }]);
  token = await stack.issueToken('anna');
  browserSide = await createCut(stack.ws);
});
afterAll(async () => {
  browserSide.close();
  await world.stop();
});

/** Every statistic of the catalogue that counts calls of the whole site and can stand on a board. */
const asked = statistics.flatMap(({ id, live, templates, formula }) =>
  live && templates.includes('site') && isFigureFormula(formula) && isFactFormula(formula) ? [id] : [],
);
const columnsAtOnce = 50;
const patience = { timeout: 30_000, interval: 100 };
const chunks = Array.from({ length: Math.ceil(asked.length / columnsAtOnce) }, (_, i) =>
  asked.slice(i * columnsAtOnce, (i + 1) * columnsAtOnce),
);

const boardOf = (ids: readonly string[], filter: object | null): BoardContentInput => ({
  kind: 'wallboard',
  name: 'All figures',
  views: [
    {
      id: 'v1',
      name: 'View',
      displayMode: 'uniform',
      colourMode: 'none',
      filter: filter === null ? null : { kind: 'own', spec: { ...filter } },
      tiles: ids.map((statistic, i) => ({ id: `t${i}`, kind: 'single' as const, field: { source: 'statistic' as const, statistic } })),
    },
  ],
});
const ask = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${world.stack.api}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
};

describe.each(seedsOf([1]))('seed %i', { timeout: 180_000 }, (seed) => {
  test('boards show what the report of the day says', async () => {
    const site = `board-${seed}-y`;
    // The day must be today's for both, at whatever hour this runs: it begins twelve hours away from now.
    const resetAt = new Date(Date.now() + 12 * 3_600_000).toISOString().slice(11, 16);
    const agent = await world.addSite(site, { ...siteConfig, timeZone: 'UTC', resetTime: resetAt });
    const morning = eventsOfDay(seed, { callsPerHour: 150, maxCalls: 40 });
    const later = Date.now() - 5_000 - (morning.at(-1)?.at ?? 0);
    const events = morning.map((event) => ({ ...event, at: (event.at + later) as typeof event.at }));
    const filters = [null, { huntGroup: '2000-2001' }];
    // A filter is looked at by all figures alike: a part of them is enough for it.
    const wanted = filters.flatMap((filter) => (filter === null ? chunks : chunks.slice(0, 2)).map((ids) => ({ ids, filter })));
    const boards: ((typeof wanted)[number] & { readonly board: string })[] = [];
    // One after the other: of several at once all but one may be told to try again.
    for (const { ids, filter } of wanted) {
      const { id } = await ask(`/v1/sites/${site}/boards`, { content: boardOf(ids, filter) });
      boards.push({ ids, filter, board: String(id) });
    }
    const ws = world.stack.ws.replace(/:\d+/, new URL(browserSide.url).host.replace(/^[^:]+/, ''));
    const clients: BoardClient[] = boards.map(({ board }) => openBoardClient(ws, token, site, board));
    // Else the cut below, on a slow machine, would meet nobody.
    await vi.waitFor(() => expect(clients.map((client) => client.connections())).not.toContain(0), patience);
    for (let at = 0; at < events.length; ) {
      const to = Math.min(events.length, at + between(chance, 40, 120));
      await world.put(site, frameOfEvents(agent, events, at, to));
      // Once for certain, in the middle of the morning.
      const isMiddle = at < events.length / 2 && to >= events.length / 2;
      if (isMiddle || chance() < 0.1) browserSide.cut();
      else browserSide.mend();
      if (chance() < 0.5) await world.stack.idle();
      at = to;
    }
    browserSide.mend();
    await world.stack.idle();
    for (const [i, { ids, filter }] of boards.entries()) {
      const { totals } = await ask(`/v1/sites/${site}/query`, {
        template: 'site',
        columns: ids,
        range: { named: 'today' },
        ...(filter === null ? {} : { filter }),
      });
      const values = totals as Readonly<Record<string, unknown>>;
      const expected = Object.fromEntries(ids.map((id) => [id, values[id]]));
      expect(Object.values(expected).filter((value) => value !== null && value !== 0).length).toBeGreaterThan(ids.length / 4);
      // A client whose network was cut last is still on its way back.
      await vi.waitFor(() => {
        const shown = clients[i]?.figures() ?? {};
        expect(Object.fromEntries(ids.map((id, t) => [id, shown[`t${t}/0`]]))).toEqual(expected);
      }, patience);
    }
    const connections = clients.reduce((sum, client) => sum + client.connections(), 0);
    for (const client of clients) client.close();
    // Otherwise nothing was tried.
    expect(deaths).toBeGreaterThan(5);
    expect(connections).toBeGreaterThan(clients.length);
  });
});
