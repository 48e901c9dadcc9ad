import type { Column } from '../../statistics/facts.ts';
import { type FieldFormula, type FigureSettings, sqlLiteral, sqlName } from '../../statistics/formulas.ts';

/** What the rows of a list are stored as, and whether a countable row (alias `f`) stands beside the stored one (alias `r`). */
export interface ListedRows {
  readonly whole: boolean;
  readonly hasFact: boolean;
  readonly columns: readonly Column[];
}
/** A list's column: an SQL expression over `r` and `f`. */
export interface ListCell {
  readonly sql: string;
  /** It needs nothing of `r`, which is read for the rows of a page only. */
  readonly ofFact: boolean;
}

/** The same in both, but for lengths, which a fact has only once they are final (rule set 1 §8.5). */
const takenOfFact: readonly string[] = ['startedAt', 'answeredAt', 'endedAt', 'ringMs', 'talkMs', 'holdMs', 'answered'];
/** What of a fact a cell may name. */
export const listFactColumns = [...takenOfFact, 'callMs'] as const;

const statusWords = {
  loggedOn: 'Logged on',
  loggedOut: 'Logged out',
  free: 'Free',
  busy: 'Busy',
  wrap: 'Wrap',
  dndOn: 'DND on',
  dndOff: 'DND off',
} as const;
const statusSql = `CASE r.status ${Object.entries(statusWords)
  .map(([status, words]) => `WHEN ${sqlLiteral(status)} THEN ${sqlLiteral(words)}`)
  .join(' ')} ELSE r.status END`;

const external = `coalesce(r."callType" = 'external', false)`;
const inbound = `(${external} AND coalesce(r.direction = 'in', false))`;
const present = (text: string): string => `(coalesce(${text}, '') <> '')`;
/** `true`, `false`, or `n/a` where the question makes no sense: one type for all three. */
const whereInbound = (condition: string): string => `CASE WHEN ${inbound} THEN CAST(${condition} AS VARCHAR) ELSE 'n/a' END`;
/** Both parties of an internal call, the called one first. */
const both = (one: string, other: string): string =>
  `CASE WHEN r."callType" = 'internal' AND ${present(other)} THEN CASE WHEN ${present(one)} THEN ${one} || ', ' || ${other} ELSE ${other} END ELSE ${one} END`;

/**
 * What a list shows of a row in one column: texts, whole ms, instants in epoch ms, yes or no; null = nothing to show. `n/a` where the
 * manual has it: such a column is text. The page, its order and all files are made of this one expression.
 */
export const listCellSql = (formula: FieldFormula, { whole, hasFact, columns }: ListedRows, settings: FigureSettings): ListCell => {
  const field = whole ? (formula.callField ?? formula.field) : formula.field;
  const stored = (name: string): string | null => (columns.some((column) => column.name === name) ? `r.${sqlName(name)}` : null);
  const ofFact = hasFact && takenOfFact.includes(field);
  const value = ofFact ? `f.${sqlName(field)}` : (stored(field) ?? 'NULL');
  const ofRow = (sql: string): ListCell => ({ sql, ofFact: false });
  switch (formula.show ?? 'asIs') {
    case 'asIs': {
      const other = formula.alsoField === undefined ? null : stored(formula.alsoField);
      return other === null ? { sql: value, ofFact } : ofRow(both(value, other));
    }
    case 'direction':
      return ofRow(`CASE WHEN NOT ${external} THEN 'n/a' WHEN r.direction = 'in' THEN 'In' ELSE 'Out' END`);
    case 'type':
      return ofRow(`CASE WHEN ${external} THEN 'Ext' ELSE 'Int' END`);
    case 'yesNo':
      return { sql: `coalesce(${value}, false)`, ofFact };
    case 'state':
      return ofRow(
        stored('status') === null
          ? `CASE WHEN r.outcome IS DISTINCT FROM 'inProgress' THEN 'Ended' WHEN r.answered THEN 'Connected' ELSE 'Ringing' END`
          : statusSql,
      );
    case 'matched':
      return ofRow(`(${external} AND ${present(value)})`);
    case 'cliReceived':
      return ofRow(whereInbound(`length(regexp_replace(coalesce(${value}, ''), '[^0-9]', '', 'g')) >= 3`));
    case 'ddiReceived':
      return ofRow(whereInbound(present(value)));
    case 'shortCall':
      return hasFact
        ? { sql: `coalesce(f.answered AND f."talkMs" + f."holdMs" < ${settings.shortCallMs}, false)`, ofFact: true }
        : ofRow('false');
    case 'duration':
      return hasFact ? { sql: 'f."callMs"', ofFact: true } : ofRow('CAST(NULL AS BIGINT)');
    case 'telephone':
      return ofRow(`CASE WHEN ${external} THEN ${value} ELSE r."callingExtension" END`);
    case 'huntGroup':
      return ofRow(`CASE WHEN r.dee THEN 'DEE' ELSE ${value} END`);
    case 'tag':
      return ofRow(`r."tag${formula.slot ?? 1}"`);
    case 'recId':
      return ofRow(whole ? `r."logicalCallId" || '.1'` : value);
  }
};
