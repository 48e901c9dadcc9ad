import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SiteId, TenantId } from '../../functions/domain/ids.ts';
import { createAgentStore } from '../../functions/edge-agents/agent-store.ts';
import { createEnrolmentCode } from '../../functions/edge-agents/enrol.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { createAgentProcess } from './agent-process.ts';
import { createCut } from './cut.ts';
import { type FaultStack, startFaultStack } from './fault-stack.ts';
import { type PbxDay, spoolAtRest, startPbxDay } from './pbx-day.ts';
import { between, createDice, seedsOf } from './seeds.ts';
import { range, readSite, type StoredSite, tenant } from './stored-site.ts';

/**
 * The agent as a process (edge-agent/main.ts) between a simulated PBX on TCP and the local stack, killed and cut off. The PBX day is the
 * same in every run of a seed, and so are the stamps (hand-clock.ts): an undisturbed run says what has to be stored.
 */
const seeds = seedsOf(3);
const callsOfADay = 14;
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

interface Run {
  readonly pbx: PbxDay;
  readonly agent: ReturnType<typeof createAgentProcess>;
  readonly cloud: Awaited<ReturnType<typeof createCut>>;
  readonly dataDir: string;
}

/** One PBX day through an agent of its own; `disturb` is called when the link is up and traffic has not begun. */
const runDay = async (seed: number, name: string, disturb: (run: Run) => Promise<void>) => {
  const site = `${name}-${seed}-x`;
  await world.addSite(site);
  const pbx = await startPbxDay(seed, callsOfADay);
  const cloud = await createCut(world.stack.awsEndpoint);
  const dataDir = join(root, site);
  const agent = createAgentProcess({
    dataDir,
    api: world.stack.api,
    kinesis: cloud.url,
    oaiPort: pbx.port,
    code: await enrolmentCode(site),
  });
  try {
    await agent.start(pbx.timeOf(pbx.now()));
    await disturb({ pbx, agent, cloud, dataDir });
    await pbx.finish(agent);
    await spoolAtRest(dataDir);
    cloud.mend();
    let unsent = await agent.stop();
    for (let attempt = 0; unsent !== 0 && attempt < 5; attempt += 1) {
      // What the drain of the stop did not manage, the next life sends.
      await agent.start(pbx.timeOf(pbx.now()));
      unsent = await agent.stop();
    }
    expect(unsent, agent.log()).toBe(0);
    await world.stack.idle();
    return { site, script: pbx.script, stored: await readSite(world.stack.env, site) };
  } finally {
    await agent.kill();
    cloud.close();
    await pbx.stop();
  }
};

const sameRows = (stored: StoredSite, kind: RegExp): readonly string[] => stored.rows.filter((row) => kind.test(row.split(' ')[0] ?? ''));
const expectSameHistory = (stored: StoredSite, calm: StoredSite): void => {
  for (const kind of [/#SEG#/, /#CALL#/, /#STATUS#/]) expect(sameRows(stored, kind)).toEqual(sameRows(calm, kind));
};
const expectSound = (stored: StoredSite): void => {
  expect(stored.outbox).toEqual(range(stored.outbox.length));
  expect(stored.projected).toEqual([stored.outbox.length, stored.outbox.length]);
  for (const numbers of Object.values(stored.archived)) expect(numbers).toEqual(range(numbers.length));
};

describe.each(seeds)('seed %i', (seed) => {
  test('kill -9 of the agent while the PBX is quiet: nothing is missing', async () => {
    const calm = runDay(seed, 'calm', async () => {});
    const killed = runDay(seed, 'killed', async ({ pbx, agent, cloud, dataDir }) => {
      const dice = createDice(seed);
      for (let kills = between(dice, 1, 2); kills > 0; kills -= 1) {
        await pbx.steps(agent, between(dice, 20, 160));
        if (dice() < 0.5) cloud.cut();
        await pbx.steps(agent, between(dice, 0, 60));
        await spoolAtRest(dataDir);
        await agent.kill();
        if (dice() < 0.7) cloud.mend();
        await agent.start(pbx.timeOf(pbx.now()));
      }
    });
    const [expected, got] = await Promise.all([calm, killed]);
    expect(expected.stored.calls.length).toBeGreaterThan(5);
    expectSound(expected.stored);
    expectSameHistory(got.stored, expected.stored);
    expectSound(got.stored);
  });
});
