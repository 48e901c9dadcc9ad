import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { type Key, siteSk, sitesPk } from './constants.ts';
import type { RowCollector, TimeRange } from './core/collect-rows.ts';
import { additionsOnly, compareRows, kindOfKey, nameOf, type RowChange, type RowKind, rowKinds } from './core/compare-rows.ts';
import { computeWrites, dayMarkers, type HistoryWrite } from './core/compute-writes.ts';
import type { SiteOf } from './core/keys-of-rows.ts';
import { positionGetParams, writeRowsParams } from './history-params.ts';
import { createStoredReader } from './read-stored.ts';
import { storeRow } from './stored-row.ts';

export interface KindCounts {
  /** Rows of the range that history held. */
  readonly read: number;
  readonly unchanged: number;
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** Left alone, as something newer was said of them meanwhile. */
  readonly newer: number;
  /** Left alone, as only rows that history lacks may be added. */
  readonly spared: number;
}
export interface Restatement {
  readonly kinds: Readonly<Record<RowKind, KindCounts>>;
  /** Every change, in the order written; with `dryRun` what it would be. */
  readonly changes: readonly RowChange[];
}
export interface RestateRequest {
  readonly owner: SiteOf;
  readonly range: TimeRange;
  readonly rows: Pick<RowCollector, 'batch' | 'writes'>;
  /** Outbox number that `rows` is the state of. */
  readonly asOf: number;
  /** Change and delete nothing: rows may be wrong because events are missing. */
  readonly addOnly: boolean;
  readonly dryRun: boolean;
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
const attempts = 8;

const reasonsOf = (error: unknown): readonly string[] | null => {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException' || !('CancellationReasons' in error)) return null;
  const reasons = error.CancellationReasons;
  return Array.isArray(reasons) ? reasons.map((reason: { readonly Code?: string }) => reason.Code ?? 'None') : null;
};
const keyOfItem = (item: TransactItem): string | null => {
  const key = item.Put?.Item ?? item.Delete?.Key;
  return key === undefined ? null : `${String(key.pk)} ${String(key.sk)}`;
};

/**
 * Makes history of a range equal to rows computed anew, while its projection goes on writing. A row is written only over the very row that
 * was read; what outbox batches after `asOf` say of a key always wins, whichever of both comes first:
 *
 *   row there, newer number            left alone
 *   row there, replaced meanwhile      the condition on its number fails: left alone
 *   row not there, a later batch put   the condition that there is none fails: left alone
 *   row not there, a later batch took  unknown to any condition: batches are read again after writing, and such a row is taken out
 *
 * Killed in between it can be run again. Repeated, it writes nothing.
 */
export const createRestateHistory = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly now: () => number;
  /** Batches published after number `n`, without holes. */
  readonly readAfter: (owner: SiteOf, n: number) => Promise<readonly OutboxBatch[]>;
}) => {
  const { client, table } = deps;
  const stored = createStoredReader(deps);

  /** @returns names of the keys that were left alone */
  const send = async (params: TransactWriteCommandInput): Promise<readonly string[]> => {
    let items = params.TransactItems ?? [];
    const refused: string[] = [];
    for (let attempt = 1; items.some((item) => item.Update === undefined); attempt += 1) {
      try {
        await client.send(new TransactWriteCommand({ TransactItems: items }));
        break;
      } catch (error) {
        const reasons = reasonsOf(error);
        const failed = new Set(items.filter((_, i) => reasons?.[i] === 'ConditionalCheckFailed'));
        if (failed.size === 0 && (reasons === null || attempt >= attempts)) throw error;
        refused.push(...[...failed].flatMap((item) => keyOfItem(item) ?? []));
        items = items.filter((item) => !failed.has(item));
      }
    }
    return refused;
  };
  const write = async (owner: SiteOf, writes: readonly HistoryWrite[], markers: readonly Key[]): Promise<ReadonlySet<string>> => {
    const refused = new Set<string>();
    for (const params of writeRowsParams(table, owner, { writes, takeOvers: [], markers, position: null, restatedAt: deps.now() }))
      for (const name of await send(params)) refused.add(name);
    return refused;
  };
  /** Takes out what batches since have taken out, if it is our row that stands there. */
  const takeBack = async (owner: SiteOf, asOf: number, added: readonly RowChange[]): Promise<ReadonlySet<string>> => {
    if (added.length === 0) return new Set();
    const gone = new Set(
      computeWrites(owner, await deps.readAfter(owner, asOf))
        .filter((one) => one.row === null)
        .map(nameOf),
    );
    const ours = added.filter((change) => gone.has(nameOf(change.write)));
    await write(
      owner,
      ours.map((change) => ({ ...change.write, row: null, over: asOf })),
      [],
    );
    return new Set(ours.map((change) => nameOf(change.write)));
  };

  return {
    /** Last outbox number that the projection has applied; 0 = none. */
    position: async (owner: SiteOf): Promise<number> => {
      const { Item } = await client.send(new GetCommand(positionGetParams(table, owner)));
      return typeof Item?.n === 'number' ? Item.n : 0;
    },
    restate: async ({ owner, range, rows, asOf, addOnly, dryRun }: RestateRequest): Promise<Restatement> => {
      const wanted = rows.writes(asOf);
      const items = await stored.rows(owner, range);
      const touched = new Set(computeWrites(owner, await deps.readAfter(owner, asOf)).map(nameOf));
      const found = compareRows({ wanted, stored: items, asOf, touched, textOf: storeRow });
      const planned = addOnly ? additionsOnly(found.changes, items) : found.changes;
      const left = new Set<string>();
      if (!dryRun) {
        const known = await stored.days(owner);
        const markers = [
          ...dayMarkers(owner, [rows.batch(asOf)]).filter((marker) => !known.has(marker.sk)),
          ...(planned.length > 0 ? [{ pk: sitesPk, sk: siteSk(owner.tenant, owner.site) }] : []),
        ];
        const refused = await write(
          owner,
          planned.map((change) => change.write),
          markers,
        );
        for (const name of refused) left.add(name);
        const added = planned.filter((change) => change.what === 'added' && !refused.has(nameOf(change.write)));
        for (const name of await takeBack(owner, asOf, added)) left.add(name);
      }
      const done = planned.filter((change) => !left.has(nameOf(change.write)));
      const count = <T>(all: readonly T[], test: (one: T) => boolean): number => all.reduce((sum, one) => sum + (test(one) ? 1 : 0), 0);
      const countsOf = (kind: RowKind): KindCounts => {
        const of = (what: RowChange['what']): number => count(done, (change) => change.kind === kind && change.what === what);
        const all = count(found.changes, (change) => change.kind === kind);
        const mine = count(planned, (change) => change.kind === kind);
        return {
          read: count(items, (item) => kindOfKey(item.pk) === kind),
          unchanged: count(found.unchanged, (one) => one === kind),
          added: of('added'),
          changed: of('changed'),
          deleted: of('deleted'),
          newer: count(found.newer, (one) => one === kind) + mine - count(done, (change) => change.kind === kind),
          spared: all - mine,
        };
      };
      const kinds = Object.fromEntries(rowKinds.map((kind) => [kind, countsOf(kind)])) as Record<RowKind, KindCounts>;
      return { kinds, changes: done };
    },
  };
};
export type RestateHistory = ReturnType<typeof createRestateHistory>;
