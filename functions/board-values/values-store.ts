import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import type { BoardValue } from '../domain/board.ts';
import { held, wasOvertaken } from '../runtime/held-write.ts';
import { claimMs } from './constants.ts';
import type { DueFetch, Fetched, Source } from './core/types.ts';
import { parseBook, type ValuesBook } from './values-book.ts';
import {
  bookParams,
  claimNowParams,
  claimParams,
  commitParams,
  dueDeleteParams,
  dueListParams,
  fetchedParams,
  triedParams,
  type ValuesOwner,
} from './values-params.ts';

/** The right to fetch a source, until `until` (epoch ms). */
export interface Claim {
  readonly until: number;
}

export interface ValuesStore {
  readonly table: string;
  readonly read: (owner: ValuesOwner) => Promise<ValuesBook>;
  /** All or nothing. `false`: somebody changed the list since `rev`. */
  readonly commit: (owner: ValuesOwner, rev: number, writes: readonly TransactWrite[]) => Promise<boolean>;
  readonly listDue: (now: number) => Promise<readonly DueFetch[]>;
  /** Null: another run has it. */
  readonly claim: (due: DueFetch, now: number) => Promise<Claim | null>;
  /** Null: it was fetched a moment ago. */
  readonly claimNow: (owner: ValuesOwner, source: string, now: number) => Promise<Claim | null>;
  readonly forgetDue: (due: DueFetch) => Promise<void>;
  /** `false`: the source is another one by now, and what came counts for nothing. */
  readonly putFetched: (
    owner: ValuesOwner,
    source: Source,
    fetched: Fetched,
    told: readonly BoardValue[],
    claim: Claim,
  ) => Promise<boolean>;
  /** `false`: the site tried one a moment ago. */
  readonly mayTry: (owner: ValuesOwner, now: number) => Promise<boolean>;
}

const dueRow: z.ZodType<DueFetch> = z.object({
  tenant: z.string(),
  site: z.string(),
  source: z.string(),
  dueAt: z.number(),
  gone: z.boolean(),
});

export const createValuesStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): ValuesStore => {
  const { client, table } = deps;
  const pages = async (paramsAfter: (after: Record<string, unknown> | undefined) => ReturnType<typeof bookParams>): Promise<unknown[]> => {
    const items: unknown[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const page = await client.send(new QueryCommand(paramsAfter(after)));
      items.push(...(page.Items ?? []));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return items;
  };
  const allOrNothing = (params: TransactWriteCommandInput): Promise<boolean> =>
    held(client.send(new TransactWriteCommand(params)), wasOvertaken);
  const holds = (params: UpdateCommandInput): Promise<boolean> => held(client.send(new UpdateCommand(params)));
  return {
    table,
    read: async (owner) => parseBook(await pages((after) => bookParams(table, owner, after))),
    commit: (owner, rev, writes) => allOrNothing(commitParams(table, owner, rev, writes)),
    listDue: async (now) => (await pages((after) => dueListParams(table, now, after))).map((item) => dueRow.parse(item)),
    claim: async (due, now) => ((await holds(claimParams(table, due, now))) ? { until: now + claimMs } : null),
    claimNow: async (owner, source, now) => ((await holds(claimNowParams(table, owner, source, now))) ? { until: now + claimMs } : null),
    forgetDue: async (due) => {
      await client.send(new DeleteCommand(dueDeleteParams(table, due)));
    },
    putFetched: (owner, source, fetched, told, claim) => allOrNothing(fetchedParams(table, owner, source, fetched, told, claim.until)),
    mayTry: (owner, now) => holds(triedParams(table, owner, now)),
  };
};
