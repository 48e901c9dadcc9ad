import type { FilterSpec } from '../types/filter.ts';
import { choices, type FieldTest, type Filter, flagFields, rangeFields, rowFields, type TextField, textFields } from './filter.ts';
import { parseText, textLimits } from './parse-text.ts';

/** `field` as in the specification (empty for the whole of it), `at` a 0-based offset into its text, 0 where it is no text. */
export interface FilterError {
  readonly field: string;
  readonly at: number;
  readonly message: string;
}
export type ParsedFilter = { readonly filter: Filter } | { readonly errors: readonly FilterError[] };

const statuses = {
  agentStatus: ['loggedOut', 'free', 'ringing', 'busy', 'dnd', 'wrap'],
  deviceStatus: ['idle', 'ringing', 'busy', 'held', 'offline'],
} as const satisfies { readonly [F in 'agentStatus' | 'deviceStatus']: FilterSpec[F] };

/** Of the manual's filter page, but belonging to what this product does not have. */
const absent: Readonly<Record<string, string>> = {
  notes: 'Notes belong to recordings, and there are none; leave the field out.',
  serial: 'Serial numbers belong to recordings, and there are none; leave the field out.',
  globalCallId: 'Global call ids link recordings, and there are none; use logicalCallId.',
  name: 'The name of a filter is stored beside it, not in it; leave the field out.',
};

class Findings {
  readonly tests: FieldTest[] = [];
  readonly errors: FilterError[] = [];
  /** @returns null, so that a caller can pass it on. */
  refuse(field: string, message: string, at = 0): null {
    this.errors.push({ field, at, message });
    return null;
  }
}

const isText = (field: string): field is TextField => Object.hasOwn(textFields, field);
const oneOf = <T extends string>(list: readonly T[], value: unknown): T | null => list.find((one) => one === value) ?? null;
const listed = (list: readonly string[]): string => list.map((one) => `"${one}"`).join(' or ');

const readText = (found: Findings, field: TextField, value: unknown): null => {
  if (typeof value !== 'string') return found.refuse(field, 'Give a text, such as "1000-1005,!1003".');
  const parsed = parseText(value, { ranges: textFields[field].device });
  if ('errors' in parsed) for (const { at, message } of parsed.errors) found.refuse(field, message, at);
  else if (parsed.items.length > 0) found.tests.push({ kind: 'text', field, items: parsed.items });
  return null;
};

const readChoice = (found: Findings, field: keyof typeof choices, value: unknown): null => {
  if (field === 'callStatus' && (value === 'recorded' || value === 'notRecorded'))
    return found.refuse(field, 'Recorded and not recorded are not available until there are recordings; use "completed" or "inProgress".');
  const wrong = (): null => found.refuse(field, `Give ${listed(choices[field])}, or leave the field out.`);
  switch (field) {
    case 'callType': {
      const chosen = oneOf(choices.callType, value);
      if (chosen === null) return wrong();
      found.tests.push({ kind: 'choice', field, value: chosen });
      return null;
    }
    case 'direction': {
      const chosen = oneOf(choices.direction, value);
      if (chosen === null) return wrong();
      found.tests.push({ kind: 'choice', field, value: chosen });
      return null;
    }
    case 'callStatus': {
      const chosen = oneOf(choices.callStatus, value);
      if (chosen === null) return wrong();
      found.tests.push({ kind: 'choice', field, value: chosen });
      return null;
    }
  }
};

const isEnd = (value: unknown): value is number | null | undefined => value == null || (Number.isSafeInteger(value) && Number(value) >= 0);

const readRange = (found: Findings, field: (typeof rangeFields)[number], value: unknown): null => {
  if (!isObject(value) || Object.keys(value).some((key) => key !== 'from' && key !== 'to'))
    return found.refuse(field, 'Give {"from", "to"} in milliseconds, null for an open end.');
  const { from, to } = value;
  if (!isEnd(from) || !isEnd(to)) return found.refuse(field, 'Both ends are whole milliseconds from 0, or null for an open end.');
  if (from != null && to != null && from > to) return found.refuse(field, 'The range runs backwards; exchange from and to.');
  if (from != null || to != null) found.tests.push({ kind: 'range', field, from: from ?? null, to: to ?? null });
  return null;
};

