import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test } from 'vitest';
import { createDirectoryStore } from './directory-store.ts';
import { createCustomer, createSite, createUser } from './onboard.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-2' }));
const dynamo = mockClient(client);
afterEach(() => {
  dynamo.reset();
});
const deps = { store: createDirectoryStore({ client, table: 'Directory' }), now: () => 1_000 };
const refused = Object.assign(
  new Error('Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed]'),
  {
    name: 'TransactionCanceledException',
  },
);
const bakery = { pk: 'T#bakery', sk: 'CUSTOMER', tenant: 'bakery', reseller: 'north', name: 'Bakery' };
const harbour = {
  pk: 'SITE#harbour',
  sk: 'SITE',
  site: 'harbour',
  tenant: 'bakery',
  reseller: 'north',
  name: 'Harbour',
  customerName: 'Bakery',
  timeZone: 'Europe/London',
  resetTime: '02:00',
};
const newSite = { site: 'harbour', tenant: 'bakery', name: 'Harbour', config: { timeZone: 'Europe/London', devices: [] } };

describe('onboarding', () => {
  test('a site lies in three places and has version 1 of its configuration', async () => {
    dynamo.on(GetCommand).resolves({ Item: bakery });
    dynamo.on(TransactWriteCommand).resolves({});
    expect(await createSite(deps, newSite)).toMatchObject({
      site: 'harbour',
      tenant: 'bakery',
      reseller: 'north',
      timeZone: 'Europe/London',
      resetTime: '02:00',
    });
    const items = dynamo.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems ?? [];
    expect(items.map((item) => `${item.Put?.Item?.pk} ${item.Put?.Item?.sk}`)).toEqual([
      'SITE#harbour SITE',
      'T#bakery SITE#harbour',
      'R#north SITE#bakery#harbour',
      'T#bakery#S#harbour#CONFIG CURRENT',
      'T#bakery#S#harbour#CONFIG V#00000001',
    ]);
    expect(items[0]?.Put?.ConditionExpression).toBe('attribute_not_exists(pk)');
    expect(items[3]?.Put?.Item).toMatchObject({ version: 1, at: 1_000, author: 'seed' });
  });

  test('a site of the same customer may be created again', async () => {
    dynamo.on(GetCommand, { Key: { pk: 'T#bakery', sk: 'CUSTOMER' } }).resolves({ Item: bakery });
    dynamo.on(GetCommand, { Key: { pk: 'SITE#harbour', sk: 'SITE' } }).resolves({ Item: harbour });
    dynamo.on(TransactWriteCommand).rejects(refused);
    expect(await createSite(deps, newSite)).toMatchObject({ site: 'harbour', tenant: 'bakery' });
  });

  test('a site id of another customer is taken: ids are unique on the platform', async () => {
    dynamo.on(GetCommand, { Key: { pk: 'T#bakery', sk: 'CUSTOMER' } }).resolves({ Item: bakery });
    dynamo.on(GetCommand, { Key: { pk: 'SITE#harbour', sk: 'SITE' } }).resolves({ Item: { ...harbour, tenant: 'florist' } });
    dynamo.on(TransactWriteCommand).rejects(refused);
    await expect(createSite(deps, newSite)).rejects.toMatchObject({ code: 'tenants.taken' });
  });

  test('a customer id of another reseller is taken', async () => {
    dynamo.on(TransactWriteCommand).rejects(refused);
    await expect(createCustomer(deps, { tenant: 'bakery', reseller: 'south', name: 'x' })).rejects.toMatchObject({ code: 'tenants.taken' });
  });

  test.each(['Bakery', 'bake ry', 'b#x', '', '-x'])('"%s" is no tenant id', async (tenant) => {
    await expect(createCustomer(deps, { tenant, reseller: 'north', name: 'x' })).rejects.toThrow('tenant id');
  });

  const anna = {
    user: 'anna',
    subject: 'sub-1',
    name: 'Anna',
    email: null,
    role: 'supervisor',
    reseller: 'north',
    tenant: 'bakery',
  } as const;
  test('a user lies with the customer, the log-in apart from it', async () => {
    dynamo.on(GetCommand).resolves({ Item: bakery });
    dynamo.on(TransactWriteCommand).resolves({});
    await createUser(deps, { ...anna, sites: ['harbour'] });
    const items = dynamo.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems ?? [];
    expect(items.map((item) => item.Put?.Item)).toMatchObject([
      { pk: 'T#bakery', sk: 'USER#anna', sub: 'sub-1', sites: ['harbour'] },
      { pk: 'LOGIN#sub-1', sk: 'LOGIN', owner: 'T#bakery', role: 'supervisor', tenant: 'bakery', sites: ['harbour'] },
    ]);
  });

  test('nobody takes over a log-in of another customer', async () => {
    dynamo.on(GetCommand).resolves({ Item: bakery });
    dynamo.on(TransactWriteCommand).rejects(refused);
    await expect(createUser(deps, anna)).rejects.toMatchObject({ code: 'tenants.taken' });
  });

  test('reseller, customer and role must fit each other', async () => {
    dynamo.on(GetCommand).resolves({ Item: bakery });
    await expect(createUser(deps, { ...anna, role: 'resellerAdmin' })).rejects.toMatchObject({ code: 'tenants.unknown' });
    await expect(createUser(deps, { ...anna, tenant: null })).rejects.toMatchObject({ code: 'tenants.unknown' });
    await expect(createUser(deps, { ...anna, reseller: 'south' })).rejects.toMatchObject({ code: 'tenants.unknown' });
    expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(0);
  });
});
