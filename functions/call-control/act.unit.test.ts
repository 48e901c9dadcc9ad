import { describe, expect, test } from 'vitest';
import { noOrigin } from '../audit/audit.ts';
import type { AuditNote } from '../audit/types.ts';
import type { AgentAnswer, AgentOffers, ToAgent } from '../domain/agent-command.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { emptyLiveState } from '../domain/live.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import type { AgentKey } from '../edge-agents/agent-keys.ts';
import type { Principal } from '../identity/types.ts';
import { silentLog } from '../runtime/log.ts';
import { createAct } from './act.ts';
import type { PostOutcome } from './agent-sockets.ts';
import { createFindReach } from './agents-of-site.ts';
import { createHandleAgentMessage } from './handle-agent-message.ts';
import type { Action } from './schemas.ts';
import { createMemoryCommands } from './testing/memory-commands.ts';

const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour'), reseller: 'north' };
const who: Principal = {
  kind: 'user',
  id: 'super',
  name: 'Sam',
  email: null,
  role: 'supervisor',
  reseller: 'north',
  tenant: scope.tenant,
  sites: null,
  extensions: [],
  agents: [],
};
const id = '7f3b1a52-6d0a-4c39-9f0e-2d8a54c4a001';
const action: Action = { kind: 'setDnd', extension: '1001', on: true };
const start = 1_772_442_000_000;
const offers: AgentOffers = { linkUp: true, callControl: true, dndMessages: [] };
const key: AgentKey = { agent: 'a1', ...scope, publicKey: 'x'.repeat(44), revokedAt: null };
const connection = { agent: 'a1', tenant: scope.tenant, site: scope.site, connectionId: 'c1' };

/** Time moves by the pauses of the wait; `at` lets things happen meanwhile. */
const setUp = async (over: { post?: PostOutcome; offers?: AgentOffers | null; connected?: boolean; revoked?: boolean } = {}) => {
  let now = start;
  const memory = createMemoryCommands();
  const posted: ToAgent[] = [];
  const closed: string[] = [];
  const notes: AuditNote[] = [];
  const counted: Record<string, number> = {};
  const metrics = {
    count: (name: string, value: number) => {
      counted[name] = (counted[name] ?? 0) + value;
    },
    milliseconds: () => {},
    flush: () => {},
  };
  let keys: AgentKey = over.revoked === true ? { ...key, revokedAt: epochMs(1) } : key;
  const keyStore = { find: (agent: string) => Promise.resolve(agent === 'a1' ? keys : null) };
  const sockets = {
    post: (_: string, message: ToAgent) => {
      posted.push(message);
      return Promise.resolve(over.post ?? 'sent');
    },
    close: (connectionId: string) => {
      closed.push(connectionId);
      return Promise.resolve();
    },
  };
  if (over.connected !== false)
    await memory.links.connect(scope, {
      agent: 'a1',
      connectionId: 'c1',
      connectedAt: start - 5,
      heardAt: start - 5,
      offers: over.offers === undefined ? offers : over.offers,
    });
  const handle = createHandleAgentMessage({ ...memory, keys: keyStore, sockets, metrics, log: silentLog, now: () => now });
  const later: { readonly at: number; readonly run: () => Promise<void> }[] = [];
  const act = createAct({
    ...memory,
    reach: createFindReach({ links: memory.links, keys: keyStore, now: () => now }),
    sockets: () => sockets,
    readSite: () =>
      Promise.resolve({
        live: emptyLiveState(epochMs(0)),
        devices: siteConfigSchema.parse({ devices: [{ number: '1001', type: 'extension' }] }).devices,
      }),
    audit: (note) => {
      notes.push(note);
      return {};
    },
    metrics,
    log: silentLog,
    deadlineMs: 8_000,
    graceMs: 700,
    now: () => now,
    pause: async (ms) => {
      now += ms;
      for (const one of later.splice(0)) {
        if (one.at > now - start) later.push(one);
        else await one.run();
      }
    },
  });
  return {
    ...memory,
    posted,
    closed,
    notes,
    counted,
    handle: (message: unknown) => handle(connection, typeof message === 'string' ? message : JSON.stringify(message)),
    handleOf: handle,
    at: (ms: number, run: () => Promise<void>) => later.push({ at: ms, run }),
    revoke: () => {
      keys = { ...key, revokedAt: epochMs(start) };
    },
    elapsed: () => now - start,
    wait: (ms: number) => {
      now += ms;
    },
    act: async (what: Action = action, as = id, by = who) =>
      (await act({ scope, who: by, origin: noOrigin, id: as, action: what })).settled,
  };
};
const answer = (over: Partial<AgentAnswer> = {}): { v: 1; answer: AgentAnswer } => ({
  v: 1,
  answer: { id, result: 'done', outcome: 0, reason: null, newCall: null, ...over },
});

