import type { Fact } from '../../statistics/facts.ts';
import type { FieldFormula, FigureSettings } from '../../statistics/formulas.ts';

/** A row as the lake has it: instants in epoch ms, tags in `tag1` to `tag5`. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;
export type ListValue = string | number | boolean | null;

export interface ListRow {
  readonly row: Row;
  /** Of call and segment lists: the countable row of the same call or segment. Null for status and configuration. */
  readonly fact: Pick<Fact, 'callMs' | 'talkMs' | 'holdMs' | 'ringMs'> | null;
  readonly whole: boolean;
}

const statusWords: Readonly<Record<string, string>> = {
  loggedOn: 'Logged on',
  loggedOut: 'Logged out',
  free: 'Free',
  busy: 'Busy',
  wrap: 'Wrap',
  dndOn: 'DND on',
  dndOff: 'DND off',
};

const present = (value: ListValue | undefined): boolean => value !== null && value !== undefined && value !== '';
/** Both parties of an internal call, the called one first. */
const both = (one: ListValue, other: ListValue | undefined): ListValue => (present(other) ? [one, other].filter(present).join(', ') : one);
const digits = (value: ListValue | undefined): number => String(value ?? '').replace(/\D/g, '').length;

const stateOf = (row: Row): string => {
  const status = row.status;
  if (typeof status === 'string') return statusWords[status] ?? status;
  if (row.outcome !== 'inProgress') return 'Ended';
  return row.answered === true ? 'Connected' : 'Ringing';
};

/** Durations that are not final yet are null, as in figures (rule set 1 §8.5). */
const factDurations = ['ringMs', 'talkMs', 'holdMs'] as const;

/**
 * What a list shows of a row in one column: texts, whole ms, instants in epoch ms, booleans; null = nothing to show. `n/a` where the
 * manual has it.
 */
export const listValue = (formula: FieldFormula, { row, fact, whole }: ListRow, settings: FigureSettings): ListValue => {
  const field = whole ? (formula.callField ?? formula.field) : formula.field;
  const value = row[field] ?? null;
  const external = row.callType === 'external';
  const inbound = external && row.direction === 'in';
  switch (formula.show ?? 'asIs') {
    case 'asIs': {
      const duration = factDurations.find((name) => name === field);
      if (duration !== undefined && fact !== null) return fact[duration];
      return formula.alsoField !== undefined && row.callType === 'internal' ? both(value, row[formula.alsoField]) : value;
    }
    case 'direction':
      return external ? (row.direction === 'in' ? 'In' : 'Out') : 'n/a';
    case 'type':
      return external ? 'Ext' : 'Int';
    case 'yesNo':
      return value === true;
    case 'state':
      return stateOf(row);
    case 'matched':
      return external && present(value);
    case 'cliReceived':
      return inbound ? digits(value) >= 3 : 'n/a';
    case 'ddiReceived':
      return inbound ? present(value) : 'n/a';
    case 'shortCall':
      return row.answered === true && fact !== null && fact.talkMs !== null && fact.holdMs !== null
        ? fact.talkMs + fact.holdMs < settings.shortCallMs
        : false;
    case 'duration':
      return fact?.callMs ?? null;
    case 'telephone':
      return external ? value : (row.callingExtension ?? null);
    case 'huntGroup':
      return row.dee === true ? 'DEE' : value;
    case 'tag':
      return row[`tag${formula.slot ?? 1}`] ?? null;
    case 'recId':
      return `${String(row.logicalCallId)}.1`;
  }
};
