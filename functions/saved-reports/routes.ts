import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AuditWrite } from '../audit/types.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, createRouter } from '../runtime/create-api.ts';
import type { Log } from '../runtime/log.ts';
import { newSuffix } from '../runtime/new-suffix.ts';
import type { FilterStore } from '../saved-filters/filters.ts';
import { type DefaultRoutesDeps, defaultRoutes } from './default-routes.ts';
import { type ReportRoutesDeps, reportRoutes } from './report-routes.ts';
import { createReportStore } from './report-store.ts';
import { type TextRoutesDeps, textRoutes } from './text-routes.ts';
import type { TextSchedules } from './text-schedules.ts';
import type { ReportSchedules } from './types.ts';

export interface SavedReportRoutesDeps
  extends Omit<ReportRoutesDeps, 'filters' | 'schedules'>,
    Omit<TextRoutesDeps, 'schedules'>,
    Pick<DefaultRoutesDeps, 'findConfig'> {
  readonly schedules: ReportSchedules & TextSchedules;
}

/** Published door of saved reports: their routes, whole paths. */
export const savedReportRoutes = (deps: SavedReportRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.route('/', defaultRoutes(deps));
  app.route('/', reportRoutes(deps));
  app.route('/', textRoutes(deps));
  return app;
};

/** The routes as one environment composes them. `table` = the reports table. */
export const composeSavedReportRoutes = (deps: {
  readonly access: Access;
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly filters: FilterStore;
  readonly findConfig: DefaultRoutesDeps['findConfig'];
  readonly schedules: ReportSchedules & TextSchedules;
  readonly audit: AuditWrite;
  readonly log: Log;
  readonly now: () => number;
}): OpenAPIHono<ApiEnv> => savedReportRoutes({ ...deps, store: createReportStore(deps), newSuffix });
