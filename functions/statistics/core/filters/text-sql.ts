import { isDigits, significantDigits } from './compare-text.ts';
import { foldText } from './fold-text.ts';
import { sqlLiteral } from './sql-literal.ts';
import type { PatternPart, TextItem, TextTest } from './text-items.ts';

/** A regular expression, not LIKE: LIKE goes back to every `%` it met, and a hostile pattern would hold the engine for hours. */
const patternSql = (column: string, parts: readonly PatternPart[]): string => {
  const source = parts
    .map((part) => ('wild' in part ? (part.wild === '%' ? '.*' : '.') : foldText(part.text).replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&')))
    .join('');
  return `regexp_full_match(lower(${column}), ${sqlLiteral(`(?s)${source}`)})`;
};

/** Numbers of any length: more digits are more, equally many compare as text. */
const endSql = (column: string, op: '>=' | '<=', end: string): string => {
  const folded = foldText(end);
  const asText = `lower(${column}) ${op} ${sqlLiteral(folded)}`;
  if (!isDigits(folded)) return asText;
  const bound = significantDigits(folded);
  const number = `ltrim(${column}, '0')`;
  const asNumber = `length(${number}) ${op.charAt(0)} ${bound.length} OR (length(${number}) = ${bound.length} AND ${number} ${op} ${sqlLiteral(bound)})`;
  return `CASE WHEN regexp_full_match(${column}, '[0-9]+') THEN ${asNumber} ELSE ${asText} END`;
};

const rangeSql = (column: string, from: string | null, to: string | null): string =>
  [from === null ? null : `(${endSql(column, '>=', from)})`, to === null ? null : `(${endSql(column, '<=', to)})`]
    .filter((end) => end !== null)
    .join(' AND ');

const anySql = (column: string, tests: readonly TextTest[]): string => {
  const literals = tests.flatMap((test) => (test.kind === 'literal' ? [sqlLiteral(foldText(test.text))] : []));
  const others = tests.flatMap((test) => {
    if (test.kind === 'literal') return [];
    return [test.kind === 'pattern' ? patternSql(column, test.parts) : `(${rangeSql(column, test.from, test.to)})`];
  });
  const parts = [...(literals.length > 0 ? [`lower(${column}) IN (${literals.join(', ')})`] : []), ...others];
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
