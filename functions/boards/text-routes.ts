import type { OpenAPIHono } from '@hono/zod-openapi';
import { createTextRoutes } from '../definitions-text/text-document.ts';
import type { Access } from '../identity/types.ts';
import type { ApiEnv } from '../runtime/create-api.ts';
import { exportText } from './export-text.ts';
import { type ImportDeps, importText } from './import-text.ts';

export interface TextRoutesDeps extends ImportDeps {
  readonly access: Access;
}

/** Boards, filters and variables of a site as one text, out and in. */
export const textRoutes = (deps: TextRoutesDeps): OpenAPIHono<ApiEnv> => {
  const write = exportText(deps);
  return createTextRoutes({
    access: deps.access,
    path: 'boards-text',
    permission: 'boards.write',
    action: 'board.import',
    answer: { name: 'BoardsImport', kinds: ['board', 'filter', 'variable'] },
    summary: 'Boards with their filters and variables as YAML: the same data gives the same bytes',
    lists: { boards: 'left out: everything the token may see' },
    write: (scope, who, chosen) => write(scope, who, chosen('boards')),
    read: importText(deps),
  });
};
