import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReadFolded } from '../call-engine/events.ts';
import { createReadPosition } from '../call-history/events.ts';
import { createHearAgents } from '../edge-agents/events.ts';
import type { SiteScope } from '../identity/types.ts';
import { composeLakeReader, type DuckDb, openDuckDb } from '../lake/lake.ts';
import { composeOpenRows, type OpenReport } from '../reports/report-rows.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createLog } from '../runtime/log.ts';
import { createSendJob } from '../runtime/send-job.ts';
import { createSiteDirectory } from '../tenants/site-configs.ts';
import type { FileLogo } from './core/file-types.ts';
import { createExportObjects } from './export-objects.ts';
import { createExportStore } from './export-store.ts';
import { createFindArrivals } from './find-arrivals.ts';
import { createReadLogo } from './report-logo.ts';
import { writeBulk } from './write-bulk.ts';
import { createWriteExport } from './write-export.ts';

/** A million rows of sixty columns in order, as CSV, take this; it spills what is more. */
const bulkMemory = '800MB';
const cacheBytes = 384 * 1024 * 1024;

/** Reads the logo of a site's reports. */
export const composeReadLogo = (env: Environment): ((scope: SiteScope) => Promise<FileLogo | null>) => {
  const clients = createAwsClients(env);
  return createReadLogo({
    client: clients.dynamo(),
    s3: clients.s3(),
    reportsTable: requireVariable(env, variables.reportsTable),
    boardsTable: requireVariable(env, variables.boardsTable),
    mediaBucket: requireVariable(env, variables.mediaBucket),
  });
};

/** What the worker does with a job of an export. `openRows`: share one with other jobs of the process. */
export const composeWriteExport = (env: Environment, openRows: OpenReport = composeOpenRows(env)) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  const now = Date.now;
  const directory = join(tmpdir(), `trunkline-exports-${process.pid}-${randomUUID().slice(0, 8)}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { findConfig, findSite } = createSiteDirectory({ client, table: requireVariable(env, variables.directoryTable), now });
  const cache = { directory: join(directory, 'cache'), maxBytes: cacheBytes };
  let database: Promise<DuckDb> | undefined;
  const duckDb = (): Promise<DuckDb> => {
    const directories = [cache.directory, directory];
    database ??= openDuckDb({ threads: 2, memoryLimit: bulkMemory, tempDirectory: join(directory, 'spill'), directories }).catch(
      (error: unknown) => {
        database = undefined;
        throw error;
      },
    );
    return database;
  };
  return createWriteExport({
    store: createExportStore({ client, table: requireVariable(env, variables.reportsTable) }),
    objects: createExportObjects({
      s3: clients.s3(),
      links: clients.s3Links(),
      bucket: requireVariable(env, variables.exportsBucket),
      now,
    }),
    findConfig,
    findSite,
    openRows,
    writeBulk: writeBulk({
      lake: composeLakeReader(env, cache),
      duckDb,
      findArrivals: createFindArrivals({
        agentsOf: createHearAgents({ client, table: requireVariable(env, variables.directoryTable) }),
        foldedOf: createReadFolded({ client, table: requireVariable(env, variables.engineTable) }),
        positionOf: createReadPosition({ client, table: requireVariable(env, variables.historyTable) }),
        pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        now,
      }),
      now,
    }),
    readLogo: composeReadLogo(env),
    sendJob: createSendJob({ sqs: clients.sqs(), queueUrl: requireVariable(env, variables.jobsQueueUrl) }),
    now,
    newId: () => randomUUID().slice(0, 13),
    log: createLog('exports', env),
    directory,
  });
};
