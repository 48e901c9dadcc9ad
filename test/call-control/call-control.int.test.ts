import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Agent } from '../../edge-agent/agent.ts';
import { agentProtocols } from '../../edge-agent/commands/agent-proof.ts';
import { createAuditWriter, noOrigin } from '../../functions/audit/audit.ts';
import { createAct } from '../../functions/call-control/act.ts';
import { createAgentSockets } from '../../functions/call-control/agent-sockets.ts';
import { createFindReach } from '../../functions/call-control/agents-of-site.ts';
import { createCommandStore, createLinkStore } from '../../functions/call-control/command-store.ts';
import type { Offered } from '../../functions/call-control/schemas.ts';
import { epochMs } from '../../functions/domain/ids.ts';
import { emptyLiveState } from '../../functions/domain/live.ts';
import { siteConfigSchema } from '../../functions/domain/site-config.ts';
import { createAgentKeyStore } from '../../functions/edge-agents/agent-keys.ts';
import { agentKeyPk, agentKeySk } from '../../functions/edge-agents/constants.ts';
import type { Principal } from '../../functions/identity/types.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { silentLog } from '../../functions/runtime/log.ts';
import { silentMetrics } from '../../functions/runtime/metrics.ts';
import { type CallControlWorld, createCallControlWorld, scope } from './world.ts';

interface Live {
  readonly calls: readonly {
    readonly key: string;
    readonly state: string;
    readonly extension: string | null;
    readonly huntGroup: string | null;
  }[];
  readonly extensions: readonly {
    readonly key: string;
    readonly dnd: boolean;
    readonly dndMessage: string | null;
    readonly dndText: string | null;
  }[];
  readonly agents: readonly { readonly key: string; readonly state: string; readonly extension: string | null }[];
}
let world: CallControlWorld;
let agent: Agent;
const raised: string[] = [];

const soon = { timeout: 30_000, interval: 25 };
const live = (): Promise<Live> => world.get<Live>('live');
const phone = async (key: string) => (await live()).extensions.find((one) => one.key === key);
/** The one call of the site, once the live state has it so. */
const callIs = (state: string, extension: string | null): Promise<string> =>
  vi.waitFor(async () => {
    const { calls } = await live();
    expect(calls.map((call) => [call.state, call.extension])).toEqual([[state, extension]]);
    return calls[0]?.key ?? '';
  }, soon);
const noCalls = (): Promise<void> => vi.waitFor(async () => expect((await live()).calls).toEqual([]), soon);
const connected = (): Promise<void> =>
  vi.waitFor(async () => {
    expect(agent.status()?.session.state).toBe('up');
    expect((await world.get<Offered>('actions/offered')).connected).toBe(true);
  }, soon);

beforeAll(async () => {
  world = await createCallControlWorld();
  world.pbx.onRaised((event) => {
    if (event.kind === 'device') raised.push(event.code);
  });
  agent = await world.startAgent();
  await connected();
});
afterAll(async () => {
  await agent.stop();
  await world.stop();
});

const done = (words: string) => expect.objectContaining({ state: 'done', outcome: 0, words });

