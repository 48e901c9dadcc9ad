import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createReadValues } from '../board-values/events.ts';
import type { FindValueNames } from './types.ts';

/** Names of what tiles may show from outside, from where it is kept. */
export const createValueNames = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): FindValueNames => {
  const read = createReadValues(deps);
  return async (scope) => new Map((await read(scope)).map(({ id, name }) => [id, name]));
};
