import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AuditWrite } from '../audit/types.ts';
import { createTextVariables } from '../board-values/events.ts';
import type { Access, Principal, SiteScope } from '../identity/types.ts';
import { type ApiEnv, createRouter } from '../runtime/create-api.ts';
import type { Log } from '../runtime/log.ts';
import { newSuffix } from '../runtime/new-suffix.ts';
import { createFilterStore, type FilterStore } from '../saved-filters/filters.ts';
import { savedFilterRoutes } from '../saved-filters/routes.ts';
import type { FilterUse } from '../saved-filters/types.ts';
import { type BoardRoutesDeps, boardRoutes } from './board-routes.ts';
import { createBoardStore } from './board-store.ts';
import { createFilterUses } from './filter-uses.ts';
import { type TemplateRoutesDeps, templateRoutes } from './template-routes.ts';
import { createTemplateStore } from './template-store.ts';
import { type TextRoutesDeps, textRoutes } from './text-routes.ts';
import type { FindValueNames, ShowBoard } from './types.ts';

export interface BoardsRoutesDeps extends BoardRoutesDeps, TextRoutesDeps, TemplateRoutesDeps {
  readonly filters: FilterStore;
  readonly newFilterId: () => string;
  readonly otherFilterUses: OtherFilterUses;
}

/** What else of a site uses saved filters. */
export type OtherFilterUses = (scope: SiteScope, who: Principal) => Promise<readonly FilterUse[]>;

/** Published door of boards: its routes and those of the filters they use, whole paths. */
export const boardsRoutes = (deps: BoardsRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.route('/', boardRoutes(deps));
  app.route('/', textRoutes(deps));
  app.route('/', templateRoutes(deps));
  const usesOnBoards = createFilterUses(deps.store);
  const usesOf: OtherFilterUses = async (scope, who) =>
    (await Promise.all([usesOnBoards(scope, who), deps.otherFilterUses(scope, who)])).flat();
  app.route('/', savedFilterRoutes({ ...deps, store: deps.filters, usesOf, newId: deps.newFilterId }));
  return app;
};

/** The routes as one environment composes them. */
export const composeBoardsRoutes = (deps: {
  readonly access: Access;
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly audit: AuditWrite;
  readonly now: () => number;
  readonly log: Log;
  readonly showBoard: ShowBoard;
  readonly valueNames: FindValueNames;
  readonly otherFilterUses: OtherFilterUses;
}): OpenAPIHono<ApiEnv> =>
  boardsRoutes({
    access: deps.access,
    store: createBoardStore(deps),
    templates: createTemplateStore(deps),
    log: deps.log,
    filters: createFilterStore(deps),
    variables: createTextVariables(deps),
    table: deps.table,
    audit: deps.audit,
    now: deps.now,
    newSuffix,
    newFilterId: () => `f-${newSuffix()}${newSuffix()}`,
    showBoard: deps.showBoard,
    valueNames: deps.valueNames,
    otherFilterUses: deps.otherFilterUses,
  });
