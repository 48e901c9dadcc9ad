import type { Grain } from '../../statistics/facts.ts';
import { sqlLiteral } from '../../statistics/formulas.ts';
import { visibleFactsSql } from './unit-sql.ts';

/** Temporary tables of one query, filled before its SQL runs. */
export const tables = {
  /** Facts of hours that are in no file: all fact columns. */
  tail: 'tail_facts',
  /** `key, label, startsAt, endsAt`: the rows of a report by time; stretches do not overlap. */
  buckets: 'time_buckets',
  /** `startsAt, endsAt`: the daily window, day by day. */
  windows: 'daily_windows',
  /** `matchKey`: what the filter picks (`matchKeysSql`). */
  matched: 'matched_keys',
  /** `telephoneKey, answeredAt, triedAt`: conversations with numbers outside, of all sites of the customer, and calls out that nobody answered. */
  conversations: 'conversations',
} as const;

export const inList = (values: readonly string[]): string => `(${values.map(sqlLiteral).join(', ')})`;

export interface Universe {
  /** SELECT of all fact columns over the files of the range. */
  readonly files: string;
  readonly grains: readonly Grain[];
  /** Epoch ms; `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Column of the row's key, `time` for buckets, null for one row over all. */
  readonly key: string | null;
  readonly keyName: string | null;
  /** Stands for a missing key; null leaves rows without key out. */
  readonly emptyLabel: string | null;
  /** Own key of the template where rows are stretches of time all the same: a fact without it is in no row. */
  readonly ownKey: Pick<Universe, 'key' | 'emptyLabel'> | null;
  /** Where the range leaves out hours or days: the words for a fact there; else null. */
  readonly outside: string | null;
  readonly hasFilter: boolean;
  /** Only what a person limited to business units may see: the rest is not even there to be counted out (`limitToUnits`). */
  readonly limited: boolean;
  /** Length of the return window in ms where a figure needs to know what was returned, else null. */
  readonly returnWindowMs: number | null;
}

/** Under what key a fact stands among those the filter picked. */
const factMatchKey = `CASE WHEN f.grain IN ('leg', 'originator') THEN f."factId"
  WHEN f.grain = 'visit' THEN f."logicalCallId" || '/visit/' || f."huntGroup" ELSE f."logicalCallId" END`;

/** The filter over alias `s` of segments, as each side of a call sees it. */
export interface SidesOfFilter {
  readonly whole: string;
  readonly device: string;
  readonly caller: string;
}
/**
 * Keys of the facts of some grains that a filter picks: a leg by its own segment, a visit by those at the group, a call and its trunks by
 * any segment of the call (rule set 1 §8.6), its originator by any as the caller sees it. `segments` = a relation of the range's segments,
 * read once for each kind of key. A key may come out more than once.
 */
export const matchKeysSql = (segments: string, filter: SidesOfFilter, grains: readonly Grain[]): string => {
  const keys = (key: string, where: string): string => `SELECT ${key} AS "matchKey" FROM ${segments} s WHERE ${where}`;
  const id = 's."logicalCallId"';
  const wanted: readonly [readonly Grain[], string][] = [
    [['call', 'trunk'], keys(id, filter.whole)],
    [['leg'], keys(`${id} || '/leg/' || s."segmentNo"`, filter.device)],
    [['visit'], keys(`${id} || '/visit/' || s."huntGroup"`, `s."huntGroup" IS NOT NULL AND (${filter.device})`)],
    [['originator'], keys(`${id} || '/originator'`, `s."callType" = 'internal' AND (${filter.caller})`)],
  ];
  return wanted.flatMap(([of, sql]) => (of.some((grain) => grains.includes(grain)) ? [sql] : [])).join(' UNION ALL ');
};

/** Nobody of the customer talked to the number after the lost call ended, within the window after its end (rule set 1 §8.10). */
const unreturnedSql = (windowMs: number): string => `(f."callOutcome" = 'lost' AND f."telephoneKey" IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM ${tables.conversations} c WHERE c."telephoneKey" = f."telephoneKey"
    AND c."answeredAt" > f."endedAt" AND c."answeredAt" <= f."endedAt" + ${windowMs}))`;

const keySql = ({ key, emptyLabel, ownKey }: Pick<Universe, 'key' | 'emptyLabel' | 'ownKey'>): string => {
  if (key === null) return `''`;
  if (key === 'time') return ownKey === null ? 'b.key' : `CASE WHEN ${keySql({ ...ownKey, ownKey: null })} IS NOT NULL THEN b.key END`;
  const column = `f."${key}"`;
  return emptyLabel === null ? column : `coalesce(${column}, '')`;
};

/**
 * Every fact of the range and the template's grains, whether it counts or not, with `rowKey` (null = no row of the report; '' = the one
 * row, or the row of a missing key), `rowName`, `inWindow`, `picked` (the filter) and `unreturned`.
 */
export const universeSql = (universe: Universe): string => {
  const joins = [
    universe.key === 'time' ? `ASOF LEFT JOIN ${tables.buckets} b ON f."callStartedAt" >= b."startsAt"` : '',
    universe.outside !== null ? `ASOF LEFT JOIN ${tables.windows} w ON f."callStartedAt" >= w."startsAt"` : '',
  ];
  const columns = [
    'f.*',
    `${keySql(universe)} AS "rowKey"`,
    `${universe.keyName === null || universe.key === 'time' ? 'NULL' : `f."${universe.keyName}"`} AS "rowName"`,
    `${universe.outside !== null ? 'coalesce(f."callStartedAt" < w."endsAt", false)' : 'true'} AS "inWindow"`,
    `${universe.hasFilter ? `(${factMatchKey}) IN (SELECT "matchKey" FROM ${tables.matched})` : 'true'} AS picked`,
    `${universe.returnWindowMs === null ? 'false' : `coalesce(${unreturnedSql(universe.returnWindowMs)}, false)`} AS unreturned`,
  ];
  const facts = `SELECT * FROM (${universe.files} UNION ALL SELECT * FROM ${tables.tail})
    WHERE "callStartedAt" >= ${universe.from} AND "callStartedAt" < ${universe.to} AND grain IN ${inList(universe.grains)}`;
  return `SELECT ${columns.join(', ')} FROM (${universe.limited ? visibleFactsSql(facts, factMatchKey) : facts}) f ${joins.filter((join) => join !== '').join(' ')}`;
};
