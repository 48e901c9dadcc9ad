import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { variables } from '../../functions/runtime/constants.ts';
import type { Environment } from '../../functions/runtime/env.ts';
import { openAwsEmulators } from './aws-emulators.ts';
import { isJson } from './aws-wire/json.ts';
import { DataDirError, openDataDir } from './data-dir.ts';
import { localEnvironment } from './local-environment.ts';
import { createResources } from './resources.ts';
import { openRootCredentials } from './secrets.ts';

export interface RebuildStorage {
  readonly where: string;
  readonly env: Environment;
  readonly close: () => Promise<void>;
}

/** Nothing is listening for the page and the API here; what needs their address is not used. */
const origin = 'http://127.0.0.1:0';

const runningPort = (dataDir: string): number => {
  const kept: unknown = JSON.parse(readFileSync(join(dataDir, 'ports.json'), 'utf8'));
  return isJson(kept) && typeof kept.aws === 'number' ? kept.aws : 0;
};

/**
 * Tables and bucket to work on: those of the environment when it names them; else the local stack's, through the stack that runs on the
 * data directory, or, when none does, through emulators of our own on it. @throws DataDirError
 */
export const openRebuildStorage = async (dataDir: string, env: Environment): Promise<RebuildStorage> => {
  const nothing = (): Promise<void> => Promise.resolve();
  if (env[variables.historyTable] !== undefined) return { where: `table ${env[variables.historyTable]}`, env, close: nothing };
  const credentialsFile = join(dataDir, 'aws-credentials.json');
  if (!existsSync(credentialsFile)) throw new DataDirError(`${dataDir} holds no data of Trunkline: name its directory with --data`);
  const lock = await openDataDir(dataDir).catch((error: unknown) => {
    if (error instanceof DataDirError) return null;
    throw error;
  });
  if (lock === null) {
    const awsEndpoint = `http://127.0.0.1:${runningPort(dataDir)}`;
    const credentials = await openRootCredentials(credentialsFile);
    return {
      where: `the stack running on ${dataDir}`,
      env: { ...env, ...localEnvironment({ origin, awsEndpoint, credentials }) },
      close: nothing,
    };
  }
  const aws = await openAwsEmulators({ dataDir, sync: true, now: Date.now, log: (message, error) => console.error(message, error) });
  const awsEndpoint = await aws.listen(0, async (_req, res) => void res.writeHead(404).end());
  await createResources(aws, 4);
  return {
    where: dataDir,
    env: { ...env, ...localEnvironment({ origin, awsEndpoint, credentials: aws.credentials }) },
    close: async () => {
      await aws.hangUp();
      await aws.close();
      await lock.release();
    },
  };
};
