import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AuditWrite } from '../audit/types.ts';
import type { Access } from '../identity/types.ts';
import type { OpenReport } from '../reports/report-rows.ts';
import type { AwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type ApiEnv, createRouter } from '../runtime/create-api.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createOnce } from '../runtime/idempotency.ts';
import type { Log } from '../runtime/log.ts';
import { newSuffix } from '../runtime/new-suffix.ts';
import { createSendJob } from '../runtime/send-job.ts';
import type { ResolveFilter } from '../saved-reports/stored-reports.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { createExportObjects } from './export-objects.ts';
import { exportRoutes } from './export-routes.ts';
import { createExportStore } from './export-store.ts';
import { logoRoutes } from './logo-routes.ts';
import { createReportLogo } from './report-logo.ts';

/** Exports, files of everything, and the logo, from one environment. */
export const composeExportRoutes = (
  env: Environment,
  deps: {
    readonly access: Access;
    readonly client: DynamoDBDocumentClient;
    readonly clients: AwsClients;
    readonly audit: AuditWrite;
    readonly log: Log;
    readonly now: () => number;
    readonly findConfig: FindSiteConfig;
    readonly openRows: OpenReport;
    readonly resolveFilter: ResolveFilter;
  },
): OpenAPIHono<ApiEnv> => {
  const { access, client, clients, audit, now } = deps;
  const table = requireVariable(env, variables.reportsTable);
  const common = {
    ...deps,
    store: createExportStore({ client, table }),
    objects: createExportObjects({
      s3: clients.s3(),
      links: clients.s3Links(),
      bucket: requireVariable(env, variables.exportsBucket),
      now,
    }),
    sendJob: createSendJob({ sqs: clients.sqs(), queueUrl: requireVariable(env, variables.jobsQueueUrl) }),
    once: createOnce({ client, table, now, newId: randomUUID }),
    newSuffix,
  };
  const logo = createReportLogo({
    client,
    s3: clients.s3(),
    reportsTable: table,
    boardsTable: requireVariable(env, variables.boardsTable),
    mediaBucket: requireVariable(env, variables.mediaBucket),
    audit,
    now,
  });
  const app = createRouter();
  for (const routes of [exportRoutes(common), bulkRoutes(common), logoRoutes({ access, logo })]) app.route('/', routes);
  return app;
};
