import type { FactFormula, FigureSettings, Population } from '../types/formula.ts';
import type { Leaf } from './compile-leaf.ts';
import { composeSql } from './compose-sql.ts';
import { conditionSql, type LeafWriter, writePopulation } from './condition-sql.ts';
import { compositionOf, type FactNumber, type Part } from './formula-parts.ts';
import { sqlName } from './sql-text.ts';

export interface PlannedFigure {
  readonly id: string;
  readonly formula: FactFormula;
}
/** A column the rows are grouped by: an expression over alias `f`, and the name it gets. */
export interface PlanKey {
  readonly name: string;
  readonly sql: string;
}
/** A text column of which a group shows the newest by start of call, as names of numbers change (rule set 1 §8.13). */
export interface PlanNewest {
  readonly name: string;
  readonly field: string;
}
export interface PlanSource {
  /** What stands after FROM: a relation with the columns of facts and `unreturned`, in scope and filtered. It gets the alias `f`. */
  readonly relation: string;
  /** Empty: one row over everything, also over nothing. */
  readonly keys: readonly PlanKey[];
  readonly newest?: readonly PlanNewest[];
  /**
   * Nearly as many keys as rows (by telephone number): no first grouping, which would shrink nothing. The same figures either way.
   */
  readonly manyKeys?: boolean;
}

/** Columns of a report as three queries that fit into each other, one scan of the rows in all. */
export interface AggregatePlan {
  /** One row a key: keys, newest names, and parts of figures under names of their own. To be kept (a temporary table, or a CTE). */
  readonly partsSql: (source: PlanSource) => string;
  /** From what `partsSql` yielded: keys, newest names, and a column a figure by its id. */
  readonly valuesSql: (parts: string, source: Pick<PlanSource, 'keys' | 'newest'>) => string;
  /** From the same: one row over all, figures by id: sums over sums, least of the least, whatever is printed of it (rule set 1 §8.14). */
  readonly totalsSql: (parts: string) => string;
}

/** Numbers of a first grouping by key and statements, and how groups of it become one. */
const bases = { rows: 'sum', known: 'sum', sum: 'sum', min: 'min', max: 'max' } as const;
type Base = { readonly kind: Part['kind']; readonly field: FactNumber | null };

const fieldOf = (part: Part): FactNumber | null => (part.kind === 'rows' ? null : part.field);
const firstSql = ({ kind, field }: Base): string => {
  if (field === null) return 'count(*)';
  return `${kind === 'known' ? 'count' : kind}(f.${sqlName(field)})`;
};

/** Things by number: the same text has the same number. */
const createNumbers = <T>(textOf: (item: T) => string) => {
  const numbers = new Map<string, number>();
  const items: T[] = [];
  return {
    items,
    of: (item: T): number => {
      const text = textOf(item);
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, items.length);
      items.push(item);
      return items.length - 1;
    },
  };
};

const list = (...parts: readonly (readonly string[])[]): string => parts.flat().join(', ');
/** By the first so many columns of the SELECT. */
const grouped = (count: number): string => (count === 0 ? '' : ` GROUP BY ${Array.from({ length: count }, (_, i) => i + 1).join(', ')}`);

/**
 * A report of many columns asks the same few statements of each row in many combinations. Each is judged once a row; rows alike in key and
 * in all answers become one, a thousandfold fewer; only these are then counted by population. Measured over 10,000,000 rows, 53 parts,
 * 500 keys, two threads: 1.3 s, against 4.3 s for a FILTER a part over the rows themselves.
 */
