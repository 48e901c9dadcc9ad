import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statistics, templates } from '../../catalogue.ts';
import type { Fact } from '../types/fact.ts';
import type { Population } from '../types/formula.ts';
import { createAggregatePlan, type PlanSource } from './aggregate-plan.ts';
import { populationSql } from './condition-sql.ts';
import { evaluate } from './evaluate.ts';
import { createFigureSet } from './figure-set.ts';
import { isFactFormula, isFigureFormula } from './kinds.ts';
import { factArbitrary, nine, settings } from './testing/arbitraries.ts';
import { createFactsTable, query } from './testing/facts-table.ts';
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

const timeZone = 'UTC';
const now = nine + 3_600_000;
const overFacts = statistics.flatMap(({ id, formula }) => (isFactFormula(formula) ? [{ id, formula }] : []));
const scopes: readonly Population[] = templates
  .filter((template) => template.kind === 'grouped')
  .map(({ grains, scope }) => [{ when: { field: 'grain', in: grains }, otherwise: 'counts as another row' }, ...scope]);

describe('every statistic of the catalogue', () => {
  it('over calls is the same by its definition, kept live, and asked of a database, on every template', async () => {
    expect(overFacts.length).toBeGreaterThan(200);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(factArbitrary, fc.boolean()), { minLength: 200, maxLength: 400 }),
        fc.constantFrom(...scopes),
        async (rows, scope) => {
          await createFactsTable(connection, 'facts', rows);
          const unreturned = new Map(rows);
          const context = { settings, unreturned: (fact: Fact) => unreturned.get(fact) ?? false };
          const facts = rows.map(([fact]) => fact).filter((fact) => verdict(scope, fact, context) === null);
          const defined = Object.fromEntries(
            overFacts.map(({ id, formula }) => [id, evaluate(formula, { ...context, facts, now, timeZone })]),
          );

          const set = createFigureSet(
            overFacts.map((figure) => ({ ...figure, scope })),
            { settings, timeZone },
          );
          for (const [fact, lost] of rows) set.add(fact, lost);
          for (const [fact, lost] of rows.slice(0, 100)) set.remove(fact, lost);
          for (const [fact, lost] of rows.slice(0, 100)) set.add(fact, lost);
          expect(Object.fromEntries(overFacts.map(({ id }) => [id, set.value(id, now)]))).toEqual(defined);

          const plan = createAggregatePlan(overFacts, settings);
          const source: PlanSource = { relation: `(SELECT * FROM facts AS f WHERE ${populationSql(scope, settings)})`, keys: [] };
          expect(await query(connection, plan.valuesSql(`(${plan.partsSql(source)})`, source))).toEqual([defined]);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('that can stand on a board is a figure, and one that is a figure has a value over nothing', () => {
    for (const { id, formula, live } of statistics) {
      if (live) expect([id, isFigureFormula(formula)]).toEqual([id, true]);
      if (!isFigureFormula(formula)) continue;
      const defined = evaluate(formula, { settings, unreturned: () => false, now, timeZone });
      const kept = createFigureSet([{ id, formula }], { settings, timeZone }).value(id, now);
      expect([id, kept]).toEqual([id, defined]);
    }
  });
});