const readStatuses = <T extends string>(found: Findings, field: string, allowed: readonly T[], value: unknown): readonly T[] | null => {
  if (value == null) return null;
  if (!Array.isArray(value)) return found.refuse(field, `Give a list of ${listed(allowed)}.`);
  const chosen = allowed.filter((one) => value.includes(one));
  if (value.length > allowed.length || value.some((one) => !allowed.includes(one)) || chosen.length === 0)
    return found.refuse(field, `Give a list of ${listed(allowed)}, each once; leave the field out for all.`);
  return chosen;
};

const joinedAtMost = 8;
/** What `and` adds; its members are filters of calls only, and have no `and` themselves. */
const readJoined = (found: Findings, value: unknown): null => {
  if (value == null) return null;
  if (!Array.isArray(value) || value.length > joinedAtMost)
    return found.refuse('and', `Give a list of at most ${joinedAtMost} filters that must match as well.`);
  for (const [i, member] of value.entries() as Iterable<[number, unknown]>) {
    if (isObject(member) && ['and', 'agentStatus', 'deviceStatus'].some((field) => member[field] != null))
      return found.refuse(
        `and/${i}`,
        'A filter in here has fields of calls only; put statuses beside it, and further filters into the list.',
      );
    const parsed = parseFilter(member);
    if ('errors' in parsed)
      for (const { field, at, message } of parsed.errors) found.refuse(field === '' ? `and/${i}` : `and/${i}/${field}`, message, at);
    else found.tests.push(...parsed.filter.tests);
  }
  return null;
};

const refuseTooMany = (found: Findings): void => {
  const items = found.tests.flatMap((test) => (test.kind === 'text' ? test.items : []));
  if (items.length > textLimits.itemsOfFilter)
    found.refuse('', `A filter may have at most ${textLimits.itemsOfFilter} items in all its fields; use ranges and patterns.`);
  // The engine plans ranges in the square of their number.
  if (items.filter(({ test }) => test.kind === 'range').length > textLimits.rangesOfFilter)
    found.refuse('', `A filter may have at most ${textLimits.rangesOfFilter} ranges; join those that touch, or list the numbers.`);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const knownFields: ReadonlySet<string> = new Set([
  ...Object.keys(textFields),
  ...Object.keys(choices),
  ...flagFields,
  ...rowFields,
  ...rangeFields,
  ...Object.keys(statuses),
  'and',
]);

/** A name from outside, short enough for a message. */
const shown = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name);

/**
 * Reads a filter as people and boards write it (`FilterSpec`, the fields of manual chapter 7). A field that is absent, null or a blank text
 * does not narrow. Never throws; errors say where and what to do, in the order of the fields.
 */
export const parseFilter = (spec: unknown): ParsedFilter => {
  if (!isObject(spec))
    return { errors: [{ field: '', at: 0, message: 'A filter is an object of fields, such as {"extension":"1000-1005"}.' }] };
  const found = new Findings();
  const given = (field: string): unknown => (Object.hasOwn(spec, field) ? spec[field] : null);
  for (const field of Object.keys(textFields)) if (isText(field) && given(field) != null) readText(found, field, given(field));
  if (given('and') == null) refuseTooMany(found);
  for (const field of ['callType', 'direction', 'callStatus'] as const) if (given(field) != null) readChoice(found, field, given(field));
  for (const field of flagFields) {
    const value = given(field);
    if (typeof value === 'boolean') found.tests.push({ kind: 'flag', field, value });
    else if (value != null) found.refuse(field, 'Give true or false, or leave the field out.');
  }
  for (const field of rowFields) {
    const value = given(field);
    if (typeof value === 'boolean') found.tests.push({ kind: 'row', field, value });
    else if (value != null) found.refuse(field, 'Give true or false, or leave the field out.');
  }
  for (const field of rangeFields) if (given(field) != null) readRange(found, field, given(field));
  const agentStatus = readStatuses(found, 'agentStatus', statuses.agentStatus, given('agentStatus'));
  const deviceStatus = readStatuses(found, 'deviceStatus', statuses.deviceStatus, given('deviceStatus'));
  if (given('and') != null) {
    readJoined(found, given('and'));
    refuseTooMany(found);
  }
  for (const field of Object.keys(spec)
    .filter((name) => !knownFields.has(name))
    .slice(0, 20))
    found.refuse(
      shown(field),
      (Object.hasOwn(absent, field) ? absent[field] : undefined) ?? `There is no field "${shown(field)}" to filter by; delete it.`,
    );
  return found.errors.length > 0 ? { errors: found.errors } : { filter: { tests: found.tests, agentStatus, deviceStatus } };
};
