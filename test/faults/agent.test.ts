import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SiteId, TenantId } from '../../functions/domain/ids.ts';
import { createAgentStore } from '../../functions/edge-agents/agent-store.ts';
import { createEnrolmentCode } from '../../functions/edge-agents/enrol.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { type FaultStack, startFaultStack } from './fault-stack.ts';
import { expectHonestLoss } from './missed-lines.ts';
import { type Run, runDay } from './run-day.ts';
import { between, createDice, seedsOf } from './seeds.ts';
import { differences, range, readSite, type StoredSite, tenant } from './stored-site.ts';

/**
 * The agent as a process (edge-agent/main.ts) between a simulated PBX on TCP and the local stack, killed and cut off. The PBX day is the
 * same in every run of a seed, and so are the stamps (hand-clock.ts): an undisturbed run says what has to be stored.
 */
const callsOfADay = 24;
/** Processes start within seconds, but not on a machine with too much to do. */
const timeout = 180_000;
let world: FaultStack;
let root = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'trunkline-agent-faults-'));
  world = await startFaultStack();
});
afterAll(async () => {
  await world.stop();
  rmSync(root, { recursive: true, force: true });
});

const enrolmentCode = async (site: string): Promise<string> => {
  const client = createAwsClients(world.stack.env).dynamo();
  const store = createAgentStore({ client, table: world.stack.env.TRUNKLINE_DIRECTORY_TABLE ?? '' });
  const make = createEnrolmentCode({ store, now: Date.now, randomBytes });
  const { code } = await make({ tenant: tenant as TenantId, site: site as SiteId, reseller: 'north' }, 'test');
  client.destroy();
  return code;
};

const runSite = async (seed: number, name: string, disturb: (run: Run) => Promise<void>) => {
  const site = `${name}-${seed}-x`;
  await world.addSite(site);
  const { api, awsEndpoint } = world.stack;
  const script = await runDay({ seed, calls: callsOfADay, site, root, cloud: { api, awsEndpoint, code: enrolmentCode } }, disturb);
  await world.stack.idle();
  return { site, script, stored: await readSite(world.stack.env, site) };
};

const sameRows = (stored: StoredSite, kind: RegExp): readonly string[] => stored.rows.filter((row) => kind.test(row.split(' ')[0] ?? ''));
const expectSameHistory = (stored: StoredSite, calm: StoredSite): void => {
  for (const kind of [/#SEG#/, /#CALL#/, /#STATUS#/]) {
    expect(differences(sameRows(calm, kind), sameRows(stored, kind))).toEqual([]);
    expect(sameRows(stored, kind)).toEqual(sameRows(calm, kind));
  }
};
const expectSound = (stored: StoredSite): void => {
  expect(stored.outbox).toEqual(range(stored.outbox.length));
  expect(stored.projected).toEqual([stored.outbox.length, stored.outbox.length]);
  for (const numbers of Object.values(stored.archived)) expect(numbers).toEqual(range(numbers.length));
};

type Ran = Awaited<ReturnType<typeof runSite>>;
const calmRuns = new Map<number, Promise<Ran>>();
const calmRun = (seed: number): Promise<Ran> => {
  const run = calmRuns.get(seed) ?? runSite(seed, 'calm', async () => {});
  calmRuns.set(seed, run);
  return run;
};

// Those that found something before.
describe.each(seedsOf([1, 16, 67]))('seed %i', (seed) => {
  test('kill -9 while the PBX is quiet: nothing is missing', { timeout }, async () => {
    const killed = runSite(seed, 'killed', async ({ pbx, agent, cloud }) => {
      const dice = createDice(seed);
      for (let kills = between(dice, 1, 2); kills > 0; kills -= 1) {
        await pbx.steps(agent, between(dice, 5, 50));
        if (dice() < 0.5) cloud.cut();
        await pbx.steps(agent, between(dice, 0, 20));
        await pbx.settle(agent);
        await agent.kill();
        if (dice() < 0.7) cloud.mend();
        await agent.start(pbx.timeOf(pbx.now()));
      }
    });
    const [expected, got] = await Promise.all([calmRun(seed), killed]);
    expect(expected.stored.calls.length).toBeGreaterThan(8);
    expectSound(expected.stored);
    expectSameHistory(got.stored, expected.stored);
    expectSound(got.stored);
  });
});

describe.each(seedsOf([3]))('seed %i', (seed) => {
  test('kill -9 under traffic: what was missed lies in a gap', { timeout }, async () => {
    let [from, endedAt, to] = [0, 0, 0];
    const killed = runSite(seed, 'missed', async ({ pbx, agent }) => {
      const dice = createDice(seed + 1_000);
      await pbx.steps(agent, between(dice, 20, 60));
      // A step takes the PBX seconds and us a millisecond: what came within the last group write would else be a minute's traffic.
      await pbx.settle(agent);
      from = pbx.now();
      await pbx.steps(agent, between(dice, 0, 4));
      endedAt = pbx.now();
      await agent.kill();
      await pbx.steps(null, between(dice, 3, 40));
      await agent.start(pbx.timeOf(pbx.now()));
      to = pbx.now();
    });
    const [expected, got] = await Promise.all([calmRun(seed), killed]);
    expectSound(got.stored);
    expectHonestLoss({ calm: expected.stored, got: got.stored, script: got.script, from, endedAt, to, cause: ['agentDown'] });
  });

  test('PBX link cut: what was missed lies in a gap', { timeout }, async () => {
    let [from, to] = [0, 0];
    const cut = runSite(seed, 'link', async ({ pbx, agent }) => {
      const dice = createDice(seed + 2_000);
      await pbx.steps(agent, between(dice, 20, 60));
      await pbx.settle(agent);
      from = pbx.now();
      const lost = agent.link('lost');
      pbx.drop();
      await lost;
      const up = agent.link('up');
      await pbx.steps(agent, between(dice, 3, 40));
      await up;
      to = pbx.now();
    });
    const [expected, got] = await Promise.all([calmRun(seed), cut]);
    expectSound(got.stored);
    expectHonestLoss({ calm: expected.stored, got: got.stored, script: got.script, from, to, cause: ['linkDown'] });
  });

  test('the clock of the machine jumps: no duration and no instant changes', { timeout }, async () => {
    const jumped = runSite(seed, 'jumped', async ({ pbx, agent }) => {
      for (const hours of [3, -7, 48]) {
        await pbx.steps(agent, 12);
        pbx.jump(hours * 3_600_000);
      }
    });
    const [expected, got] = await Promise.all([calmRun(seed), jumped]);
    expectSameHistory(got.stored, expected.stored);
    expectSound(got.stored);
  });
});
