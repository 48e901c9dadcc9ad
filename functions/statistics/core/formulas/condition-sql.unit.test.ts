import { describe, expect, it } from 'vitest';
import { conditionSql, populationSql, reasonSql } from './condition-sql.ts';
import { sqlLiteral, sqlName } from './sql-text.ts';
import { settings } from './testing/arbitraries.ts';

describe('SQL of statements', () => {
  it('quotes what people wrote, whatever it is', () => {
    expect(sqlLiteral("O'Neil; --")).toBe("'O''Neil; --'");
    expect(sqlLiteral('a\0b')).toBe("('a' || chr(0) || 'b')");
    expect(sqlName('a"b')).toBe('"a""b"');
    expect(conditionSql({ accountCode: 2 }, settings)).toBe(`f."accountCode" = 'O''Neil'`);
  });

  it('makes what is unknown false before it is denied', () => {
    const within = { duration: 'ringMs', op: '<=', limit: { ringCategory: 1 } } as const;
    expect(conditionSql({ not: within }, settings)).toBe('NOT coalesce(f."ringMs" <= 5000, false)');
    expect(reasonSql([{ when: within, otherwise: 'rang longer' }], settings)).toBe(
      `CASE WHEN NOT coalesce(f."ringMs" <= 5000, false) THEN 'rang longer' END`,
    );
  });

  it('says nothing about rows where nothing is asked', () => {
    expect(populationSql([], settings)).toBe('true');
    expect(reasonSql([], settings)).toBe('CAST(NULL AS VARCHAR)');
    expect(conditionSql({ any: [] }, settings)).toBe('false');
    expect(conditionSql({ field: 'side', in: [] }, settings)).toBe('false');
    expect(conditionSql({ accountCode: 3 }, settings)).toBe('false');
  });
});
