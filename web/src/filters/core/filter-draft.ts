import { type FilterField, filterFields } from './filter-tabs.ts';
import type { FilterSpec } from './types.ts';

/** What is typed, by field; a range has `name.from` and `name.to`, a list its values with commas between. */
export type FilterDraft = Readonly<Record<string, string>>;

export interface DraftFault {
  readonly field: string;
  /** 0-based offset into the text of the field; null where no character is meant. */
  readonly at: number | null;
  readonly message: string;
}

/**
 * Seconds, or minutes or hours and seconds, in whole ms; null when it cannot be read.
 * @example parseLength('1:30') // 90_000
 */
export const parseLength = (text: string): number | null => {
  const found = /^(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(?:\.(\d{1,3}))?$/.exec(text.trim());
  if (found === null) return null;
  const [, hours, minutes, seconds, part = ''] = found;
  if (minutes !== undefined && Number(seconds) > 59) return null;
  if (hours !== undefined && Number(minutes) > 59) return null;
  return (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds)) * 1000 + Number(part.padEnd(3, '0'));
};

/** `90`, `90.5` */
export const printLength = (ms: number): string => String(ms / 1000);

const endOf = (value: unknown, end: 'from' | 'to'): string => {
  if (typeof value !== 'object' || value === null || !(end in value)) return '';
  const ms: unknown = Reflect.get(value, end);
  return typeof ms === 'number' ? printLength(ms) : '';
};

type Entry<T> = readonly (readonly [string, T])[];

const typedOf = ({ kind, name }: FilterField, spec: FilterSpec): Entry<string> => {
  const value = spec[name];
  if (value === undefined || value === null) return [];
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? [[name, value]] : [];
    case 'choice':
      return typeof value === 'string' || typeof value === 'boolean' ? [[name, String(value)]] : [];
    case 'range':
      return [
        [`${name}.from`, endOf(value, 'from')],
        [`${name}.to`, endOf(value, 'to')],
      ];
    case 'many':
      return Array.isArray(value) ? [[name, value.map(String).join(',')]] : [];
  }
};

export const draftOfSpec = (spec: FilterSpec): FilterDraft => Object.fromEntries(filterFields.flatMap((field) => typedOf(field, spec)));

export interface ReadDraft {
  readonly spec: FilterSpec;
  /** What cannot be read here; texts are read by the service. */
  readonly faults: readonly DraftFault[];
}

const readRange = (name: string, draft: FilterDraft, refuse: (fault: DraftFault) => void): Entry<unknown> => {
  const read = (end: 'from' | 'to'): number | null => {
    const text = draft[`${name}.${end}`]?.trim() ?? '';
    const ms = text === '' ? null : parseLength(text);
    if (text !== '' && ms === null)
      refuse({ field: `${name}.${end}`, at: null, message: `“${text}” is no length: write seconds, or 1:30.` });
    return ms;
  };
  const [from, to] = [read('from'), read('to')];
  if (from !== null && to !== null && from > to)
    refuse({ field: `${name}.to`, at: null, message: 'The range runs backwards; exchange from and to.' });
  return from === null && to === null ? [] : [[name, { from, to }]];
};

const readField = ({ kind, name }: FilterField, draft: FilterDraft, refuse: (fault: DraftFault) => void): Entry<unknown> => {
  const typed = draft[name] ?? '';
  switch (kind) {
    case 'text':
      return typed.trim() === '' ? [] : [[name, typed]];
    case 'choice':
      return typed === '' ? [] : [[name, typed === 'true' || typed === 'false' ? typed === 'true' : typed]];
    case 'many':
      return typed === '' ? [] : [[name, typed.split(',')]];
    case 'range':
      return readRange(name, draft, refuse);
  }
};

/** The filter that is asked for; what the form does not have stays as it was. */
export const readDraft = (draft: FilterDraft, before: FilterSpec): ReadDraft => {
  const faults: DraftFault[] = [];
  const kept = Object.entries(before).filter(([name]) => !filterFields.some((field) => field.name === name));
  const given = filterFields.flatMap((field) => readField(field, draft, (fault) => void faults.push(fault)));
  return { spec: Object.fromEntries([...given, ...kept]), faults };
};
