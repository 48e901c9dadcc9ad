import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsKeptDays } from '../call-history/constants.ts';
import { createHourReader } from '../call-history/events.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { sealerService } from './constants.ts';
import { createFileCache } from './file-cache.ts';
import { createFileStore } from './file-store.ts';
import { createLeaseStore } from './lease-store.ts';
import { createManifestStore } from './manifest-store.ts';
import { createOpenWorkshop } from './open-workshop.ts';
import type { SealerDeps } from './ports.ts';
import { createLakeReader } from './reader.ts';
import type { LakeReader } from './types.ts';

const storesOf = (env: Environment) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  const table = requireVariable(env, variables.lakeTable);
  return {
    client,
    hours: createHourReader({ client, table: requireVariable(env, variables.historyTable) }),
    manifests: createManifestStore({ client, table }),
    files: createFileStore({ client: clients.s3(), bucket: requireVariable(env, variables.lakeBucket) }),
    leases: createLeaseStore({ client, table, now: Date.now }),
  };
};

export interface LakeCache {
  /** A folder of its own, e.g. below `/tmp`; also what DuckDB must be allowed to read. */
  readonly directory: string;
  readonly maxBytes: number;
}

/** The reader of this environment's lake. Make one a process: its cache counts its own files only. */
export const composeLakeReader = (env: Environment, cache: LakeCache): LakeReader => {
  const { hours, manifests, files } = storesOf(env);
  return createLakeReader({ hours, manifests, fetchFiles: createFileCache({ files, ...cache }) });
};

/** Everything the sealer and the erasure need, from one environment. */
export const composeSealer = (env: Environment): SealerDeps => ({
  ...storesOf(env),
  openWorkshop: createOpenWorkshop({
    directory: join(tmpdir(), 'trunkline-lake-work'),
    threads: 2,
    memoryLimit: '1GB',
  }),
  now: Date.now,
  newId: () => randomBytes(12).toString('hex'),
  rowsKeptDays,
  log: createLog(sealerService, env),
  metrics: createMetrics(sealerService, env),
});
