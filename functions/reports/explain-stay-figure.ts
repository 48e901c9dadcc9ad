import { isoOf } from '../domain/public-json.ts';
import type { Statistic } from '../statistics/catalogue.ts';
import { describeFormula } from '../statistics/catalogue.ts';
import type { StayFormula } from '../statistics/formulas.ts';
import { reportRowsSql } from './core/explain-sql.ts';
import { explainStays } from './core/explain-stays.ts';
import { intervalsOf } from './core/intervals.ts';
import { needsUnreturned } from './core/needs.ts';
import { type Asked, type ExplainDeps, type Explained, nothing, pageOf, tell } from './explained.ts';
import type { KnownGaps } from './figure-gaps.ts';
import { openQuery } from './open-query.ts';
import { readStays } from './read-stays.ts';
import { stayFiguresOf, stayPicker } from './stay-question.ts';

const takenOf = (formula: Exclude<StayFormula, { readonly kind: 'unlicensedAgents' }>): 'time' | 'entry' | 'exit' => {
  if (formula.kind === 'stayEntries') return 'entry';
  if (formula.kind === 'stayInstant') return formula.which === 'lastExit' ? 'exit' : 'entry';
  return 'time';
};

/** Keys of a report's rows. A phone or a user stands in it by its calls only, an agent also by time on duty alone. */
const printedKeys = async (deps: ExplainDeps, { query, key }: Asked): Promise<readonly string[] | null> => {
  if (query.template.stays === 'agent' || key !== null) return null;
  const open = await openQuery(deps, query, { rows: null, unreturned: needsUnreturned(query.template, []) });
  try {
    const found = await open.connection.runAndReadAll(
      `SELECT DISTINCT "rowKey" FROM (${reportRowsSql(open.universe, open.scope, query.settings)})`,
    );
    return found.getRows().map(([row]) => String(row));
  } finally {
    open.close();
  }
};

/** Figures over time in a state: every stay that touches the range. */
export const explainStayFigure = async (
  deps: ExplainDeps,
  asked: Asked,
  statistic: Statistic,
  formula: StayFormula,
  known: KnownGaps,
): Promise<Explained> => {
  const { query, key } = asked;
  const rows = query.template.stays;
  if (rows === null || formula.kind === 'unlicensedAgents')
    return { value: rows === null ? null : 0, name: null, parts: [], items: [], count: 0, restatedAt: null };
  const stays = await readStays(deps, query, known.outages);
  const printed = await printedKeys(deps, asked);
  const reasoned = explainStays({
    stays,
    intervals: intervalsOf(query),
    now: query.now,
    rows,
    key,
    picks: stayPicker(query),
    population: formula.of,
    takes: takenOf(formula),
  });
  const figures = stayFiguresOf(query, rows, [{ id: statistic.id, formula }], stays, known);
  const values = key === null ? figures.ofAll(printed ?? figures.keys) : figures.ofKey(key);
  const { wanted, page } = pageOf(reasoned, asked);
  return {
    value: values[statistic.id] ?? null,
    name: key === null ? null : figures.nameOf(key),
    parts: [tell(describeFormula(formula, query.settings), reasoned, formula.kind === 'stayTime' || formula.kind === 'stayEntries')],
    items: page.map(({ stay, key: row, reason, contribution }) => ({
      ...nothing,
      kind: 'stay',
      key: row,
      startedAt: isoOf(stay.startedAt),
      endedAt: stay.endedAt === null ? null : isoOf(stay.endedAt),
      agent: stay.subject === 'agent' ? stay.number : null,
      extension: stay.subject === 'extension' ? stay.number : null,
      state: stay.dndNumber === null ? stay.state : `${stay.state} ${stay.dndNumber}`,
      counted: reason === null,
      reason,
      contribution,
    })),
    count: wanted.length,
    restatedAt: null,
  };
};
