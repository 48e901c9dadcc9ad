import {
  DeleteCommand,
  type DeleteCommandInput,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';

type Item = Record<string, unknown>;
interface Conditional {
  readonly TableName?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
}

const refused = (name: string): Error => Object.assign(new Error(name), { name });
const keyOf = (key: Item | undefined): string => `${String(key?.pk)}\u0000${String(key?.sk)}`;

/** The conditions that the history table and the lake use: `a = :v`, `a < :v`, `attribute_not_exists(pk)`, joined by OR. */
const holds = ({ ConditionExpression, ExpressionAttributeValues }: Conditional, item: Item | undefined): boolean =>
  ConditionExpression === undefined ||
  ConditionExpression.split(' OR ').some((part) => {
    if (part === 'attribute_not_exists(pk)') return item === undefined;
    const [, name = '', operator, value = ''] = /^(\w+) (=|<) (:\w+)$/.exec(part) ?? [];
    const wanted = ExpressionAttributeValues?.[value];
    if (operator === '=') return item?.[name] === wanted;
    return Number(item?.[name]) < Number(wanted);
  });

const updated = (item: Item, expression: string, values: Item | undefined): Item => {
  const result = { ...item };
  const [, set = '', add = ''] = /^(?:SET (.*?) )?ADD (.*)$/.exec(expression) ?? [];
  for (const part of set === '' ? [] : set.split(', ')) {
    const [name = '', value = ''] = part.split(' = ');
    result[name] = values?.[value];
  }
  for (const part of add.split(', ')) {
    const [name = '', value = ''] = part.split(' ');
    result[name] = Number(result[name] ?? 0) + Number(values?.[value]);
  }
  return result;
};

/**
 * One table in memory that answers the commands history and lake send. Each command is one step, taken when `turn` lets it; a query
 * answers pages of `page` items.
 */
export const createMemoryDynamo = (turn: () => Promise<void>, page: number) => {
  const items = new Map<string, Item>();
  const put = (input: Conditional & { readonly Item?: Item | undefined }): (() => void) => {
    const key = keyOf(input.Item);
    if (!holds(input, items.get(key))) throw refused('ConditionalCheckFailedException');
    return () => void items.set(key, { ...input.Item });
  };
  const remove = (input: Conditional & Pick<DeleteCommandInput, 'Key'>): (() => void) => {
    const key = keyOf(input.Key);
    if (!holds(input, items.get(key))) throw refused('ConditionalCheckFailedException');
    return () => void items.delete(key);
  };
  const query = ({ ExpressionAttributeValues: values, ExclusiveStartKey }: QueryCommandInput) => {
    const found = [...items.values()]
      .filter((item) => item.pk === values?.[':pk'])
      .filter((item) => values?.[':from'] === undefined || (String(item.sk) >= values[':from'] && String(item.sk) <= values[':to']))
      .filter((item) => ExclusiveStartKey === undefined || String(item.sk) > String(ExclusiveStartKey.sk))
      .sort((a, b) => (String(a.sk) < String(b.sk) ? -1 : 1));
    const Items = found.slice(0, page);
    const last = Items.at(-1);
    return { Items, ...(found.length > page ? { LastEvaluatedKey: { pk: last?.pk, sk: last?.sk } } : {}) };
  };
  const answer = (command: unknown): unknown => {
    if (command instanceof GetCommand) {
      const item = items.get(keyOf(command.input.Key));
      return item === undefined ? {} : { Item: { ...item } };
    }
    if (command instanceof QueryCommand) return query(command.input);
    if (command instanceof PutCommand) return put(command.input)();
    if (command instanceof DeleteCommand) return remove(command.input)();
    if (command instanceof UpdateCommand) throw new Error('updates come in transactions');
    if (!(command instanceof TransactWriteCommand)) throw new Error('no such command');
    try {
      const effects = (command.input.TransactItems ?? []).map((one): (() => void) => {
        if (one.Put !== undefined) return put(one.Put);
        if (one.Delete !== undefined) return remove(one.Delete);
        if (one.ConditionCheck !== undefined) {
          remove(one.ConditionCheck);
          return () => undefined;
        }
        const { Key, UpdateExpression = '', ExpressionAttributeValues } = one.Update ?? {};
        return () => void items.set(keyOf(Key), updated(items.get(keyOf(Key)) ?? { ...Key }, UpdateExpression, ExpressionAttributeValues));
      });
      for (const effect of effects) effect();
    } catch (error) {
      throw error instanceof Error && error.name === 'ConditionalCheckFailedException' ? refused('TransactionCanceledException') : error;
    }
    return {};
  };
  const send = async (command: unknown): Promise<unknown> => {
    await turn();
    const result = answer(command) ?? {};
    return result;
  };
  return { items, client: { send: send as DynamoDBDocumentClient['send'] } };
};
