import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createReadValues } from '../board-values/events.ts';
import { composeShowBoard, createValueNames, type ShowBoard } from '../boards/show-board.ts';
import type { BoardValue } from '../domain/board.ts';
import type { SiteScope } from '../identity/types.ts';
import type { FindSiteConfig } from '../tenants/types.ts';

/** What sockets and the API need of boards: their figures, and the values from outside. */
export const composeBoards = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly findConfig: FindSiteConfig;
}): { readonly showBoard: ShowBoard; readonly readValues: (scope: SiteScope) => Promise<readonly BoardValue[]> } => {
  const read = createReadValues(deps);
  return {
    showBoard: composeShowBoard({ ...deps, valueNames: createValueNames(deps) }),
    readValues: async (scope) => (await read(scope)).map(({ id, value, at, failing }) => ({ id, value, at, failing })),
  };
};
