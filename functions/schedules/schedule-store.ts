import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandOutput,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import { epochMsSchema, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { held, wasOvertaken } from '../runtime/held-write.ts';
import { nextRevision } from '../runtime/next-revision.ts';
import { queryAll } from '../runtime/query-all.ts';
import { readRevision } from '../runtime/read-revision.ts';
import { readRow, refuseUnreadable, sortOut, type UnreadableRow } from '../runtime/read-row.ts';
import { byHandListParams, byHandWrites, tryWrites } from './by-hand-params.ts';
import { byHandHeadSk, byHandMs, runPrefix, schedulePrefix, schedulesHeadSk } from './constants.ts';
import { readRunId, runIdOfSk } from './core/run-id.ts';
import { dueListParams, forgetDueWrites } from './due-params.ts';
import { keyOf } from './key-of.ts';
import { parseRun, parseSchedule } from './records.ts';
import { alarmedParams, lastRunParams, runCreateWrites, runGetParams, runListParams, runSaveWrites } from './run-params.ts';
import {
  nameListParams,
  scheduleCreateWrites,
  scheduleDeleteWrites,
  scheduleGetParams,
  scheduleGoOnWrites,
  scheduleListParams,
  scheduleSaveWrites,
  unreadableDeleteWrites,
} from './schedule-params.ts';
import type { Place, ScheduleRun, StoredSchedule } from './types.ts';

/** A schedule or a run that is due at an instant. */
export type Due = Place & { readonly at: number } & (
    | { readonly kind: 'schedule'; readonly schedule: string }
    | { readonly kind: 'run'; readonly run: string }
  );
export interface RunPage {
  readonly items: readonly ScheduleRun[];
  /** Their ids say when they were due, and of which schedule they are. */
  readonly unreadable: readonly UnreadableRow[];
  /** Sort key to go on after; null at the end. */
  readonly next: string | null;
}

export interface ScheduleStore {
  /** @throws ProblemError `conflict` for one that cannot be read */
  readonly find: (place: Place, schedule: string) => Promise<StoredSchedule | null>;
  readonly look: (place: Place, schedule: string) => Promise<StoredSchedule | UnreadableRow | null>;
  readonly list: (place: Place) => Promise<{ readonly read: readonly StoredSchedule[]; readonly unreadable: readonly UnreadableRow[] }>;
  /** Revision of the list, to be read before it. */
  readonly revision: (place: Place) => Promise<number>;
  /** Comes with new schedules, in their transaction; does not commit when others made some since. */
  readonly revisionWrite: (place: Place, rev: number) => TransactWrite;
  readonly createWrites: (place: Place, schedule: StoredSchedule) => TransactWrite[];
  readonly saveWrites: (place: Place, after: StoredSchedule, before: StoredSchedule) => TransactWrite[];
  readonly deleteWrites: (place: Place, schedule: StoredSchedule) => TransactWrite[];
  readonly deleteUnreadableWrites: (place: Place, schedule: UnreadableRow) => Promise<TransactWrite[]>;
  readonly goOnWrites: (place: Place, schedule: StoredSchedule, nextAt: number | null) => TransactWrite[];
  /** @throws ProblemError `conflict` for one that cannot be read */
  readonly findRun: (place: Place, run: string) => Promise<ScheduleRun | null>;
  readonly lookRun: (place: Place, run: string) => Promise<ScheduleRun | UnreadableRow | null>;
  /** Newest first; of one schedule, or of all. */
  readonly listRuns: (place: Place, schedule: string | null, limit: number, after: string | null) => Promise<RunPage>;
  readonly createRunWrites: (place: Place, run: ScheduleRun) => TransactWrite[];
  /** The run as it is now; null = somebody else went on with it. */
  readonly saveRun: (place: Place, after: ScheduleRun, before: ScheduleRun) => Promise<ScheduleRun | null>;
  /** Tells its schedule of a run. */
  readonly noteLastRun: (place: Place, run: ScheduleRun) => Promise<void>;
  /** Somebody was told that a schedule fails. */
  readonly noteAlarm: (place: Place, schedule: string, now: number) => Promise<void>;
  /** What is due before an instant, of all tenants: for work on a timer. */
  readonly listDue: (before: number) => Promise<{ readonly read: readonly Due[]; readonly unreadable: readonly UnreadableRow[] }>;
  /** A schedule that is gone is not due any more. */
  readonly forgetDue: (place: Place, schedule: string, at: number) => Promise<void>;
  /** One more try of a bucket; does not commit when there were too many in the hour. */
  readonly tryWrites: (place: Place, now: number) => TransactWrite[];
  /** Runs by hand that wait or run, and the revision of their count: first it, then they are read, so that a change in between is noticed. */
  readonly byHand: (place: Place, now: number) => Promise<{ readonly rev: number; readonly underWay: number }>;
  /** Counts one more; does not commit when others began since. */
  readonly byHandWrites: (place: Place, run: ScheduleRun, rev: number) => TransactWrite[];
  /** `false`: somebody was faster. */
  readonly commit: (writes: readonly TransactWrite[]) => Promise<boolean>;
}

const dueItem = z
  .object({
    at: z.number(),
    tenant: tenantIdSchema,
    site: siteIdSchema,
    schedule: z.string().optional(),
    run: z.string().optional(),
  })
  .transform(
    ({ schedule, run, ...due }): Due => ({
      ...due,
      ...(run === undefined ? { kind: 'schedule', schedule: schedule ?? '' } : { kind: 'run', run }),
    }),
  );

type Row = Record<string, unknown>;
const keyAfter = ({ sk }: Row, prefix: string): string => (typeof sk === 'string' ? sk.slice(prefix.length) : '');
const nameIn = ({ content }: Row): unknown =>
  typeof content === 'object' && content !== null && 'name' in content ? content.name : undefined;
const readSchedule = (row: Row) => readRow(row, parseSchedule, { id: keyAfter(row, schedulePrefix), name: nameIn(row) });
const readRun = (row: Row) => readRow(row, parseRun, { id: runIdOfSk(keyAfter(row, runPrefix)), name: nameIn(row) });

/** A page of one schedule's runs looks through so many pages of all runs, then gives what it has. */
const pagesAtOnce = 20;

export const createScheduleStore = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): ScheduleStore => {
  const { client, table } = deps;
  const commit: ScheduleStore['commit'] = (writes) =>
    held(client.send(new TransactWriteCommand({ TransactItems: [...writes] })), wasOvertaken);
  const look: ScheduleStore['look'] = async (place, schedule) => {
    const { Item } = await client.send(new GetCommand(scheduleGetParams(table, place, schedule)));
    return Item === undefined ? null : readSchedule(Item);
  };
  const lookRun: ScheduleStore['lookRun'] = async (place, run) => {
    const id = readRunId(run);
    if (id === null) return null;
    const { Item } = await client.send(new GetCommand(runGetParams(table, place, id.dueAt, id.schedule)));
    return Item === undefined ? null : readRun(Item);
  };
  return {
    commit,
    look,
    find: async (place, schedule) => refuseUnreadable(await look(place, schedule)),
    list: async (place) => sortOut(await queryAll(client, (after) => scheduleListParams(table, place, after), readSchedule)),
    tryWrites: (place, now) => tryWrites(table, place, now),
    byHand: async (place, now) => {
      const rev = await readRevision(client, table, keyOf(place, byHandHeadSk));
      const begun = await queryAll(
        client,
        (after) => byHandListParams(table, place, after),
        ({ at }) => Number(at),
      );
      return { rev, underWay: begun.filter((at) => at > now - byHandMs).length };
    },
    byHandWrites: (place, run, rev) => byHandWrites(table, place, run, rev),
    revision: (place) => readRevision(client, table, keyOf(place, schedulesHeadSk)),
    revisionWrite: (place, rev) => nextRevision(table, keyOf(place, schedulesHeadSk), rev),
    createWrites: (place, schedule) => scheduleCreateWrites(table, place, schedule),
    saveWrites: (place, after, before) => scheduleSaveWrites(table, place, after, before),
    deleteWrites: (place, schedule) => scheduleDeleteWrites(table, place, schedule),
    deleteUnreadableWrites: async (place, { id, row }) => {
      const names = await queryAll(
        client,
        (after) => nameListParams(table, place, id, after),
        ({ sk }) => String(sk),
      );
      return unreadableDeleteWrites(table, place, id, { names, nextAt: epochMsSchema.safeParse(row.nextAt).data ?? null });
    },
    goOnWrites: (place, schedule, nextAt) => scheduleGoOnWrites(table, place, schedule, nextAt),
    lookRun,
    findRun: async (place, run) => refuseUnreadable(await lookRun(place, run)),
    listRuns: async (place, schedule, limit, after) => {
      const items: (ScheduleRun | UnreadableRow)[] = [];
      let next = after;
      for (let page = 0; page < pagesAtOnce; page += 1) {
        const params = runListParams(table, place, runPrefix, schedule, limit - items.length, next);
        const found: QueryCommandOutput = await client.send(new QueryCommand(params));
        items.push(...(found.Items ?? []).map(readRun));
        next = typeof found.LastEvaluatedKey?.sk === 'string' ? found.LastEvaluatedKey.sk : null;
        if (next === null || items.length >= limit) break;
      }
      const { read, unreadable } = sortOut(items);
      return { items: read, unreadable, next };
    },
    createRunWrites: (place, run) => runCreateWrites(table, place, run),
    saveRun: async (place, after, before) =>
      (await commit(runSaveWrites(table, place, after, before))) ? { ...after, turn: before.turn + 1 } : null,
    noteLastRun: async (place, run) => {
      await held(client.send(new UpdateCommand(lastRunParams(table, place, run))));
    },
    noteAlarm: async (place, schedule, now) => {
      await held(client.send(new UpdateCommand(alarmedParams(table, place, schedule, now))));
    },
    listDue: async (before) =>
      sortOut(
        await queryAll(
          client,
          (after) => dueListParams(table, before, after),
          (row) => readRow(row, (item) => dueItem.parse(item), { id: keyAfter(row, ''), name: null }),
        ),
      ),
    forgetDue: async (place, schedule, at) => {
      await commit(forgetDueWrites(table, place, schedule, at));
    },
  };
};
