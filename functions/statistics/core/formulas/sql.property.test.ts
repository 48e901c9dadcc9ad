import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '../types/fact.ts';
import { createAggregatePlan, type PlanSource } from './aggregate-plan.ts';
import { aggregateSql } from './aggregate-sql.ts';
import { conditionHolds } from './condition-holds.ts';
import { conditionSql, populationSql, reasonSql } from './condition-sql.ts';
import { evaluate } from './evaluate.ts';
import { conditionArbitrary, factArbitrary, factFormulaArbitrary, nine, populationArbitrary, settings } from './testing/arbitraries.ts';
import { createFactsTable, query, type SqlRow } from './testing/facts-table.ts';
import { verdict } from './verdict.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const factRows = fc.array(fc.tuple(factArbitrary, fc.boolean()), { maxLength: 150 });
const contextOf = (rows: readonly (readonly [Fact, boolean])[]) => {
  const unreturned = new Map(rows);
  return { settings, unreturned: (fact: Fact) => unreturned.get(fact) ?? false };
};

describe('SQL of statements', () => {
  it('takes the rows that they take, and gives the reasons that they give', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(conditionArbitrary, { minLength: 10, maxLength: 40 }),
        fc.array(populationArbitrary, { minLength: 5, maxLength: 20 }),
        factRows,
        async (conditions, populations, rows) => {
          await createFactsTable(connection, 'facts', rows);
          const context = contextOf(rows);
          const columns = [
            ...conditions.map((c, i) => `coalesce(${conditionSql(c, settings)}, false) AS c${i}`),
            ...populations.map((p, i) => `coalesce(${populationSql(p, settings)}, false) AS p${i}`),
            ...populations.map((p, i) => `${reasonSql(p, settings)} AS r${i}`),
          ];
          const found = await query(connection, `SELECT ${columns.join(', ')} FROM facts AS f ORDER BY n`);
          const expected = rows.map(([fact]) => ({
            ...Object.fromEntries(conditions.map((c, i) => [`c${i}`, conditionHolds(c, fact, context)])),
            ...Object.fromEntries(populations.map((p, i) => [`p${i}`, verdict(p, fact, context) === null])),
            ...Object.fromEntries(populations.map((p, i) => [`r${i}`, verdict(p, fact, context)])),
          }));
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('SQL of figures', () => {
  const values = (rows: readonly SqlRow[], ids: readonly string[]) =>
    new Map(rows.map((row) => [String(row.key), Object.fromEntries(ids.map((id) => [id, row[id]]))]));

  it('yields what their definition yields: by key and over all, in one query or by a plan, however it groups', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(factFormulaArbitrary, { minLength: 20, maxLength: 40 }), factRows, async (formulas, rows) => {
        await createFactsTable(connection, 'facts', rows);
        const context = contextOf(rows);
        const figures = formulas.map((formula, i) => ({ id: `figure ${i}`, formula }));
        const ids = figures.map(({ id }) => id);
        const all = rows.map(([fact]) => fact);
        const keys = [...new Set(all.map((fact) => fact.extension))];
        const defined = (facts: readonly Fact[]) =>
          Object.fromEntries(
            figures.map(({ id, formula }) => [id, evaluate(formula, { ...context, facts, report: all, now: nine, timeZone: 'UTC' })]),
          );
        const byKey = new Map(keys.map((key) => [String(key), defined(all.filter((fact) => fact.extension === key))]));

        const direct = figures.map(({ id, formula }) => `${aggregateSql(formula, settings)} AS "${id}"`).join(', ');
        const grouped = await query(connection, `SELECT f."extension" AS key, ${direct} FROM facts AS f GROUP BY f."extension"`);
        expect(values(grouped, ids)).toEqual(byKey);

        const plan = createAggregatePlan(figures, settings);
        for (const manyKeys of [false, true]) {
          const source: PlanSource = { relation: 'facts', keys: [{ name: 'key', sql: 'f."extension"' }], manyKeys };
          const parts = `(${plan.partsSql(source)})`;
          expect(values(await query(connection, plan.valuesSql(parts, source)), ids)).toEqual(byKey);
          expect(await query(connection, plan.totalsSql(parts))).toEqual([defined(all)]);
          const whole: PlanSource = { relation: 'facts', keys: [], manyKeys };
          expect(await query(connection, plan.valuesSql(`(${plan.partsSql(whole)})`, whole))).toEqual([defined(all)]);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('shows the newest name of a number, and none where there is none', async () => {
    await fc.assert(
      fc.asyncProperty(factRows, async (rows) => {
        await createFactsTable(connection, 'facts', rows);
        const plan = createAggregatePlan([{ id: 'calls', formula: { kind: 'count', of: [] } }], settings);
        for (const manyKeys of [false, true]) {
          const source: PlanSource = {
            relation: 'facts',
            keys: [{ name: 'key', sql: 'f."extension"' }],
            newest: [{ name: 'name', field: 'extensionName' }],
            manyKeys,
          };
          for (const found of await query(connection, plan.valuesSql(`(${plan.partsSql(source)})`, source))) {
            const named = rows.map(([fact]) => fact).filter((fact) => fact.extension === found.key && fact.extensionName !== null);
            const newest = Math.max(...named.map((fact) => fact.callStartedAt));
            // Of several of one instant, any.
            const possible = named.filter((fact) => fact.callStartedAt === newest).map((fact) => fact.extensionName);
            expect(possible.length === 0 ? [null] : possible).toContain(found.name);
          }
        }
      }),
      { numRuns: 5 },
    );
  });
});
