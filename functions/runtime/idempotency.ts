import { createHash } from 'node:crypto';
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { SiteScope } from '../identity/types.ts';
import { held } from './held-write.ts';
import { ProblemError } from './problem.ts';

/** Header of a POST that starts work: sent again with the same key, the work is not done again, and the answer is the first one. */
export const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible ASCII characters')
    .optional(),
});

/** How long an answer is kept. */
const keptSeconds = 86_400;
/** A request that has no answer after so long has died, and the next one does its work: longer than any request may take. */
const begunSeconds = 60;

const idempotencyKey = ({ tenant, site }: Pick<SiteScope, 'tenant' | 'site'>, principal: string, key: string) => ({
  pk: `T#${tenant}#S#${site}#IDEMPOTENCY`,
  sk: `${principal}#${createHash('sha256').update(key).digest('hex')}`,
});

/** Members in one order, so that the same request is the same text. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
};
const requestHash = (what: string, body: unknown): string =>
  createHash('sha256')
    .update(`${what}\n${JSON.stringify(sorted(body)) ?? ''}`)
    .digest('hex');

const storedSchema = z.object({ request: z.string(), answer: z.string().optional(), expiresAt: z.number(), token: z.string() });

export interface Asked<T> {
  readonly scope: Pick<SiteScope, 'tenant' | 'site'>;
  /** Id of the principal: two people may choose the same key. */
  readonly principal: string;
  /** Undefined = the work is done each time. */
  readonly key: string | undefined;
  /** Of the route, e.g. `POST exports`. */
  readonly what: string;
  readonly body: unknown;
  /** Reads the answer that was kept. */
  readonly answer: z.ZodType<T>;
  readonly work: () => Promise<T>;
}
export type Once = <T>(asked: Asked<T>) => Promise<T>;

/**
 * Does work at most once for a key. What fails is forgotten and may be tried again.
 * @throws ProblemError `key-reused` for another request, `conflict` while the first one is still worked on
 */
export const createOnce = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  /** The reports table. */
  readonly table: string;
  readonly now: () => number;
  /** Never the same. */
  readonly newId: () => string;
}): Once => {
  const { client, table: TableName, now, newId } = deps;
  return async ({ scope, principal, key, what, body, answer, work }) => {
    if (key === undefined) return work();
    const Key = idempotencyKey(scope, principal, key);
    const request = requestHash(what, body);
    const seconds = Math.floor(now() / 1_000);
    const token = newId();
    const claimed = await held(
      client.send(
        new PutCommand({
          TableName,
          Item: { ...Key, tenant: scope.tenant, site: scope.site, request, token, expiresAt: seconds + begunSeconds },
          ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
          ExpressionAttributeValues: { ':now': seconds },
        }),
      ),
    );
    if (!claimed) {
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      const kept = storedSchema.safeParse(Item);
      if (kept.success && kept.data.request !== request)
        throw new ProblemError('key-reused', 'The Idempotency-Key was sent with another request within a day: choose a new one for each.');
      if (kept.success && kept.data.answer !== undefined) return answer.parse(JSON.parse(kept.data.answer));
      throw new ProblemError('conflict', 'The same request is still worked on: ask again in a moment.');
    }
    const mine = { ConditionExpression: '#token = :token', ExpressionAttributeNames: { '#token': 'token' } };
    try {
      const made = await work();
      await held(
        client.send(
          new UpdateCommand({
            TableName,
            Key,
            UpdateExpression: 'SET answer = :answer, expiresAt = :until',
            ...mine,
            ExpressionAttributeValues: { ':token': token, ':answer': JSON.stringify(made), ':until': seconds + keptSeconds },
          }),
        ),
      );
      return made;
    } catch (error) {
      await held(client.send(new DeleteCommand({ TableName, Key, ...mine, ExpressionAttributeValues: { ':token': token } })));
      throw error;
    }
  };
};
