import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { SiteOf } from './core/keys-of-rows.ts';
import { positionGetParams } from './history-params.ts';

/** Last outbox number of which history has every row; 0 = none. Rows read afterwards may say more, never less. */
export type ReadPosition = (owner: SiteOf) => Promise<number>;

export const createReadPosition =
  (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): ReadPosition =>
  async (owner) => {
    const { Item } = await deps.client.send(new GetCommand(positionGetParams(deps.table, owner)));
    return typeof Item?.n === 'number' ? Item.n : 0;
  };
