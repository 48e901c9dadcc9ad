import { isJson } from '../aws-wire/json.ts';
import { itemPrefix, wholeOf } from './dynalite-store.ts';
import type { Item } from './dynalite-types.ts';
import type { LevelStore, Op } from './level-store.ts';
import type { ItemChange } from './stream-log.ts';

export interface TtlSetting {
  readonly AttributeName: string;
  readonly Enabled: boolean;
}

/** Values older than five years do not expire, as in AWS. */
const oldestSeconds = 5 * 365 * 86_400;
const settingKey = (table: string): string => `ttl~${table}`;
export const ttlIndexPrefix = (table: string): string => `ttlx~${table}~`;
const indexKey = (table: string, seconds: number, itemKey: string): string =>
  `${ttlIndexPrefix(table)}${String(seconds).padStart(12, '0')}~${itemKey}`;

const expiryIn = (text: string | null, attribute: string): number | null => {
  if (text?.includes(`"${attribute}"`) !== true) return null;
  const value = (JSON.parse(text) as Item)[attribute];
  const seconds = isJson(value) ? Math.floor(Number(value.N)) : Number.NaN;
  return Number.isSafeInteger(seconds) && seconds > 0 && seconds < 1e12 ? seconds : null;
};

export interface TtlIndex {
  setting(table: string): TtlSetting | null;
  /** Stores the setting and indexes the items that are there already. */
  set(table: string, setting: TtlSetting): Promise<void>;
  /** Keeps the expiry index in step; to be written in the same batch as the item. */
  opsFor(table: string, itemKey: string, change: ItemChange): readonly Op[];
  /** Keys (within the table) of items whose time has come; entries that no longer hold are dropped. */
  expired(table: string, limit: number): Promise<readonly string[]>;
}

export const createTtlIndex = (level: LevelStore, now: () => number): TtlIndex => {
  const settings = new Map<string, TtlSetting | null>();
  const setting = (table: string): TtlSetting | null => {
    const cached = settings.get(table);
    if (cached !== undefined) return cached;
    const text = level.readNewest(settingKey(table));
    const read = text === undefined ? null : (JSON.parse(text) as TtlSetting);
    settings.set(table, read);
    return read;
  };

  return {
    setting,
    set: async (table, wanted) => {
      settings.set(table, wanted);
      await level.enqueue([{ type: 'put', key: settingKey(table), value: JSON.stringify(wanted) }]);
      await level.clear(wholeOf(ttlIndexPrefix(table)));
      if (!wanted.Enabled) return;
      const prefix = itemPrefix(table);
      for await (const [key, text] of level.entries(wholeOf(prefix))) {
        const seconds = expiryIn(text, wanted.AttributeName);
        if (seconds !== null) await level.enqueue([{ type: 'put', key: indexKey(table, seconds, key.slice(prefix.length)), value: '' }]);
      }
    },
    opsFor: (table, itemKey, change) => {
      const wanted = setting(table);
      if (wanted === null || !wanted.Enabled) return [];
      const before = expiryIn(change.oldText, wanted.AttributeName);
      const after = expiryIn(change.newText, wanted.AttributeName);
      if (before === after) return [];
      const ops: Op[] = [];
      if (before !== null) ops.push({ type: 'del', key: indexKey(table, before, itemKey) });
      if (after !== null) ops.push({ type: 'put', key: indexKey(table, after, itemKey), value: '' });
      return ops;
    },
    expired: async (table, limit) => {
      const prefix = ttlIndexPrefix(table);
      const seconds = Math.floor(now() / 1000);
      const from = String(Math.max(0, seconds - oldestSeconds)).padStart(12, '0');
      const to = String(seconds).padStart(12, '0');
      const keys: string[] = [];
      for await (const [key] of level.entries({ gte: prefix + from, lt: `${prefix}${to}~${'\u00ff'}`, limit }))
        keys.push(key.slice(prefix.length + 13));
      return keys;
    },
  };
};
