import type { TransactWrite } from '../audit/types.ts';

/**
 * Counts the revision of a list up by one, in the transaction that changes the list: it holds only if nobody changed it since it was read at `rev`
 * (0 = nobody ever did). The row of the revision is to be read before the list, or with it, so that a change in between is noticed.
 */
export const nextRevision = (table: string, key: { readonly pk: string; readonly sk: string }, rev: number): TransactWrite => ({
  Update: {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET rev = :next',
    ConditionExpression: rev === 0 ? 'attribute_not_exists(pk)' : 'rev = :rev',
    ExpressionAttributeValues: { ':next': rev + 1, ...(rev === 0 ? {} : { ':rev': rev }) },
  },
});