describe('what a supervisor does reaches the phone and comes back to the board', () => {
  test('what is offered: the messages of the telephone system', async () => {
    expect(await world.get<Offered>('actions/offered')).toEqual({
      connected: true,
      dndMessages: [
        { number: 1, text: 'DO NOT DISTURB' },
        { number: 2, text: 'OUT TO LUNCH' },
      ],
      why: null,
    });
  });

  test('do not disturb', async () => {
    expect(await world.act({ kind: 'setDnd', extension: '1002', on: true, message: 2, text: 'Back at 2' })).toEqual(
      done('Extension 1002 is in do not disturb.'),
    );
    await vi.waitFor(
      async () => expect(await phone('1002')).toMatchObject({ dnd: true, dndMessage: 'OUT TO LUNCH', dndText: 'Back at 2' }),
      soon,
    );
    expect(await world.act({ kind: 'setDnd', extension: '1002', on: false })).toEqual(done('Extension 1002 takes calls again.'));
    await vi.waitFor(async () => expect(await phone('1002')).toMatchObject({ dnd: false }), soon);
  });

  test('an agent’s state, and a refusal in words', async () => {
    expect((await world.act({ kind: 'agentState', agent: '5001', to: 'logIn', extension: '1001' })).state).toBe('done');
    await vi.waitFor(
      async () => expect((await live()).agents.find(({ key }) => key === '5001')).toMatchObject({ state: 'free', extension: '1001' }),
      soon,
    );
    await world.act({ kind: 'setDnd', extension: '1001', on: true });
    expect(await world.act({ kind: 'agentState', agent: '5001', to: 'wrapUp' })).toMatchObject({
      state: 'refused',
      outcome: 15,
      words: 'The state of the phone does not allow it. An agent in do not disturb cannot go to wrap-up: end do not disturb first.',
    });
    await world.act({ kind: 'setDnd', extension: '1001', on: false });
    expect(await world.act({ kind: 'agentState', agent: '5001', to: 'wrapUp' })).toEqual(
      done('Agent 5001 is in wrap-up until made available.'),
    );
    await vi.waitFor(async () => expect((await live()).agents.find(({ key }) => key === '5001')).toMatchObject({ state: 'wrap' }), soon);
    expect((await world.act({ kind: 'agentState', agent: '5001', to: 'available' })).state).toBe('done');
    expect((await world.act({ kind: 'agentState', agent: '5001', to: 'logOut' })).state).toBe('done');
    await vi.waitFor(
      async () => expect((await live()).agents.find(({ key }) => key === '5001')).toMatchObject({ state: 'loggedOut' }),
      soon,
    );
  });

  test('a call that waits is moved to a phone, deflected, picked up, transferred and cleared', async () => {
    world.pbx.inboundCall({ ddi: '01632960000', cli: '07700900123', trunk: '94101' });
    const call = await callIs('queued', null);
    expect(await world.act({ kind: 'take', call, to: '101' })).toEqual(done('The call rings at 101.'));
    await callIs('ringing', '101');
    expect(await world.act({ kind: 'transfer', call, from: '101', to: '102' })).toEqual(done('The call goes from 101 to 102.'));
    await callIs('ringing', '102');
    expect(await world.act({ kind: 'take', call, to: '103' })).toEqual(done('Extension 103 has the call.'));
    await callIs('connected', '103');
    expect(await world.act({ kind: 'transfer', call, from: '103', to: '100' })).toEqual(done('The call goes from 103 to 100.'));
    await callIs('ringing', '100');
    expect(await world.act({ kind: 'answer', call, extension: '100' })).toEqual(done('Extension 100 has the call.'));
    await callIs('connected', '100');
    expect(await world.act({ kind: 'clear', call, extension: '103' })).toMatchObject({
      state: 'refused',
      outcome: null,
      words: 'Extension 103 is no longer in this call.',
    });
    expect(await world.act({ kind: 'clear', call })).toEqual(done('The call is cleared.'));
    await noCalls();
    expect(await world.act({ kind: 'clear', call })).toMatchObject({ state: 'refused', words: 'That call is over.' });
  });
});

