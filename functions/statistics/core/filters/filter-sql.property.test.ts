import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { segmentColumns } from '../facts/columns.ts';
import { segmentRecord } from '../facts/records.ts';
import { sqlLiteral } from '../formulas/sql-text.ts';
import type { Filter } from './filter.ts';
import type { FilterContext } from './filter-context.ts';
import { filterSql } from './filter-sql.ts';
import { foldText } from './fold-text.ts';
import { parseFilter } from './parse-filter.ts';
import { createSegmentPredicate } from './segment-predicate.ts';
import { anySegment, filterSpec, numbered, specialText } from './testing/generate-filters.ts';

const rowCount = 120;
const filtersPerRun = 40;
const numRuns = 4;

const parsed = (spec: unknown): Filter => {
  const result = parseFilter(spec);
  if ('errors' in result) throw new Error(`${JSON.stringify(spec)}: ${JSON.stringify(result.errors)}`);
  return result.filter;
};
const context = fc.record<FilterContext>(
  {
    dialPlan: fc.record({ serviceCodes: fc.subarray(['1000', '1', "'; DROP TABLE x; --", 'a']) }),
    seenFrom: fc.constantFrom('device', 'caller'),
  },
  { requiredKeys: ['dialPlan'] },
);
const withConnection = async <T>(use: (query: (sql: string) => Promise<readonly (readonly unknown[])[]>) => Promise<T>): Promise<T> => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return await use(async (sql) => (await connection.runAndReadAll(sql)).getRows());
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};
const cell = (value: string | number | boolean | null | undefined): string =>
  typeof value === 'string' ? sqlLiteral(value) : String(value ?? null);

describe('the query engine and the filter in memory', () => {
  test('let the same segments pass', async () => {
    await withConnection(async (query) => {
      await query(`CREATE TABLE rows (${segmentColumns.map(({ name, type }) => `${name} ${type}`).join(', ')})`);
      let passed = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(anySegment, { minLength: rowCount, maxLength: rowCount }),
          fc.array(fc.tuple(filterSpec, context), { minLength: filtersPerRun, maxLength: filtersPerRun }),
          async (given, filters) => {
            const segments = given.map(numbered);
            const rows = segments.map((segment) => {
              const row = segmentRecord({ startedAt: segment.startedAt }, segment);
              return `(${segmentColumns.map(({ name }) => cell(row[name])).join(', ')})`;
            });
            await query('DELETE FROM rows');
            await query(`INSERT INTO rows VALUES ${rows.join(', ')}`);
            const found = await query(
              `SELECT ${filters.map(([spec, around], i) => `list(segmentNo ORDER BY segmentNo) FILTER (WHERE ${filterSql(parsed(spec), around)}) AS f${i}`).join(', ')},
               ${filters.map(([spec, around]) => `count(*) FILTER (WHERE (${filterSql(parsed(spec), around)}) IS NULL)`).join(' + ')} AS unknown FROM rows s`,
            );
            const row = found[0] ?? [];
            expect(Number(row.at(-1))).toBe(0);
            for (const [i, [spec, around]] of filters.entries()) {
              const list = row[i] as { readonly items: readonly number[] } | null;
              const inMemory = segments.filter(createSegmentPredicate(parsed(spec), around)).map((segment) => segment.segmentNo);
              expect({ spec, around, passed: [...(list?.items ?? [])] }).toEqual({ spec, around, passed: inMemory });
              passed += inMemory.length;
            }
          },
        ),
        { numRuns, endOnFailure: true },
      );
      // Neither all nor nothing: the comparison above compares something.
      const share = passed / (rowCount * filtersPerRun * numRuns);
      expect(share).toBeGreaterThan(0.05);
      expect(share).toBeLessThan(0.95);
    });
  });

  test('fold case alike, every character of the planes that have letter case', async () => {
    await withConnection(async (query) => {
      const changed = await query(
        `SELECT i, hex(lower(chr(i::INT))) FROM range(1, 131072) t(i) WHERE i NOT BETWEEN 55296 AND 57343 AND lower(chr(i::INT)) <> chr(i::INT)`,
      );
      const engine = new Map(changed.map(([code, lower]) => [Number(code), String(lower)]));
      const differing: number[] = [];
      for (let code = 1; code < 0x20000; code += 1) {
        if (code >= 0xd800 && code <= 0xdfff) continue;
        const character = String.fromCodePoint(code);
        const folded = foldText(character);
        const expected = engine.get(code);
        if (expected === undefined ? folded !== character : Buffer.from(folded).toString('hex').toUpperCase() !== expected)
          differing.push(code);
      }
      expect(differing).toEqual([]);
    });
  });

  test('no text gets out of its quotes', async () => {
    await withConnection(async (query) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(specialText, fc.string({ unit: 'grapheme' })), { minLength: 300, maxLength: 300 }),
          async (texts) => {
            const rows = await query(`SELECT ${texts.map(sqlLiteral).join(', ')}`);
            expect(rows).toEqual([texts.map((text) => text.replaceAll('\0', '\uFFFD'))]);
          },
        ),
        { numRuns: 5, endOnFailure: true },
      );
    });
  });
});
