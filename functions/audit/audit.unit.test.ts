import { expect, test } from 'vitest';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { auditNote } from './audit-note.ts';
import { auditOriginOf } from './audit-origin.ts';
import { auditListParams } from './audit-store.ts';
import { auditPutParams } from './audit-writer.ts';
import type { AuditNote } from './types.ts';

const tenant = tenantIdSchema.parse('bakery');
const note: AuditNote = {
  at: epochMs(Date.parse('2026-03-10T12:00:00.000Z')),
  tenant,
  site: siteIdSchema.parse('harbour'),
  who: { kind: 'user', id: 'ines', name: 'Ines', role: 'customerAdmin' },
  origin: { requestId: 'r-1', ip: null, forwardedFor: null },
  action: 'configuration.save',
  object: 'configuration version 2',
  summary: '60 change(s)',
  changes: Array.from({ length: 60 }, (_, i) => ({ path: `/x/${i}`, before: null, after: 'y'.repeat(i === 0 ? 400 : 1) })),
  changesPast: false,
};

test('a row lies in its customer’s log by time, is never written over, and says how much it leaves out', () => {
  const { Put } = auditPutParams('Audit', 'id-1', note);
  expect(Put?.ConditionExpression).toBe('attribute_not_exists(pk)');
  expect(Put?.Item).toMatchObject({ pk: 'T#bakery#AUDIT', sk: 'A#2026-03-10T12:00:00.000Z#id-1', id: 'id-1', changeCount: 60 });
  const changes = Put?.Item?.changes as { after: string }[];
  expect(changes).toHaveLength(50);
  expect(changes[0]?.after).toBe(`${'y'.repeat(299)}…`);
});

test('a list is of one customer, of a time and of some sites, newest first', () => {
  expect(
    auditListParams('Audit', { tenant, sites: ['harbour', 'market'], from: 0, to: null, limit: 5, after: 'A#2026-03-10T12:00:00.000Z#x' }),
  ).toEqual({
    TableName: 'Audit',
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': 'T#bakery#AUDIT',
      ':from': 'A#1970-01-01T00:00:00.000Z',
      ':to': 'A#~',
      ':s0': 'harbour',
      ':s1': 'market',
    },
    FilterExpression: '#site IN (:s0, :s1)',
    ExpressionAttributeNames: { '#site': 'site' },
    ScanIndexForward: false,
    Limit: 5,
    ExclusiveStartKey: { pk: 'T#bakery#AUDIT', sk: 'A#2026-03-10T12:00:00.000Z#x' },
  });
});

test('where a request came from, as far as it is known', () => {
  const request = (env: unknown, forwarded?: string) =>
    auditOriginOf({ env, var: { requestId: 'r-1' }, req: { header: (name) => (name === 'x-forwarded-for' ? forwarded : undefined) } });
  expect(request({ requestContext: { http: { sourceIp: '192.0.2.1' } } }, '198.51.100.7, 192.0.2.1')).toEqual({
    requestId: 'r-1',
    ip: '192.0.2.1',
    forwardedFor: '198.51.100.7, 192.0.2.1',
  });
  expect(request(undefined)).toEqual({ requestId: 'r-1', ip: null, forwardedFor: null });
});

test('a note on somebody’s doing has no changes unless they are said, and nothing of a principal but the actor', () => {
  const principal = { kind: 'user', id: 'ines', name: 'Ines', role: 'customerAdmin', reseller: 'north' } as const;
  const scope = { tenant, site: siteIdSchema.parse('harbour'), reseller: 'north' };
  const words = { action: 'configuration.save', object: 'configuration version 2', summary: '1 change(s)' } as const;
  const origin = { requestId: 'r-1', ip: null, forwardedFor: null };
  expect(auditNote({ scope, who: principal, origin }, 1_773_144_000_000, words)).toEqual({
    at: 1_773_144_000_000,
    tenant: 'bakery',
    site: 'harbour',
    who: { kind: 'user', id: 'ines', name: 'Ines', role: 'customerAdmin' },
    origin: { requestId: 'r-1', ip: null, forwardedFor: null },
    action: 'configuration.save',
    object: 'configuration version 2',
    summary: '1 change(s)',
    changes: [],
    changesPast: false,
  });
  const changes = [{ path: '/devices/0', before: 'Sales', after: 'Support' }];
  expect(auditNote({ scope, who: principal, origin }, 0, { ...words, changes, changesPast: true })).toMatchObject({
    changes: [{ path: '/devices/0', before: 'Sales', after: 'Support' }],
    changesPast: true,
  });
});
