import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type SiteConfig, siteConfigSchema } from '../domain/site-config.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import { createFilterStore } from '../saved-filters/filters.ts';
import { findConfigInForce } from '../tenants/site-configs.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { createBoardStore } from './board-store.ts';
import { savedFiltersOf, valuesIn } from './core/content-references.ts';
import type { NamedFilter } from './core/resolve-filters.ts';
import { findView, resolveView } from './core/resolve-view.ts';
import { type FindBoard, findUsable } from './find-usable.ts';
import type { FindValueNames, ShowBoard } from './types.ts';

export type { FindValueNames, ShowBoard, ShownBoard, ShownFigure } from './types.ts';
export { createValueNames } from './value-names.ts';

export interface ShowBoardDeps {
  readonly findBoard: FindBoard;
  /** Those of `ids` that are there. */
  readonly findFilters: (scope: SiteScope, ids: readonly string[]) => Promise<ReadonlyMap<string, NamedFilter>>;
  readonly valueNames: FindValueNames;
  readonly findConfig: FindSiteConfig;
}

const unconfigured: SiteConfig = siteConfigSchema.parse({ devices: [] });

/** Published door of boards: what a view shows, worked out for whoever draws it or computes its figures. */
export const createShowBoard =
  (deps: ShowBoardDeps): ShowBoard =>
  async (scope, principal, board, viewId) => {
    const found = await findUsable(deps.findBoard, scope, principal, board);
    const view = findView(found.content, viewId);
    if (view === null) throw new ProblemError('not-found', 'The board has no such view.');
    const only = { ...found.content, views: [view] };
    const used = savedFiltersOf(only);
    const [filters, values, config] = await Promise.all([
      used.length === 0 ? new Map<string, NamedFilter>() : deps.findFilters(scope, used),
      valuesIn(only).length === 0 ? new Map<string, string>() : deps.valueNames(scope),
      deps.findConfig(scope.tenant, scope.site),
    ]);
    const { figures, needsLive, ...resolved } = resolveView(view, { filters, values, config: config?.config ?? unconfigured });
    return {
      shown: {
        board: found.id,
        kind: found.kind,
        name: found.name,
        version: found.version,
        views: found.content.views.map(({ id, name }) => ({ id, name })),
        view,
        ...resolved,
      },
      figures,
      needsLive,
    };
  };

/** The same from the boards table. */
export const composeShowBoard = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly findConfig: FindSiteConfig;
  readonly valueNames: FindValueNames;
}): ShowBoard => {
  const store = createFilterStore(deps);
  return createShowBoard({
    findBoard: createBoardStore(deps).look,
    findFilters: async (scope, ids) => {
      const found = await Promise.all(ids.map((id) => store.look(scope, id)));
      // One that cannot be read has no writing that could: its tiles say so.
      return new Map(
        found.flatMap((one) =>
          one === null ? [] : [[one.id, isUnreadable(one) ? { name: one.name ?? one.id, spec: null } : one] as const],
        ),
      );
    },
    valueNames: deps.valueNames,
    findConfig: findConfigInForce(deps.findConfig, Date.now),
  });
};
