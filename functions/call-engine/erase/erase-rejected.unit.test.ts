import { expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../../domain/ids.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { createNumberEraser } from '../core/number-eraser.ts';
import { createEraseRejected } from './erase-rejected.ts';

const owner = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour') };
const eraser = createNumberEraser('+442079460123', [siteConfigSchema.parse({ devices: [] })]);
const item = (sk: string, detail: string, raw: string | null) => ({ pk: 'T#bakery#S#harbour', sk, id: sk, detail, raw, at: 1 });

test('rejected lines lose the number, one that expires meanwhile does not come back, and a dry run only counts', async () => {
  const pages = [
    [item('REJECTED#1', 'no event', 'ZZ,02079460123'), item('REJECTED#2', 'x', null)],
    [item('REJECTED#3', 'got 02079460123', null)],
  ];
  const sent: Record<string, unknown>[] = [];
  const send = async (command: { readonly constructor: { readonly name: string }; readonly input: Record<string, unknown> }) => {
    const { input } = command;
    if (command.constructor.name === 'QueryCommand') {
      const at = input.ExclusiveStartKey === undefined ? 0 : 1;
      return { Items: pages[at], LastEvaluatedKey: at === 0 ? { pk: 'more' } : undefined };
    }
    sent.push(input);
    if (sent.length === 2) throw Object.assign(new Error('gone'), { name: 'ConditionalCheckFailedException' });
    return {};
  };
  const erase = createEraseRejected({ client: { send } as never, table: 't' });
  expect(await erase(owner, eraser, true)).toBe(2);
  expect(sent).toEqual([]);
  expect(await erase(owner, eraser, false)).toBe(2);
  expect(sent).toMatchObject([
    {
      Key: { sk: 'REJECTED#1' },
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':detail': 'no event', ':raw': 'ZZ,███████████' },
    },
    { Key: { sk: 'REJECTED#3' }, ExpressionAttributeValues: { ':detail': 'got ███████████', ':raw': null } },
  ]);
});
