import { type DynamoDBDocumentClient, GetCommand, type GetCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { loginLookupKey } from '../tenants/lookups.ts';
import { principalCacheMs } from './constants.ts';
import { type Principal, roles } from './types.ts';

/** @returns null when no user logs in with this subject. */
export type FindPrincipal = (subject: string) => Promise<Principal | null>;

const loginSchema = z
  .object({
    sub: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles),
    reseller: z.string(),
    tenant: tenantIdSchema.nullable(),
    sites: z.array(siteIdSchema).nullable(),
    extensions: z.array(z.string()),
    agents: z.array(z.string()),
    units: z.array(z.string()).optional(),
  })
  // Only the reseller's own people have no tenant: a damaged record must not widen anybody's reach.
  .refine((login) => (login.tenant === null) === (login.role === 'resellerAdmin'), 'tenant and role of the log-in do not fit');

export const principalGetParams = (table: string, subject: string): GetCommandInput => ({ TableName: table, Key: loginLookupKey(subject) });

const keptPrincipals = 10_000;

/** Principals from the directory, kept for a while (30 s unless told): so long does a withdrawn right still work. */
export const createFindPrincipal = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly now: () => number;
  readonly keptMs?: number | undefined;
}): FindPrincipal => {
  const { keptMs = principalCacheMs } = deps;
  const cache = new Map<string, { readonly principal: Principal; readonly until: number }>();
  return async (subject) => {
    const hit = cache.get(subject);
    if (hit !== undefined && hit.until > deps.now()) return hit.principal;
    cache.delete(subject);
    const { Item } = await deps.client.send(new GetCommand(principalGetParams(deps.table, subject)));
    if (Item === undefined) return null;
    const { sub, units, ...login } = loginSchema.parse(Item);
    const principal: Principal = { kind: 'user', id: sub, ...login, ...(units === undefined ? {} : { units }) };
    if (cache.size >= keptPrincipals) cache.clear();
    cache.set(subject, { principal, until: deps.now() + keptMs });
    return principal;
  };
};
