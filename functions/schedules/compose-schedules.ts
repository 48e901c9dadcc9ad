import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AuditWrite } from '../audit/types.ts';
import { composeReadLogo } from '../exports/report-files.ts';
import { createFindPrincipal, createSiteInReach } from '../identity/principal.ts';
import { composeSendMail } from '../mail/send-mail.ts';
import { composeOpenRows, composeSources, type OpenReport } from '../reports/report-rows.ts';
import { type AwsClients, createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { newSuffix } from '../runtime/new-suffix.ts';
import { createSendJob } from '../runtime/send-job.ts';
import { createFilterStore } from '../saved-filters/filters.ts';
import { createStoredReports } from '../saved-reports/stored-reports.ts';
import { createSiteDirectory, type SiteDirectory } from '../tenants/site-configs.ts';
import { createDeliveryClient } from './delivery-client.ts';
import { createFindKeepers } from './find-keepers.ts';
import { createStoredSchedules, type StoredSchedules } from './known-schedules.ts';
import { createMailLinks } from './mail-links.ts';
import type { SaveScheduleDeps } from './plan-schedule.ts';
import type { RunDeps } from './ports.ts';
import { createPutInBucket, createTryBucket } from './put-in-bucket.ts';
import { createRunFiles } from './run-files.ts';
import { createRunSchedule, type ScheduleJob } from './run-schedule.ts';
import { createScheduleStore } from './schedule-store.ts';
import { createSetNext } from './set-next.ts';
import { type SweepDeps, type Swept, sweepSchedules } from './sweep.ts';

/** Nobody's schedule may deliver into them. */
const ownBucketsOf = (env: Environment): readonly string[] =>
  [variables.exportsBucket, variables.mediaBucket, variables.lakeBucket, variables.eventsBucket].flatMap((name) => env[name] ?? []);

interface Tools {
  readonly clients: AwsClients;
  readonly now: () => number;
}

const composeSetNext = (env: Environment, { clients, now }: Tools) =>
  createSetNext({
    scheduler: clients.scheduler(),
    target: {
      group: requireVariable(env, variables.schedulerGroup),
      queueArn: requireVariable(env, variables.jobsQueueArn),
      roleArn: requireVariable(env, variables.schedulerRoleArn),
    },
    now,
  });
const composeSendJob = (env: Environment, { clients }: Tools) =>
  createSendJob({ sqs: clients.sqs(), queueUrl: requireVariable(env, variables.jobsQueueUrl) });
const composeDelivery = (env: Environment, { clients }: Pick<Tools, 'clients'>) => ({
  s3: createDeliveryClient({
    sts: clients.sts(),
    roleArn: requireVariable(env, variables.deliveryRoleArn),
    isLocal: env.AWS_ENDPOINT_URL_S3 !== undefined,
  }),
  ownBuckets: ownBucketsOf(env),
});
const composeFiles = (env: Environment, { clients, now }: Tools) =>
  createRunFiles({ s3: clients.s3(), links: clients.s3Links(), bucket: requireVariable(env, variables.exportsBucket), now });
const composeReports = (env: Environment, client: Pick<DynamoDBDocumentClient, 'send'>) =>
  createStoredReports({
    client,
    table: requireVariable(env, variables.reportsTable),
    filters: createFilterStore({ client, table: requireVariable(env, variables.boardsTable) }),
  });

/** What the API keeps and shows schedules with. */
export const composeSaveSchedules = (
  env: Environment,
  tools: Tools & { readonly directory: Pick<SiteDirectory, 'findConfig' | 'findSite'>; readonly audit: AuditWrite; readonly log: Log },
): SaveScheduleDeps => {
  const client = tools.clients.dynamo();
  const { audit, log, now } = tools;
  return {
    store: createScheduleStore({ client, table: requireVariable(env, variables.reportsTable) }),
    reports: composeReports(env, client),
    findConfig: tools.directory.findConfig,
    findPrincipal: createFindPrincipal({ client, table: requireVariable(env, variables.directoryTable), now }),
    siteInReach: createSiteInReach(tools.directory.findSite),
    ownBuckets: ownBucketsOf(env),
    setNext: composeSetNext(env, tools),
    audit,
    log,
    now,
    newSuffix,
  };
};
export const composeStoredSchedules = (...given: Parameters<typeof composeSaveSchedules>): StoredSchedules =>
  createStoredSchedules(composeSaveSchedules(...given));

/** What the API shows runs with. */
export const composeRunViews = (env: Environment, tools: Tools) => ({
  files: composeFiles(env, tools),
  links: createMailLinks({ client: tools.clients.dynamo(), table: requireVariable(env, variables.reportsTable), now: tools.now }),
  sendJob: composeSendJob(env, tools),
  tryBucket: createTryBucket(composeDelivery(env, tools)),
  deliveryRole: requireVariable(env, variables.deliveryRoleArn),
});

/** What the worker makes runs with. `openReport`: share one with other jobs of the process. */
export const composeRunSchedule = (
  env: Environment,
  { log, metrics }: { readonly log: Log; readonly metrics: Metrics },
  openReport: OpenReport = composeOpenRows(env),
): ((job: ScheduleJob) => Promise<void>) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  const now = Date.now;
  const tools = { clients, now };
  const table = requireVariable(env, variables.reportsTable);
  const directoryTable = requireVariable(env, variables.directoryTable);
  const { findSite, findConfig, findConfigVersion } = createSiteDirectory({ client, table: directoryTable, now });
  const deps: RunDeps = {
    store: createScheduleStore({ client, table }),
    files: composeFiles(env, tools),
    reports: composeReports(env, client),
    openReport,
    findConfig,
    findConfigVersion,
    findSite,
    findPrincipal: createFindPrincipal({ client, table: directoryTable, now }),
    siteInReach: createSiteInReach(findSite),
    heardThrough: composeSources(env).heardThrough,
    findLogo: composeReadLogo(env),
    findKeepers: createFindKeepers({ client, table: directoryTable }),
    links: createMailLinks({ client, table, now }),
    sendMail: composeSendMail({
      ses: clients.ses(),
      client,
      table,
      from: requireVariable(env, variables.mailFrom),
      configurationSet: requireVariable(env, variables.mailConfigurationSet),
      now,
    }),
    putInBucket: createPutInBucket(composeDelivery(env, tools)),
    sendJob: composeSendJob(env, tools),
    setNext: composeSetNext(env, tools),
    webOrigin: requireVariable(env, variables.webOrigin),
    directory: join(tmpdir(), `trunkline-schedules-${process.pid}`, randomUUID().slice(0, 8)),
    now,
    log,
    metrics,
  };
  return createRunSchedule(deps);
};

/** What the sweep works with. */
export const composeSweep = (
  env: Environment,
  { log, metrics }: { readonly log: Log; readonly metrics: Metrics },
): (() => Promise<Swept>) => {
  const tools = { clients: createAwsClients(env), now: Date.now };
  const deps: SweepDeps = {
    store: createScheduleStore({ client: tools.clients.dynamo(), table: requireVariable(env, variables.reportsTable) }),
    setNext: composeSetNext(env, tools),
    sendJob: composeSendJob(env, tools),
    now: tools.now,
    log,
    metrics,
  };
  return () => sweepSchedules(deps);
};
