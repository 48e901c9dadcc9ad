import { sqlLiteral } from '../formulas/sql-text.ts';
import { isDigits, significantDigits } from './compare-text.ts';
import { foldText } from './fold-text.ts';
import type { PatternPart, TextItem, TextTest } from './text-items.ts';

/** A regular expression, not LIKE: LIKE goes back to every `%` it met, and a hostile pattern would hold the engine for hours. */
const patternSql = (column: string, parts: readonly PatternPart[]): string => {
  const source = parts
    .map((part) => ('wild' in part ? (part.wild === '%' ? '.*' : '.') : foldText(part.text).replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&')))
    .join('');
  return `regexp_full_match(lower(${column}), ${sqlLiteral(`(?s)${source}`)})`;
};

type Range = Extract<TextTest, { readonly kind: 'range' }>;

/** Numbers of any length: more digits are more, equally many compare as text. `number` = the value's significant digits, null = it is no number. */
const endSql = (folded: string, number: string | null, op: '>=' | '<=', end: string): string => {
  const bound = foldText(end);
  if (number === null || !isDigits(bound)) return `${folded} ${op} ${sqlLiteral(bound)}`;
  const digits = significantDigits(bound);
  return `(length(${number}) ${op.charAt(0)} ${digits.length} OR (length(${number}) = ${digits.length} AND ${number} ${op} ${sqlLiteral(digits)}))`;
};

const rangeSql = (folded: string, number: string | null, { from, to }: Range): string =>
  `(${[from === null ? null : endSql(folded, number, '>=', from), to === null ? null : endSql(folded, number, '<=', to)]
    .filter((end) => end !== null)
    .join(' AND ')})`;

/** Whether the value is a number is asked once, not once a range: a field may have a thousand. */
const rangesSql = (column: string, ranges: readonly Range[]): string => {
  const [folded, number] = [`lower(${column})`, `ltrim(${column}, '0')`];
  const any = (digits: string | null): string => ranges.map((range) => rangeSql(folded, digits, range)).join(' OR ');
  return `CASE WHEN regexp_full_match(${column}, '[0-9]+') THEN ${any(number)} ELSE ${any(null)} END`;
};

const anySql = (column: string, tests: readonly TextTest[]): string => {
  const literals = tests.flatMap((test) => (test.kind === 'literal' ? [sqlLiteral(foldText(test.text))] : []));
  const patterns = tests.flatMap((test) => (test.kind === 'pattern' ? [patternSql(column, test.parts)] : []));
  const ranges = tests.flatMap((test) => (test.kind === 'range' ? [test] : []));
  const parts = [
    ...(literals.length > 0 ? [`lower(${column}) IN (${literals.join(', ')})`] : []),
    ...patterns,
    ...(ranges.length > 0 ? [rangesSql(column, ranges)] : []),
  ];
  return `coalesce(${parts.join(' OR ')}, false)`;
};

/** `createTextMatcher` as an expression that is true or false, never NULL. */
export const textSql = (column: string, items: readonly TextItem[]): string => {
  const [wanted, unwanted] = [false, true].map((not) => items.filter((item) => item.not === not).map((item) => item.test));
  const parts = [
    ...(wanted === undefined || wanted.length === 0 ? [] : [anySql(column, wanted)]),
    ...(unwanted === undefined || unwanted.length === 0 ? [] : [`NOT ${anySql(column, unwanted)}`]),
  ];
  return parts.length === 0 ? 'true' : parts.join(' AND ');
};
