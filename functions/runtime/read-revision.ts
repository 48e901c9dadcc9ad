import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

/** Revision of a list, as `nextRevision` counts it; 0 = nobody changed the list yet. To be read before the list. */
export const readRevision = async (
  client: Pick<DynamoDBDocumentClient, 'send'>,
  table: string,
  key: { readonly pk: string; readonly sk: string },
): Promise<number> => {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: { ...key }, ConsistentRead: true }));
  return Number(Item?.rev ?? 0);
};
