import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sitesPk } from './constants.ts';
import type { SiteOf } from './core/keys-of-rows.ts';

/** Every site that has rows, of all tenants: for work on a timer, never on behalf of a user. */
export const createListSites =
  (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }) => async (): Promise<readonly SiteOf[]> => {
    const sites: SiteOf[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const page = await deps.client.send(
        new QueryCommand({
          TableName: deps.table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': sitesPk },
          ...(after === undefined ? {} : { ExclusiveStartKey: after }),
        }),
      );
      for (const item of page.Items ?? []) {
        const [, tenant, , site] = String(item.sk).split('#');
        if (tenant !== undefined && site !== undefined) sites.push({ tenant, site });
      }
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return sites;
  };