describe('once, and only for who may', () => {
  test('the same id twice, at once and later, is one command with one answer', async () => {
    const id = randomUUID();
    const action = { kind: 'setDnd', extension: '101', on: true, message: 1 };
    const before = raised.filter((code) => code === 'DND').length;
    const answers = await Promise.all([world.act(action, id), world.act(action, id), world.act(action, id)]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await world.act(action, id)).toEqual(answers[0]);
    expect(await world.get(`actions/${id}`)).toEqual(answers[0]);
    expect(raised.filter((code) => code === 'DND').length - before).toBe(1);
    const other = await world.request('super', 'POST', 'actions', { id, action: { ...action, on: false } });
    expect(other.status).toBe(409);
    const another = await world.request('boss', 'POST', 'actions', { id, action });
    expect(another.status).toBe(409);
    await world.act({ kind: 'setDnd', extension: '101', on: false });
  });

  test('each is in the audit with who and what, in the transaction of the command', async () => {
    const { Items = [] } = await world.client.send(
      new QueryCommand({
        TableName: world.stack.env.TRUNKLINE_AUDIT_TABLE ?? '',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'T#bakery#AUDIT' },
      }),
    );
    const acted = Items.filter(({ action }) => action === 'callControl.act');
    expect(acted[0]).toMatchObject({
      who: { id: 'super', role: 'supervisor' },
      site: 'harbour',
      object: 'extension 1002',
      summary: 'put into do not disturb, message 2 “Back at 2”',
    });
  });

  test('an agent’s role may not act, nor look', async () => {
    const action = { kind: 'setDnd', extension: '101', on: true };
    expect((await world.request('worker', 'POST', 'actions', { id: randomUUID(), action })).status).toBe(403);
    expect((await world.request('worker', 'GET', 'actions/offered')).status).toBe(403);
  });

  test.each([
    { kind: 'setDnd', extension: '101,1', on: true },
    { kind: 'setDnd', extension: '101', on: true, text: 'a,b' },
    { kind: 'setDnd', extension: '101', on: true, text: 'a|b' },
    { kind: 'setDnd', extension: '101', on: true, text: 'a\r_RP,1' },
    { kind: 'setDnd', extension: '101', on: true, text: '12345678901234567' },
    { kind: 'setDnd', extension: '101', on: true, message: 21 },
    { kind: 'setDnd', extension: '199', on: true },
    { kind: 'agentState', agent: '5001\r', to: 'logOut' },
    { kind: 'raw', line: '_RP,1' },
  ])('what is not sound goes nowhere: %o', async (action) => {
    const answer = await world.request('super', 'POST', 'actions', { id: randomUUID(), action });
    expect(answer.status).toBe(400);
  });
});

describe('the sockets of browsers and agents', () => {
  const refusal = (path: string, protocols: string[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(world.stack.ws.replace(/\/ws$/, path), protocols);
      socket.on('open', () => {
        resolve('open');
        socket.close();
      });
      socket.on('error', (error) => resolve(error.message));
    });
  test('let in nobody of the other kind', async () => {
    const token = `bearer.${await world.stack.issueToken('super')}`;
    const { privateKey } = generateKeyPairSync('ed25519');
    const stranger = agentProtocols(agent.status()?.agent ?? '', (bytes) => sign(null, bytes, privateKey), Date.now());
    expect(await refusal('/ws', ['trunkline.v1', token])).toBe('open');
    for (const [path, protocols] of [
      ['/agent-ws', ['trunkline.v1', token]],
      ['/agent-ws', ['trunkline.agent.v1', token]],
      ['/agent-ws', [...stranger]],
      ['/ws', [...stranger]],
      ['/ws', ['trunkline.v1', stranger[1]]],
    ] as const)
      expect([path, await refusal(path, [...protocols])]).toEqual([path, 'Unexpected server response: 401']);
    expect(agent.status()?.commands.connected).toBe(true);
  });
  test('let nobody in with a log-in that was used', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
    const key = { agent: 'spare', tenant: scope.tenant, site: 'elsewhere', publicKey: raw, revokedAt: null };
    const TableName = world.stack.env.TRUNKLINE_DIRECTORY_TABLE ?? '';
    await world.client.send(new PutCommand({ TableName, Item: { pk: agentKeyPk('spare'), sk: agentKeySk, ...key } }));
    const login = (at: number): string[] => [...agentProtocols('spare', (bytes) => sign(null, bytes, privateKey), at)];
    const now = Date.now();
    const overheard = login(now);
    const { signature } = JSON.parse(Buffer.from((overheard[1] ?? '').slice('agent.'.length), 'base64url').toString('utf8')) as {
      signature: string;
    };
    const respelt = Buffer.from(JSON.stringify({ agent: 'spare', timestamp: `00${now}`, signature })).toString('base64url');
    expect(await refusal('/agent-ws', overheard)).toBe('open');
    expect(await refusal('/agent-ws', overheard)).toBe('Unexpected server response: 401');
    expect(await refusal('/agent-ws', ['trunkline.agent.v1', `agent.${respelt}`])).toBe('Unexpected server response: 401');
    expect(await refusal('/agent-ws', login(now + 1))).toBe('open');
  });
});

