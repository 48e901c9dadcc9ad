import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { customerKey, resellerKey, userPrefix } from '../tenants/constants.ts';
import type { FindKeepers } from './ports.ts';

/** People of one collection; nobody has more admins than a page of it holds. */
const peopleParams = (table: string, pk: string): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': pk, ':prefix': userPrefix },
  Limit: 1_000,
});

const person = z.object({ email: z.string().nullable(), role: z.string() });

export const createFindKeepers = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): FindKeepers => {
  const addresses = async (pk: string, role: string): Promise<readonly string[]> => {
    const { Items = [] } = await deps.client.send(new QueryCommand(peopleParams(deps.table, pk)));
    return Items.map((item) => person.parse(item)).flatMap((one) => (one.role === role && one.email !== null ? [one.email] : []));
  };
  return async ({ tenant, reseller }) => {
    const [customer, ofReseller] = await Promise.all([
      addresses(customerKey(tenant).pk, 'customerAdmin'),
      addresses(resellerKey(reseller).pk, 'resellerAdmin'),
    ]);
    return { customer, reseller: ofReseller };
  };
};
