import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { epochMsSchema, siteIdSchema, type TenantId, tenantIdSchema } from '../domain/ids.ts';
import { auditActions, auditPk, auditPrefix } from './constants.ts';
import type { AuditEntry } from './types.ts';

const entrySchema: z.ZodType<AuditEntry> = z.object({
  id: z.string(),
  at: epochMsSchema,
  tenant: tenantIdSchema,
  site: siteIdSchema.nullable(),
  who: z.object({
    kind: z.enum(['user', 'apiKey', 'screen', 'edgeAgent', 'system']),
    id: z.string(),
    name: z.string(),
    role: z.string().nullable(),
  }),
  origin: z.object({ requestId: z.string().nullable(), ip: z.string().nullable(), forwardedFor: z.string().nullable() }),
  action: z.enum(auditActions),
  object: z.string(),
  summary: z.string(),
  changes: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  changeCount: z.number(),
  changesPast: z.boolean(),
});

export interface AuditQuery {
  readonly tenant: TenantId;
  /** Rows of these sites only; null = all, those of no site included. */
  readonly sites: readonly string[] | null;
  /** Epoch ms, inclusive. */
  readonly from: number | null;
  /** Epoch ms, exclusive. */
  readonly to: number | null;
  readonly limit: number;
  /** Sort key to go on after. */
  readonly after: string | null;
}
export interface AuditPage {
  /** Newest first. */
  readonly items: readonly AuditEntry[];
  readonly next: string | null;
}
export interface AuditReader {
  readonly list: (query: AuditQuery) => Promise<AuditPage>;
}

/** Latest sort key there can be, and a little more. */
const end = `${auditPrefix}~`;
const keyAt = (at: number | null, otherwise: string): string => (at === null ? otherwise : auditPrefix + new Date(at).toISOString());

export const auditListParams = (table: string, query: AuditQuery): QueryCommandInput => {
  const pk = auditPk(query.tenant);
  const sites = query.sites?.map((site, i) => [`:s${i}`, site] as const);
  return {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': pk,
      ':from': keyAt(query.from, auditPrefix),
      ':to': keyAt(query.to, end),
      ...Object.fromEntries(sites ?? []),
    },
    ...(sites === undefined
      ? {}
      : { FilterExpression: `#site IN (${sites.map(([name]) => name).join(', ')})`, ExpressionAttributeNames: { '#site': 'site' } }),
    ScanIndexForward: false,
    Limit: query.limit,
    ...(query.after === null ? {} : { ExclusiveStartKey: { pk, sk: query.after } }),
  };
};

/** Pages read for one answer when most rows are of other sites; the caller goes on with the cursor. */
const readsAtMost = 10;

export const createAuditReader = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): AuditReader => ({
  list: async (query) => {
    const items: AuditEntry[] = [];
    if (query.sites?.length === 0 || (query.from !== null && query.to !== null && query.from >= query.to)) return { items, next: null };
    let after = query.after;
    for (let read = 0; read < readsAtMost; read += 1) {
      const params = auditListParams(deps.table, { ...query, after, limit: query.limit - items.length });
      const { Items = [], LastEvaluatedKey } = await deps.client.send(new QueryCommand(params));
      items.push(...Items.map((item) => entrySchema.parse(item)));
      after = typeof LastEvaluatedKey?.sk === 'string' ? LastEvaluatedKey.sk : null;
      if (after === null || items.length >= query.limit) break;
    }
    return { items, next: after };
  },
});
