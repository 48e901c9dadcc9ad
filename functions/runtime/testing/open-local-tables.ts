import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openAwsEmulators } from '../../../infra/local/aws-emulators.ts';
import { createResources } from '../../../infra/local/resources.ts';

export interface LocalTables {
  readonly client: DynamoDBDocumentClient;
  /** For clients of other services. */
  readonly settings: Pick<DynamoDBClientConfig, 'region' | 'credentials'> & { readonly endpoint: string };
  /** Ends the services and removes what they kept. */
  readonly stop: () => Promise<void>;
}

/** All tables, buckets and streams of the product on this machine, empty; each call its own. `stop` when done. */
export const openLocalTables = async (): Promise<LocalTables> => {
  const directory = await mkdtemp(join(tmpdir(), 'trunkline-tables-'));
  // Tests speak of days long past: what expires there must not go while they look at it.
  const aws = await openAwsEmulators({ dataDir: directory, sync: false, sweeps: false, now: Date.now, log: () => {} });
  const endpoint = await aws.listen(0, (_, res) => {
    res.end();
    return Promise.resolve();
  });
  await createResources(aws, 1);
  const settings = { region: 'eu-west-2', endpoint, credentials: aws.credentials };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  return {
    client,
    settings,
    stop: async () => {
      client.destroy();
      await aws.hangUp();
      await aws.close();
      await rm(directory, { recursive: true });
    },
  };
};
