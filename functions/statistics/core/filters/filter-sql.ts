import { sqlLiteral } from '../formulas/sql-text.ts';
import type { FieldTest, Filter, FlagField, RangeField, TextField } from './filter.ts';
import { callerColumns, type FilterContext, isCallerField } from './filter-context.ts';
import { textSql } from './text-sql.ts';

const columnOf = (field: TextField, context: FilterContext): string => {
  if (field === 'callId') return 's.pbxCallId';
  if (context.seenFrom !== 'caller' || !isCallerField(field)) return `s.${field}`;
  return `CASE WHEN s.callType = 'internal' THEN s.${callerColumns[field]} ELSE s.${field} END`;
};

const directionSql = (direction: 'in' | 'out', context: FilterContext): string => {
  if (context.seenFrom === undefined) return `s.callType = 'internal' OR s.direction = '${direction}'`;
  const internal = context.seenFrom === 'caller' ? `'out'` : `CASE WHEN s.outcome = 'failed' THEN 'out' ELSE 'in' END`;
  return `CASE WHEN s.callType = 'external' THEN s.direction ELSE ${internal} END = '${direction}'`;
};

const failedWithoutTrunk = `(s.outcome = 'failed' AND s.trunk IS NULL)`;
const outboundExternal = `s.callType = 'external' AND s.direction = 'out'`;

const flagSql = (field: FlagField, context: FilterContext): string => {
  switch (field) {
    case 'answered':
      return 's.answered';
    case 'lost':
      return `s.outcome = 'lost'`;
    case 'contactMatch':
      return `s.callType = 'external' AND s.contactName IS NOT NULL AND s.contactName <> ''`;
    case 'trunkToTrunk':
      return 's.trunkToTrunk';
    case 'invalidDialledNumber':
      return `${outboundExternal} AND ${failedWithoutTrunk}`;
    case 'serviceCodes': {
      const codes = context.dialPlan.serviceCodes.map(sqlLiteral).join(', ');
      return codes === '' ? 'false' : `${outboundExternal} AND coalesce(s.outsideNumber IN (${codes}), false)`;
    }
  }
};

const durations: Readonly<Record<RangeField, string>> = {
  duration: 'CASE WHEN s.endedAt IS NOT NULL THEN s.ringMs + s.talkMs + s.holdMs END',
  talk: 'CASE WHEN s.endedAt IS NOT NULL THEN s.talkMs END',
  ring: 'CASE WHEN s.endedAt IS NOT NULL OR s.answered THEN s.ringMs END',
};

const rangeSql = (field: RangeField, from: number | null, to: number | null): string => {
  const ends = [...(from === null ? [] : [`${durations[field]} >= ${from}`]), ...(to === null ? [] : [`${durations[field]} <= ${to}`])];
  return ends.length === 0 ? `${durations[field]} IS NOT NULL` : `coalesce(${ends.join(' AND ')}, false)`;
};

const testSql = (test: FieldTest, context: FilterContext): string => {
  switch (test.kind) {
    case 'text':
      return textSql(columnOf(test.field, context), test.items);
    case 'choice':
      switch (test.field) {
        case 'callType':
          return `s.callType = '${test.value}'`;
        case 'direction':
          return directionSql(test.value, context);
        case 'callStatus':
          return test.value === 'inProgress' ? 's.endedAt IS NULL' : `s.endedAt IS NOT NULL AND NOT ${failedWithoutTrunk}`;
      }
      break;
    case 'flag':
      return test.value ? flagSql(test.field, context) : `NOT (${flagSql(test.field, context)})`;
    case 'row':
      return 'true';
    case 'range':
      return rangeSql(test.field, test.from, test.to);
  }
};

/**
 * The filter as a boolean expression over a relation with alias `s` and the columns of segments (`segmentColumns`); true or false, never
 * NULL; `true` for an empty filter, and for what is asked of whole rows (`filterPopulation`). The same rows pass as with `segmentMatches`. Texts are literals quoted by `sqlLiteral`.
 */
export const filterSql = (filter: Filter, context: FilterContext): string =>
  filter.tests.length === 0 ? 'true' : filter.tests.map((test) => `(${testSql(test, context)})`).join(' AND ');
