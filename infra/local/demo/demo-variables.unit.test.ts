import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { createReadValues } from '../../../functions/board-values/events.ts';
import { siteIdSchema, tenantIdSchema } from '../../../functions/domain/ids.ts';
import { openAwsEmulators } from '../aws-emulators.ts';
import { createResources, resources } from '../resources.ts';
import { demoResellers } from './demo-data.ts';
import { addDemoVariables, demoVariables } from './demo-variables.ts';

test('every demo site has variables, entered once however often the demonstration is seeded', async () => {
  const sites = demoResellers.flatMap(({ customers }) => customers.flatMap((customer) => customer.sites.map(({ site }) => site)));
  expect(Object.keys(demoVariables).sort()).toEqual(sites.sort());
  const dataDir = await mkdtemp(join(tmpdir(), 'demo-variables-'));
  const aws = await openAwsEmulators({ dataDir, sync: false, now: Date.now, log: () => {} });
  const endpoint = await aws.listen(0, async (_, res) => void res.end());
  await createResources(aws, 1);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-2', endpoint, credentials: aws.credentials }));
  const at = { reseller: 'bright-telecom', tenant: 'harbour-hotels', site: 'harbour-york' };
  for (let i = 0; i < 2; i += 1) await addDemoVariables({ client, now: () => Date.parse('2026-03-10T12:00:00.000Z') }, at);
  const readValues = createReadValues({ client, table: resources.boardsTable });
  expect(await readValues({ tenant: tenantIdSchema.parse('harbour-hotels'), site: siteIdSchema.parse('harbour-york') })).toEqual([
    {
      id: 'variable:rooms-free-tonight',
      name: 'Rooms free tonight',
      kind: 'variable',
      value: '31',
      at: '2026-03-10T12:00:00.000Z',
      failing: null,
    },
  ]);
  client.destroy();
  await aws.hangUp();
  await aws.close();
  await rm(dataDir, { recursive: true });
});
