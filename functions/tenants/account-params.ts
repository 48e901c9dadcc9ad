import type { QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import { siteIdSchema } from '../domain/ids.ts';
import { roles } from '../identity/types.ts';
import { customerKey, type Key, userKey, userPrefix } from './constants.ts';
import { loginLookupKey } from './lookups.ts';

const accountSchema = z
  .object({
    user: z.string(),
    sub: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles),
    sites: z.array(siteIdSchema).nullable(),
    units: z.array(z.string()).optional(),
    limits: z.number().default(0),
  })
  .transform(({ units, ...account }) => ({ ...account, units: units ?? null }));
/** Somebody who logs in: `user` is the id of the account, `sub` the subject of the tokens, `units` null when not limited, `limits` how often that was changed. */
export type Account = z.output<typeof accountSchema>;
/** @throws ZodError for a damaged item. */
export const parseAccount = (item: unknown): Account => accountSchema.parse(item);

export const accountsParams = (table: string, tenant: string, limit: number, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': customerKey(tenant).pk, ':prefix': userPrefix },
  Limit: limit,
  ...(after === null ? {} : { ExclusiveStartKey: { pk: customerKey(tenant).pk, sk: after } }),
});

/** Both records of an account, if its limit is still what was read: the one of the customer and the one that log-ins find. */
export const accountLimitParams = (
  table: string,
  tenant: string,
  { user, sub, limits }: Pick<Account, 'user' | 'sub' | 'limits'>,
  units: readonly string[] | null,
  also: readonly TransactWrite[],
): TransactWriteCommandInput => {
  const { pk } = customerKey(tenant);
  const update = (key: Key, owner: 'pk' | 'owner'): TransactWrite => ({
    Update: {
      TableName: table,
      Key: { ...key },
      UpdateExpression: `SET #limits = :next${units === null ? ' REMOVE #units' : ', #units = :units'}`,
      ConditionExpression: `#owner = :owner AND ${limits === 0 ? 'attribute_not_exists(#limits)' : '#limits = :limits'}`,
      ExpressionAttributeNames: { '#units': 'units', '#limits': 'limits', '#owner': owner },
      ExpressionAttributeValues: {
        ':owner': pk,
        ':next': limits + 1,
        ...(limits === 0 ? {} : { ':limits': limits }),
        ...(units === null ? {} : { ':units': units }),
      },
    },
  });
  return {
    TransactItems: [update(userKey({ reseller: '', tenant }, user), 'pk'), update(loginLookupKey(sub), 'owner'), ...also],
  };
};