export const createAggregatePlan = (figures: readonly PlannedFigure[], settings: FigureSettings): AggregatePlan => {
  const leaves = createNumbers<Leaf>((leaf) => conditionSql(leaf, settings));
  const populations = createNumbers<Population>((of) => writePopulation(of, leafName));
  const parts = createNumbers<Part>((part) => `${part.kind} ${fieldOf(part)} ${populations.of(part.of)}`);
  const firsts = createNumbers<Base>(({ kind, field }) => `${kind} ${field}`);

  function leafName(leaf: Leaf): string {
    return `c.b${leaves.of(leaf)}`;
  }
  for (const { formula } of figures) {
    const composition = compositionOf(formula);
    for (const part of composition.kind === 'part' ? [composition.part] : [composition.over, composition.under]) {
      parts.of(part);
      firsts.of({ kind: part.kind, field: fieldOf(part) });
    }
  }

  const counted = (part: Part, leaf: LeafWriter): string => `FILTER (WHERE ${writePopulation(part.of, leaf)})`;
  const zeroed = (part: Part, sql: string): string => (part.kind === 'min' || part.kind === 'max' ? sql : `coalesce(${sql}, 0)`);
  const statements = leaves.items.map((leaf, i) => `coalesce(${conditionSql(leaf, settings)}, false) AS b${i}`);
  const fields = [...new Set(firsts.items.flatMap(({ field }) => (field === null ? [] : [sqlName(field)])))];
  const fold = (part: Part, from: string): string => `${bases[part.kind]}(${from})`;

  const twoSteps = ({ relation, keys, newest = [] }: PlanSource): string => {
    const names = keys.map(({ name }) => sqlName(name));
    const first = list(
      keys.map(({ name, sql }) => `${sql} AS ${sqlName(name)}`),
      statements,
      firsts.items.map((base, i) => `${firstSql(base)} AS x${i}`),
      newest.flatMap(({ field }, i) => {
        const filter = `FILTER (WHERE f.${sqlName(field)} IS NOT NULL)`;
        return [`max_by(f.${sqlName(field)}, f."callStartedAt") ${filter} AS n${i}`, `max(f."callStartedAt") ${filter} AS t${i}`];
      }),
    );
    const second = list(
      names,
      newest.map(({ name }, i) => `max_by(c.n${i}, c.t${i}) FILTER (WHERE c.t${i} IS NOT NULL) AS ${sqlName(name)}`),
      parts.items.map((part, i) => {
        const base = firsts.of({ kind: part.kind, field: fieldOf(part) });
        return `${zeroed(part, `${fold(part, `c.x${base}`)} ${counted(part, leafName)}`)} AS a${i}`;
      }),
    );
    return `SELECT ${second} FROM (SELECT ${first} FROM ${relation} AS f${grouped(keys.length + statements.length)}) AS c${grouped(keys.length)}`;
  };

  const oneStep = ({ relation, keys, newest = [] }: PlanSource): string => {
    const names = keys.map(({ name }) => sqlName(name));
    const judged = list(
      keys.map(({ name, sql }) => `${sql} AS ${sqlName(name)}`),
      newest.map(({ field }, i) => `f.${sqlName(field)} AS n${i}`),
      newest.length === 0 ? [] : ['f."callStartedAt" AS t'],
      statements,
      fields.map((field) => `f.${field} AS ${sqlName(`v ${field}`)}`),
      ['1 AS one'],
    );
    const values = list(
      names,
      newest.map(({ name }, i) => `max_by(c.n${i}, c.t) FILTER (WHERE c.n${i} IS NOT NULL) AS ${sqlName(name)}`),
      parts.items.map((part, i) => {
        const field = fieldOf(part);
        const value = field === null ? '*' : `c.${sqlName(`v ${sqlName(field)}`)}`;
        const kind = part.kind === 'rows' || part.kind === 'known' ? 'count' : part.kind;
        return `${zeroed(part, `${kind}(${value}) ${counted(part, leafName)}`)} AS a${i}`;
      }),
    );
    return `SELECT ${values} FROM (SELECT ${judged} FROM ${relation} AS f) AS c${grouped(keys.length)}`;
  };

  const number = (part: Part): string => `p.a${parts.of(part)}`;
  const overAll = (part: Part): string => zeroed(part, fold(part, number(part)));

  return {
    partsSql: (source) => (source.manyKeys === true ? oneStep(source) : twoSteps(source)),
    valuesSql: (from, { keys, newest = [] }) => {
      const columns = list(
        [...keys, ...newest].map(({ name }) => `p.${sqlName(name)}`),
        figures.map(({ id, formula }) => `${composeSql(formula, number, (part) => `sum(${number(part)}) OVER ()`)} AS ${sqlName(id)}`),
      );
      return `SELECT ${columns} FROM ${from} AS p`;
    },
    totalsSql: (from) => {
      const columns = figures.map(({ id, formula }) => `${composeSql(formula, overAll, overAll)} AS ${sqlName(id)}`);
      return `SELECT ${list(columns)} FROM ${from} AS p`;
    },
  };
};
