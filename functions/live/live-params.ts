import type { GetCommandInput, QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { packJson } from '../runtime/pack.ts';
import { deltaKeptSeconds, deltaPrefix, deltaSk, itemBodyBytes, livePk, livePrefix, liveSk } from './constants.ts';
import type { LiveModel } from './core/live-model.ts';
import type { NumberedDelta } from './core/site-delta.ts';

export interface SiteOf {
  readonly tenant: string;
  readonly site: string;
}

export const liveQueryParams = (table: string, owner: SiteOf): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :live)',
  ExpressionAttributeValues: { ':pk': livePk(owner.tenant, owner.site), ':live': livePrefix },
  ConsistentRead: true,
});

/** `n` of the snapshot without reading all of it. */
export const livePositionParams = (table: string, owner: SiteOf): GetCommandInput => ({
  TableName: table,
  Key: { pk: livePk(owner.tenant, owner.site), sk: liveSk(0) },
  ProjectionExpression: 'n, deltaN',
  ConsistentRead: true,
});

export const deltasQueryParams = (table: string, owner: SiteOf, after: number): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':pk': livePk(owner.tenant, owner.site), ':from': deltaSk(after + 1), ':to': `${deltaPrefix}~` },
  ConsistentRead: true,
});

/**
 * Snapshot and delta in one step, or nothing. The first part carries the condition:
 *
 *   nobody projected since we read  =  its n is the one read (or there is none yet)
 */
export const projectLiveParams = (
  table: string,
  owner: SiteOf,
  before: { readonly n: number; readonly parts: number },
  model: LiveModel,
  delta: NumberedDelta | null,
  now: number,
): { readonly params: TransactWriteCommandInput; readonly parts: number } => {
  const pk = livePk(owner.tenant, owner.site);
  const whole = packJson(model);
  const bodies = Array.from({ length: Math.ceil(whole.length / itemBodyBytes) }, (_, i) =>
    whole.subarray(i * itemBodyBytes, (i + 1) * itemBodyBytes),
  );
  const unchangedSinceRead =
    before.n === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'n = :before', ExpressionAttributeValues: { ':before': before.n } };
  return {
    parts: bodies.length,
    params: {
      TransactItems: [
        ...bodies.map((body, part) => ({
          Put: {
            TableName: table,
            Item: { pk, sk: liveSk(part), body, ...(part === 0 ? { n: model.n, deltaN: model.deltaN, parts: bodies.length } : {}) },
            ...(part === 0 ? unchangedSinceRead : {}),
          },
        })),
        ...Array.from({ length: Math.max(0, before.parts - bodies.length) }, (_, i) => ({
          Delete: { TableName: table, Key: { pk, sk: liveSk(bodies.length + i) } },
        })),
        ...(delta === null
          ? []
          : [
              {
                Put: {
                  TableName: table,
                  Item: {
                    pk,
                    sk: deltaSk(delta.n),
                    n: delta.n,
                    from: delta.from,
                    body: packJson(delta.delta),
                    expiresAt: Math.floor(now / 1_000) + deltaKeptSeconds,
                  },
                },
              },
            ]),
      ],
    },
  };
};
