import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';

/** Every item of a query, page by page. `paramsAfter` = the query after a sort key of the same partition, null = from the start. */
export const queryAll = async <T>(
  client: Pick<DynamoDBDocumentClient, 'send'>,
  paramsAfter: (after: string | null) => QueryCommandInput,
  parse: (item: Record<string, unknown>) => T,
): Promise<T[]> => {
  const items: T[] = [];
  for (let after: string | null = null; ; ) {
    const { Items = [], LastEvaluatedKey }: QueryCommandOutput = await client.send(new QueryCommand(paramsAfter(after)));
    items.push(...Items.map(parse));
    if (typeof LastEvaluatedKey?.sk !== 'string') return items;
    after = LastEvaluatedKey.sk;
  }
};
