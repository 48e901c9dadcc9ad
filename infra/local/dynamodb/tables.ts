import { AwsError, validationError } from '../aws-wire/aws-error.ts';
import { isJson, type Json, textOf } from '../aws-wire/json.ts';
import type { DynamoContext } from './context.ts';
import { runAction, validateInput } from './dynalite.ts';
import { tablePrefix, wholeOf } from './dynalite-store.ts';
import type { TableDescription } from './dynalite-types.ts';
import { tableOf } from './plan-write.ts';
import { streamPrefix } from './stream-log.ts';
import { ttlIndexPrefix } from './ttl.ts';

const viewTypes = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'];

/** CreateTable with StreamSpecification, which dynalite does not know; it is kept in the table's own description. */
export const createTable = (ctx: DynamoContext, input: Json): Promise<unknown> => {
  const stream = input.StreamSpecification;
  const checked = validateInput('CreateTable', structuredClone(input), ctx.store);
  if (isJson(stream) && stream.StreamEnabled === true) {
    const view = textOf(stream, 'StreamViewType') ?? '';
    if (!viewTypes.includes(view)) throw validationError(`StreamViewType must be one of ${viewTypes.join(', ')}`);
    const label = new Date(ctx.now()).toISOString().replace('Z', '');
    const { awsRegion, awsAccountId } = ctx.store.tableDb;
    checked.StreamSpecification = { StreamEnabled: true, StreamViewType: view };
    checked.LatestStreamLabel = label;
    checked.LatestStreamArn = `arn:aws:dynamodb:${awsRegion}:${awsAccountId}:table/${String(checked.TableName)}/stream/${label}`;
  }
  return runAction('CreateTable', ctx.store, checked);
};

export const deleteTable = async (ctx: DynamoContext, input: Json): Promise<unknown> => {
  const answer = await runAction('DeleteTable', ctx.store, validateInput('DeleteTable', input, ctx.store));
  const name = textOf(input, 'TableName') ?? '';
  await ctx.level.clear(wholeOf(streamPrefix(name)));
  await ctx.ttl.set(name, { AttributeName: '', Enabled: false });
  await ctx.level.clear(wholeOf(ttlIndexPrefix(name)));
  return answer;
};

export const updateTimeToLive = async (ctx: DynamoContext, input: Json): Promise<unknown> => {
  const table = tableOf(ctx, input.TableName);
  const wanted = input.TimeToLiveSpecification;
  const attribute = isJson(wanted) ? textOf(wanted, 'AttributeName') : undefined;
  if (!isJson(wanted) || typeof wanted.Enabled !== 'boolean' || attribute === undefined || attribute === '')
    throw validationError('TimeToLiveSpecification needs AttributeName and Enabled');
  const before = ctx.ttl.setting(table.TableName);
  if (wanted.Enabled && before?.Enabled === true) throw validationError('TimeToLive is already enabled');
  if (!wanted.Enabled && before?.Enabled !== true) throw validationError('TimeToLive is already disabled');
  const setting = { AttributeName: attribute, Enabled: wanted.Enabled };
  await ctx.ttl.set(table.TableName, setting);
  return { TimeToLiveSpecification: setting };
};

export const describeTimeToLive = (ctx: DynamoContext, input: Json): unknown => {
  const setting = ctx.ttl.setting(tableOf(ctx, input.TableName).TableName);
  return {
    TimeToLiveDescription:
      setting?.Enabled === true ? { TimeToLiveStatus: 'ENABLED', AttributeName: setting.AttributeName } : { TimeToLiveStatus: 'DISABLED' },
  };
};

export const listTableDescriptions = async (ctx: DynamoContext): Promise<readonly TableDescription[]> => {
  const tables: TableDescription[] = [];
  for await (const [, text] of ctx.level.entries(wholeOf(tablePrefix))) tables.push(JSON.parse(text) as TableDescription);
  return tables;
};

/** Finishes what a crash left half done: a table stays in CREATING or DELETING only while its call runs. */
export const settleTables = async (ctx: DynamoContext): Promise<void> => {
  for (const table of await listTableDescriptions(ctx)) {
    if (table.TableStatus === 'ACTIVE') continue;
    const key = tablePrefix + table.TableName;
    const value = JSON.stringify({ ...table, TableStatus: 'ACTIVE' });
    await ctx.level.enqueue([{ type: 'put', key, value }]);
    ctx.tables.forget(table.TableName);
    if (table.TableStatus === 'DELETING') await deleteTable(ctx, { TableName: table.TableName });
  }
};

export const tableOfStream = async (ctx: DynamoContext, arn: string | undefined): Promise<TableDescription> => {
  const table = (await listTableDescriptions(ctx)).find((t) => t.LatestStreamArn === arn);
  if (table === undefined) throw new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn ?? ''} not found`);
  return table;
};