describe('an action', () => {
  test('is posted once, audited with who and what, and answered as the agent answers', async () => {
    const world = await setUp();
    world.at(200, () => world.handle(answer()));
    expect(await world.act()).toEqual({
      state: 'done',
      outcome: 0,
      reason: null,
      words: 'Extension 1001 is in do not disturb.',
      answeredAt: start + 240,
    });
    expect(world.posted).toEqual([
      {
        v: 1,
        command: {
          id,
          deadline: start + 8_000,
          act: { kind: 'setDnd', device: { number: '1001', node: null }, on: true, message: null, text: '' },
        },
      },
    ]);
    expect(world.notes).toMatchObject([
      { action: 'callControl.act', who: { id: 'super' }, object: 'extension 1001', summary: 'put into do not disturb', tenant: 'bakery' },
    ]);
    expect((await world.act()).answeredAt).toBe(start + 240);
    expect([world.posted.length, world.notes.length]).toEqual([1, 1]);
  });

  test('that nobody answers is unknown after the deadline; what comes then is counted and dropped', async () => {
    const world = await setUp();
    expect(await world.act()).toMatchObject({
      state: 'unknown',
      words: 'There was no answer in time. Look at the phone: it may have happened.',
    });
    expect(world.elapsed()).toBeGreaterThan(8_700);
    expect(world.elapsed()).toBeLessThan(9_000);
    await world.handle(answer());
    expect(world.commands.get(id)?.settled?.state).toBe('unknown');
    expect(world.counted).toEqual({ commandsUnanswered: 1, answersDropped: 1, agentMessagesNotUnderstood: 0 });
  });

  test('of two answers the first counts', async () => {
    const world = await setUp();
    world.at(100, () => world.handle(answer({ result: 'refused', outcome: 15 })));
    world.at(100, () => world.handle(answer()));
    expect(await world.act()).toMatchObject({ state: 'refused', outcome: 15 });
    expect(world.counted.answersDropped).toBe(1);
  });

  test('is answered by the agent it went to, of its own site, and by no other', async () => {
    const world = await setUp();
    world.at(100, () => world.handleOf({ ...connection, agent: 'a2' }, JSON.stringify(answer())));
    expect((await world.act()).state).toBe('unknown');
    expect(world.counted.answersDropped).toBe(1);
  });

  test('finds a socket closed: not delivered, at once, and the connection is forgotten', async () => {
    const world = await setUp({ post: 'gone' });
    expect(await world.act()).toMatchObject({ state: 'notDelivered', words: 'No agent of this site is connected. Nothing was done.' });
    expect(world.elapsed()).toBe(0);
    expect(world.linksNow.size).toBe(0);
  });

  test('that may have arrived is waited for', async () => {
    const world = await setUp({ post: 'unknown' });
    world.at(1_000, () => world.handle(answer()));
    expect((await world.act()).state).toBe('done');
    expect(world.posted).toHaveLength(1);
  });

  test.each([
    [{ connected: false }, 'notDelivered', 'No agent of this site is connected. Nothing was done.'],
    [{ revoked: true }, 'notDelivered', 'No agent of this site is connected. Nothing was done.'],
    [
      { offers: { ...offers, linkUp: false } },
      'notDelivered',
      'The agent has no link to the telephone system at present. Nothing was done.',
    ],
    [
      { offers: { ...offers, callControl: false } },
      'refused',
      'The telephone system licenses no call control for this link. Ask for System OAI third-party call control.',
    ],
  ])('with %o is %s, without a post', async (over, state, words) => {
    const world = await setUp(over);
    expect(await world.act()).toMatchObject({ state, words });
    expect(world.posted).toEqual([]);
    expect(world.notes).toHaveLength(1);
  });

  test('of an agent not heard of for minutes is not delivered', async () => {
    const world = await setUp();
    world.wait(151_000);
    expect((await world.act()).state).toBe('notDelivered');
  });

  test('thirty a minute and no more, each person; the same again is no new one', async () => {
    const world = await setUp({ connected: false });
    const nth = (n: number): string => `7f3b1a52-6d0a-4c39-9f0e-2d8a54c4b0${String(n).padStart(2, '0')}`;
    for (let n = 0; n < 30; n++) await world.act(action, nth(n));
    await expect(world.act(action, nth(30))).rejects.toMatchObject({ code: 'too-many' });
    expect((await world.act(action, nth(3))).state).toBe('notDelivered');
    expect((await world.act(action, nth(31), { ...who, id: 'other' })).state).toBe('notDelivered');
    world.wait(60_000);
    expect((await world.act(action, nth(30))).state).toBe('notDelivered');
  });

  test('with an id that stands for something else, or for somebody else, is a conflict', async () => {
    const world = await setUp({ connected: false });
    await world.act();
    await expect(world.act({ ...action, on: false })).rejects.toMatchObject({ code: 'conflict' });
    await expect(world.act(action, id, { ...who, id: 'other' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('on a phone that is not there is a fault of the request: neither kept nor audited', async () => {
    const world = await setUp();
    await expect(world.act({ ...action, extension: '1999' })).rejects.toMatchObject({
      code: 'bad-request',
      message: 'This site has no extension 1999.',
      errors: [{ pointer: '#/action/extension' }],
    });
    expect([world.commands.size, world.notes.length]).toEqual([0, 0]);
  });
});

describe('a message of an agent', () => {
  test('pings keep the connection known; offers are kept', async () => {
    const world = await setUp({ offers: null });
    world.wait(60_000);
    await world.handle({ v: 1, ping: 7 });
    expect(world.posted).toEqual([{ v: 1, pong: 7 }]);
    await world.handle({ v: 1, offers: { ...offers, linkUp: false } });
    expect(world.linksNow.get('a1')).toMatchObject({ heardAt: start + 60_000, offers: { linkUp: false } });
  });

  test('over a connection that is not the newest, or of a revoked agent, closes it', async () => {
    const world = await setUp();
    await world.links.connect(scope, { agent: 'a1', connectionId: 'c2', connectedAt: start, heardAt: start, offers: null });
    await world.handle({ v: 1, ping: 1 });
    expect(world.closed).toEqual(['c1']);
    world.revoke();
    await world.handleOf({ ...connection, connectionId: 'c2' }, JSON.stringify({ v: 1, ping: 1 }));
    expect(world.closed).toEqual(['c1', 'c2']);
    expect(world.posted).toEqual([]);
  });

  test.each([
    '',
    '{',
    'null',
    '{"v":1}',
    '{"v":1,"ping":"x"}',
    '{"v":1,"ping":1,"tenant":"other"}',
    `{"v":1,"ping":1${' '.repeat(9_000)}}`,
  ])('that is none is counted and dropped: %s', async (text) => {
    const world = await setUp();
    await world.handle(text);
    expect(world.counted).toEqual({ agentMessagesNotUnderstood: 1 });
    expect([world.posted, world.closed]).toEqual([[], []]);
  });
});
