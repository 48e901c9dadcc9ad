import { Readable } from 'node:stream';
import type { Callback, DynaliteStore, DynaliteSubDb, RangeOptions, TableDescription } from './dynalite-types.ts';
import type { LevelStore, Op } from './level-store.ts';

export const itemPrefix = (table: string): string => `item~${table}~`;
export const tablePrefix = 'table~';
const indexPrefix = (type: string, table: string, index: string): string => `index~${type.toLowerCase()}~${table}~${index}~`;
const tagPrefix = (table: string): string => `tag~${table}~`;
/** Above every key of a sub-database: keys are hex, digits, `/` and `~`. */
const top = '\u00ff';
export const wholeOf = (prefix: string): RangeOptions => ({ gte: prefix, lt: prefix + top });

const withPrefix = (prefix: string, options: RangeOptions = {}): RangeOptions => {
  const { gt, gte, lt, lte, limit, reverse } = options;
  return {
    ...(gt !== undefined ? { gt: prefix + gt } : { gte: prefix + (gte ?? '') }),
    ...(lte !== undefined ? { lte: prefix + lte } : { lt: prefix + (lt ?? top) }),
    ...(limit !== undefined && limit >= 0 ? { limit } : {}),
    ...(reverse === undefined ? {} : { reverse }),
  };
};

const notFound = (name: string, checked: boolean): Error =>
  Object.assign(new Error('NotFoundError'), {
    name: 'NotFoundError',
    statusCode: 400,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
      message: checked ? 'Requested resource not found' : `Requested resource not found: Table: ${name} not found`,
    },
  });

export interface TableCache {
  get(name: string): TableDescription | undefined;
  fresh(name: string): TableDescription | undefined;
  forget(name: string): void;
}

export const createTableCache = (level: LevelStore): TableCache => {
  const tables = new Map<string, TableDescription>();
  const fresh = (name: string): TableDescription | undefined => {
    const text = level.readNewest(tablePrefix + name);
    return text === undefined ? undefined : (JSON.parse(text) as TableDescription);
  };
  return {
    get: (name) => {
      const cached = tables.get(name);
      if (cached !== undefined) return cached;
      const table = fresh(name);
      if (table?.TableStatus === 'ACTIVE') tables.set(name, table);
      return table;
    },
    fresh,
    forget: (name) => tables.delete(name),
  };
};

/** `into` gathers writes instead of storing them: that is how a write is worked out before anything is touched. */
export interface FacadeParams {
  readonly level: LevelStore;
  readonly tables: TableCache;
  readonly region: string;
  readonly into: Op[] | null;
}

/**
 * The store dynalite's actions work on. Point reads answer at once; with `into` they see enqueued writes as well, without it only
 * what is on disk. Locks are no-ops: every write is worked out in one turn of the event loop.
 */
export const createDynaliteStore = (params: FacadeParams): DynaliteStore => {
  const { level, tables, into } = params;
  const store = (ops: readonly Op[], callback: Callback<void>): void => {
    if (into !== null) {
      into.push(...ops);
      callback(null);
      return;
    }
    level.enqueue(ops).then(
      () => callback(null),
      (error: unknown) => callback(error),
    );
  };
  const opOf = (prefix: string, op: { type: 'put' | 'del'; key: string; value?: unknown }): Op =>
    op.type === 'put' ? { type: 'put', key: prefix + op.key, value: JSON.stringify(op.value) } : { type: 'del', key: prefix + op.key };

  const subDb = (prefix: string, changed: (key: string) => void = () => undefined): DynaliteSubDb => ({
    lock: (_key, run) => run((callback) => callback),
    get: (key, callback) => {
      const text = into === null ? level.readDurable(prefix + key) : level.readNewest(prefix + key);
      callback(null, text === undefined ? undefined : JSON.parse(text));
    },
    put: (key, value, callback) => {
      changed(key);
      store([opOf(prefix, { type: 'put', key, value })], callback);
    },
    del: (key, callback) => {
      changed(key);
      store([opOf(prefix, { type: 'del', key })], callback);
    },
    batch: (ops, callback) =>
      store(
        ops.map((op) => opOf(prefix, op)),
        callback,
      ),
    createKeyStream: (options) =>
      Readable.from(
        (async function* () {
          for await (const [key] of level.entries(withPrefix(prefix, options))) yield key.slice(prefix.length);
        })(),
      ),
    createValueStream: (options) =>
      Readable.from(
        (async function* () {
          for await (const [, value] of level.entries(withPrefix(prefix, options))) yield JSON.parse(value) as unknown;
        })(),
      ),
  });

  const cleared = (prefix: string, callback: Callback<void>): void => {
    level.clear(wholeOf(prefix)).then(
      () => callback(null),
      (error: unknown) => callback(error),
    );
  };

  return {
    options: { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, maxItemSize: 409_600, maxItemSizeKb: 400 },
    tableDb: { ...subDb(tablePrefix, tables.forget), awsAccountId: '000000000000', awsRegion: params.region },
    getTable: (name, checkStatus, callback) => {
      const answer = typeof checkStatus === 'function' ? checkStatus : (callback ?? (() => undefined));
      // dynalite treats a callback in this place as "check the status" as well.
      const check = typeof checkStatus === 'function' || checkStatus;
      const table = check ? tables.get(name) : tables.fresh(name);
      if (table === undefined || (check && (table.TableStatus === 'CREATING' || table.TableStatus === 'DELETING'))) {
        answer(notFound(name, check));
        return;
      }
      answer(null, table);
    },
    getItemDb: (table) => subDb(itemPrefix(table)),
    getIndexDb: (type, table, index) => subDb(indexPrefix(type, table, index)),
    getTagDb: (table) => subDb(tagPrefix(table)),
    deleteItemDb: (table, callback) => cleared(itemPrefix(table), callback),
    deleteIndexDb: (type, table, index, callback) => cleared(indexPrefix(type, table, index), callback),
    deleteTagDb: (table, callback) => cleared(tagPrefix(table), callback),
  };
};
