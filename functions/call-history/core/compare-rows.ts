import type { Key } from '../constants.ts';
import type { HistoryWrite } from './compute-writes.ts';

export const rowKinds = ['call', 'segment', 'status', 'carriedStatus', 'gap', 'anomaly'] as const;
export type RowKind = (typeof rowKinds)[number];

/** A row as it lies in the table. */
export interface StoredItem extends Key {
  readonly n: number;
  readonly text: string;
}
export interface RowChange {
  readonly kind: RowKind;
  readonly what: 'added' | 'changed' | 'deleted';
  /** Sort key: instant and id. */
  readonly id: string;
  /** Names of the fields that differ; all of a row added or deleted are not named. */
  readonly fields: readonly string[];
  readonly write: HistoryWrite;
}
export interface Comparison {
  readonly changes: readonly RowChange[];
  readonly unchanged: readonly RowKind[];
  /** Rows of which somebody has said something since, or will. */
  readonly newer: readonly RowKind[];
}

const names: Readonly<Record<string, RowKind>> = {
  CALL: 'call',
  SEG: 'segment',
  STATUS: 'status',
  CARRIED: 'carriedStatus',
  GAP: 'gap',
  ANOMALY: 'anomaly',
};
/** @throws RangeError for a key of no list */
export const kindOfKey = (pk: string): RowKind => {
  const kind = names[/#(CALL|SEG|STATUS|CARRIED|GAP|ANOMALY)(?:#\d{4}-\d\d-\d\d)?$/.exec(pk)?.[1] ?? ''];
  if (kind === undefined) throw new RangeError(`${pk} holds no rows of a list`);
  return kind;
};
export const nameOf = (key: Key): string => `${key.pk} ${key.sk}`;

const fieldsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};
/** Names of fields that are not the same in two stored rows. */
export const changedFields = (before: string, after: string): readonly string[] => {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]));
};

const callOfItem = (item: StoredItem): string | null => (/#(CALL|SEG)#/.test(item.pk) ? (item.sk.split('#')[1] ?? null) : null);

/**
 * What must be written so that `stored` becomes `wanted`. Each write names the number of the row it replaces, so that a row somebody else
 * has written meanwhile is left alone.
 * @param asOf outbox number that `wanted` is the state of
 * @param touched names of keys that later batches write
 */
export const compareRows = (params: {
  readonly wanted: readonly HistoryWrite[];
  readonly stored: readonly StoredItem[];
  readonly asOf: number;
  readonly touched: ReadonlySet<string>;
  readonly textOf: (row: unknown) => string;
}): Comparison => {
  const stored = new Map(params.stored.map((item) => [nameOf(item), item]));
  const changes: RowChange[] = [];
  const unchanged: RowKind[] = [];
  const newer: RowKind[] = [];
  const isNewer = (key: Key, item: StoredItem | undefined): boolean =>
    params.touched.has(nameOf(key)) || (item !== undefined && item.n > params.asOf);
  const wanted = new Set<string>();
  for (const write of params.wanted) {
    const kind = kindOfKey(write.pk);
    const name = nameOf(write);
    wanted.add(name);
    const item = stored.get(name);
    const text = params.textOf(write.row);
    if (isNewer(write, item)) newer.push(kind);
    else if (item === undefined) changes.push({ kind, what: 'added', id: write.sk, fields: [], write: { ...write, over: null } });
    else if (item.text === text) unchanged.push(kind);
    else changes.push({ kind, what: 'changed', id: write.sk, fields: changedFields(item.text, text), write: { ...write, over: item.n } });
  }
  for (const item of params.stored) {
    if (wanted.has(nameOf(item))) continue;
    const kind = kindOfKey(item.pk);
    const write: HistoryWrite = { pk: item.pk, sk: item.sk, n: params.asOf, row: null, call: callOfItem(item), over: item.n };
    if (isNewer(item, item)) newer.push(kind);
    else changes.push({ kind, what: 'deleted', id: item.sk, fields: [], write });
  }
  return { changes, unchanged, newer };
};

/**
 * Of the changes only what adds to history, for when part of the events cannot be read: calls of which it holds no row, and all else of UTC
 * days of which it holds nothing. So no gap is told for a stretch whose rows are there.
 */
export const additionsOnly = (changes: readonly RowChange[], stored: readonly StoredItem[]): readonly RowChange[] => {
  const calls = new Set(stored.flatMap((item) => callOfItem(item) ?? []));
  const days = new Set(stored.map((item) => item.sk.slice(0, 10)));
  const isNew = ({ write }: RowChange): boolean => (write.call === null ? !days.has(write.sk.slice(0, 10)) : !calls.has(write.call));
  return changes.filter((change) => change.what === 'added' && isNew(change));
};