describe('when something is missing on the way', () => {
  const principal: Principal = {
    kind: 'user',
    id: 'super',
    name: 'super',
    email: null,
    role: 'supervisor',
    reseller: 'north',
    tenant: scope.tenant,
    sites: [scope.site],
    extensions: [],
    agents: [],
  };
  /** The same use case with less patience, and a clock of its own. */
  const impatient = (deadlineMs: number, graceMs: number, now: () => number = Date.now) => {
    const { client, stack } = world;
    const table = stack.env.TRUNKLINE_COMMANDS_TABLE ?? '';
    const links = createLinkStore({ client, table });
    const keys = createAgentKeyStore({ client, table: stack.env.TRUNKLINE_DIRECTORY_TABLE ?? '', now: Date.now });
    const act = createAct({
      store: createCommandStore({ client, table }),
      links,
      reach: createFindReach({ links, keys, now: Date.now }),
      sockets: () => createAgentSockets(createAwsClients(stack.env).sockets(stack.env.TRUNKLINE_AGENT_WS_ENDPOINT ?? '')),
      readSite: () =>
        Promise.resolve({
          live: emptyLiveState(epochMs(0)),
          devices: siteConfigSchema.parse({ devices: [{ number: '102', type: 'extension' }] }).devices,
        }),
      audit: createAuditWriter({ table: stack.env.TRUNKLINE_AUDIT_TABLE ?? '', newId: randomUUID }),
      metrics: silentMetrics,
      log: silentLog,
      deadlineMs,
      graceMs,
      now,
      pause,
    });
    const action = { kind: 'setDnd', extension: '102', on: true } as const;
    return async () => (await act({ scope, who: principal, origin: noOrigin, id: randomUUID(), action })).settled;
  };

  test('a command that comes too late is not done', async () => {
    expect(await impatient(-100, 8_000)()).toMatchObject({
      state: 'expired',
      words: 'The command reached the agent too late. Nothing was done; try again.',
    });
    expect(world.pbx.directory.find('102')).toMatchObject({ dnd: null });
  });

  test('the agent dies between doing it and answering: nobody knows, and the words say so', async () => {
    let late = 0;
    world.tampering.beforeAnswer = () => {
      late = 3_600_000;
      void agent.stop();
      return false;
    };
    // Time enough to do it, however slow the machine; once it is done, none is left.
    expect(await impatient(30_000, 0, () => Date.now() + late)()).toMatchObject({
      state: 'unknown',
      words: 'There was no answer in time. Look at the phone: it may have happened.',
    });
    expect(world.pbx.directory.find('102')).toMatchObject({ dnd: { message: 'DO NOT DISTURB' } });
    world.tampering.beforeAnswer = () => true;
  });

  test('without an agent nothing is delivered, and that is known at once', async () => {
    await vi.waitFor(async () => expect((await world.get<Offered>('actions/offered')).connected).toBe(false), soon);
    expect(await world.act({ kind: 'setDnd', extension: '102', on: false })).toMatchObject({
      state: 'notDelivered',
      outcome: null,
      words: 'No agent of this site is connected. Nothing was done.',
    });
    agent = await world.startAgent();
    await connected();
    expect((await world.act({ kind: 'setDnd', extension: '102', on: false })).state).toBe('done');
  });

  test('the agent’s link to the telephone system is down', async () => {
    await vi.waitFor(async () => {
      // Again and again: it comes back by itself, and must not before it was seen.
      world.simulator.dropConnections();
      expect(await world.get<Offered>('actions/offered')).toEqual({
        connected: false,
        dndMessages: [],
        why: 'The agent has no link to the telephone system at present. Nothing was done.',
      });
    }, soon);
    await vi.waitFor(async () => {
      world.simulator.dropConnections();
      expect((await world.act({ kind: 'setDnd', extension: '102', on: false })).state).toBe('notDelivered');
    }, soon);
    await connected();
  });

  test('an agent that is revoked is thrown out and does not come back', async () => {
    const { items } = (await (await world.request('boss', 'GET', 'agents')).json()) as { items: { agent: string }[] };
    expect((await world.request('boss', 'POST', `agents/${items[0]?.agent}/revoke`)).status).toBe(200);
    await vi.waitFor(() => expect(agent.status()?.commands.connected).toBe(false), soon);
    const before = agent.status()?.commands.failed ?? 0;
    await vi.waitFor(() => expect(agent.status()?.commands.failed).toBeGreaterThan(before), soon);
    expect(agent.status()?.commands.connected).toBe(false);
    expect((await world.act({ kind: 'setDnd', extension: '102', on: false })).state).toBe('notDelivered');
  });
});
