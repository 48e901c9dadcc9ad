import { describe, expect, test } from 'vitest';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { unpackJson } from '../runtime/pack.ts';
import { packOutbox, packState } from './pack-commit.ts';
import { commitParams, fitsTransaction, stateQueryParams } from './state-params.ts';

const owner = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour') };
const body = new Uint8Array([1]);
const commit = {
  owner,
  readVersion: 7,
  readParts: 3,
  n: 42,
  links: { 'link-1': 9 },
  state: [body, body],
  outbox: [{ body, types: ['call', 'directory'] as const }],
  now: 1_000_000,
};

describe('the commit of a site', () => {
  test('is one transaction under the condition that nobody committed since', () => {
    expect(commitParams('Engine', commit)).toEqual({
      TransactItems: [
        {
          Put: {
            TableName: 'Engine',
            Item: { pk: 'T#bakery#S#harbour', sk: 'STATE#000', body, version: 8, n: 42, parts: 2, links: { 'link-1': 9 } },
            ConditionExpression: '#version = :read',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':read': 7 },
          },
        },
        { Put: { TableName: 'Engine', Item: { pk: 'T#bakery#S#harbour', sk: 'STATE#001', body, version: 8 } } },
        { Delete: { TableName: 'Engine', Key: { pk: 'T#bakery#S#harbour', sk: 'STATE#002' } } },
        {
          Put: {
            TableName: 'Engine',
            Item: {
              pk: 'T#bakery#S#harbour',
              sk: 'OUTBOX#000000000042#000',
              tenant: 'bakery',
              site: 'harbour',
              n: 42,
              part: 0,
              parts: 1,
              body,
              directory: true,
              expiresAt: 173_800,
            },
          },
        },
      ],
    });
  });

  test('of a new site requires that there is no state yet', () => {
    expect(commitParams('Engine', { ...commit, readVersion: 0, readParts: 0 }).TransactItems?.[0]?.Put?.ConditionExpression).toBe(
      'attribute_not_exists(pk)',
    );
  });

  test('reads its state consistently', () => {
    expect(stateQueryParams('Engine', owner)).toEqual({
      TableName: 'Engine',
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :state)',
      ExpressionAttributeValues: { ':pk': 'T#bakery#S#harbour', ':state': 'STATE#' },
      ConsistentRead: true,
    });
  });

  test('fits 100 items and 3.9 MB, no more', () => {
    const part = { body, types: [] };
    expect(fitsTransaction({ state: [body], outbox: Array.from({ length: 99 }, () => part), readParts: 1 })).toBe(true);
    expect(fitsTransaction({ state: [body], outbox: Array.from({ length: 99 }, () => part), readParts: 2 })).toBe(false);
    expect(fitsTransaction({ state: [new Uint8Array(3_900_001)], outbox: [], readParts: 1 })).toBe(false);
  });
});

describe('packing', () => {
  const anomaly = (i: number) => ({
    type: 'anomaly' as const,
    anomaly: {
      anomalyId: `a${i}`,
      siteId: 'harbour',
      kind: 'unrecognised' as const,
      at: epochMs(i),
      logicalCallId: null,
      detail: `${i * 7919}`.repeat(20),
    },
  });
  const batch: OutboxBatch = {
    v: 1,
    tenant: 'bakery',
    site: 'harbour',
    n: 1,
    at: epochMs(5),
    emitted: Array.from({ length: 50 }, (_, i) => anomaly(i)),
  };

  test('a large batch is cut into parts that are batches themselves', () => {
    const parts = packOutbox(batch, 400);
    expect(parts?.length).toBeGreaterThan(1);
    const read = (parts ?? []).map((part) => unpackJson(part.body) as OutboxBatch);
    expect(read.every((part) => part.n === 1 && part.site === 'harbour')).toBe(true);
    expect(read.flatMap((part) => part.emitted)).toEqual(batch.emitted);
    expect((parts ?? []).every((part) => part.body.length <= 400)).toBe(true);
  });

  test('one emission above the limit fits nowhere', () => {
    expect(packOutbox(batch, 20)).toBeNull();
  });

  test('slices of a state are one gzip again', () => {
    const slices = packState({ text: 'x'.repeat(50), numbers: Array.from({ length: 400 }, (_, i) => i * i) }, 100);
    expect(slices.length).toBeGreaterThan(2);
    expect(unpackJson(Buffer.concat(slices))).toMatchObject({ text: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' });
  });
});
