import { type DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { unpackJson } from '../runtime/pack.ts';
import type { Owner, StoredState } from './ports.ts';
import { type Commit, commitParams, stateQueryParams } from './state-params.ts';

/** Someone else committed for the site since its state was read. */
export class StateConflict extends Error {
  override readonly name = 'StateConflict';
}

export interface ReadState<S> {
  readonly state: StoredState<S>;
  /** State items that were there. */
  readonly parts: number;
}
export interface StateStore<S> {
  /** @returns null for a site without state. */
  readonly read: (owner: Owner) => Promise<ReadState<S> | null>;
  /** @throws StateConflict */
  readonly commit: (commit: Commit) => Promise<void>;
}

const firstPart = z.object({
  version: z.number().int().positive(),
  n: z.number().int().nonnegative(),
  parts: z.number().int().positive(),
  links: z.record(z.string(), z.number()),
  body: z.instanceof(Uint8Array),
});
const laterPart = z.object({ body: z.instanceof(Uint8Array) });

const cancelledByCondition = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TransactionCanceledException'
    ? /ConditionalCheckFailed|TransactionConflict/.test(error.message)
    : error.name === 'TransactionInProgressException');

export const createStateStore = <S>(deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): StateStore<S> => ({
  read: async (owner) => {
    const items: unknown[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const page = await deps.client.send(
        new QueryCommand({ ...stateQueryParams(deps.table, owner), ...(after === undefined ? {} : { ExclusiveStartKey: after }) }),
      );
      items.push(...(page.Items ?? []));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    if (items.length === 0) return null;
    const { version, n, parts, links, body } = firstPart.parse(items[0]);
    const whole = Buffer.concat([body, ...items.slice(1, parts).map((item) => laterPart.parse(item).body)]);
    return { state: { version, n, links, engine: unpackJson(whole) as S }, parts: items.length };
  },
  commit: async (commit) => {
    try {
      await deps.client.send(new TransactWriteCommand(commitParams(deps.table, commit)));
    } catch (error) {
      throw cancelledByCondition(error)
        ? new StateConflict(`state of ${commit.owner.site} is no longer version ${commit.readVersion}`, { cause: error })
        : error;
    }
  },
});
