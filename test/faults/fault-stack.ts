import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { lastNumberOf } from '../../functions/call-engine/read-events.ts';
import { bodyOf, headerOf, makeAgent, makeFrame, type TestAgent } from '../../functions/call-engine/testing/frames.ts';
import type { CallEvent } from '../../functions/domain/call-event.ts';
import type { SiteConfigInput } from '../../functions/domain/site-config.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { createDirectoryStore } from '../../functions/tenants/directory-store.ts';
import { createCustomer, createReseller, createSite } from '../../functions/tenants/onboard.ts';
import type { Handlers } from '../../infra/local/lambda/handlers.ts';
import { createLocalStack, type LocalStack } from '../../infra/local/local-stack.ts';
import { siteConfig } from './site-day.ts';
import { tenant } from './stored-site.ts';

export interface FaultStack {
  readonly stack: LocalStack;
  readonly addSite: (site: string, config?: SiteConfigInput) => Promise<TestAgent>;
  readonly put: (site: string, frame: Uint8Array) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Events `from` … `to` (places in the list, `to` excluded) as one signed frame of the agent. */
export const frameOfEvents = (agent: TestAgent, events: readonly CallEvent[], from: number, to: number): Uint8Array => {
  const batch = events.slice(from, to);
  const [first, last] = [batch[0], batch.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError(`no events from ${from} to ${to}`);
  return makeFrame(agent, headerOf(first.seq, lastNumberOf(last), { agent: agent.key.agent, link: first.link }), bodyOf(batch));
};

export const seedTenant = async (
  env: Readonly<Record<string, string>>,
  sites: readonly string[],
  config: SiteConfigInput = siteConfig,
): Promise<void> => {
  const client = createAwsClients(env).dynamo();
  const deps = { store: createDirectoryStore({ client, table: env.TRUNKLINE_DIRECTORY_TABLE ?? '' }), now: Date.now };
  await createReseller(deps, { reseller: 'north', name: 'North' });
  await createCustomer(deps, { tenant, reseller: 'north', name: 'Bakery' });
  for (const site of sites) await createSite(deps, { site, tenant, name: siteConfig.name, config });
  client.destroy();
};

/** The local stack in this process with handlers of the test's choice, and sites with an agent key each. */
export const startFaultStack = async (handlers: Handlers = {}): Promise<FaultStack> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'trunkline-faults-'));
  const stack = await createLocalStack({
    dataDir,
    sync: false,
    handlers,
    // What dies by chance comes again by chance: nothing is to be had from waiting.
    backOffMs: () => 1,
    log: process.env.FAULT_LOG === undefined ? () => {} : console.error,
  });
  await seedTenant(stack.env, []);
  await stack.serve();
  const client = createAwsClients(stack.env).dynamo();
  const kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler() });
  return {
    stack,
    addSite: async (site, config) => {
      await seedTenant(stack.env, [site], config);
      const agent = makeAgent(`agent-${site}`, tenant, site);
      await client.send(
        new PutCommand({
          TableName: stack.env.TRUNKLINE_DIRECTORY_TABLE,
          Item: { pk: `AGENT#${agent.key.agent}`, sk: 'KEY', ...agent.key },
        }),
      );
      return agent;
    },
    put: async (site, frame) => {
      await kinesis.send(new PutRecordCommand({ StreamName: stack.env.TRUNKLINE_EVENTS_STREAM, PartitionKey: site, Data: frame }));
    },
    stop: async () => {
      client.destroy();
      kinesis.destroy();
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
