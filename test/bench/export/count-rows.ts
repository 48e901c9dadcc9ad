import { spawnSync } from 'node:child_process';
import { DuckDBInstance } from '@duckdb/node-api';
import { sqlLiteral } from '../../../functions/statistics/formulas.ts';

const duckRows = async (from: string): Promise<number> => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${from}`);
  connection.closeSync();
  return Number(counted.getRows()[0]?.[0]);
};

/** Rows of a written file, counted by something that did not write it: DuckDB, or Python's zipfile and a search for row elements. */
export const countRows = async (path: string, format: 'csv' | 'xlsx' | 'parquet'): Promise<number | null> => {
  if (format === 'csv') return duckRows(`read_csv(${sqlLiteral(path)}, all_varchar = true)`);
  if (format === 'parquet') return duckRows(`read_parquet(${sqlLiteral(path)})`);
  const script = `
import sys, zipfile
rows = 0
with zipfile.ZipFile(sys.argv[1]) as book:
    for name in sorted(n for n in book.namelist() if n.startswith('xl/worksheets/sheet')):
        tail = b''
        with book.open(name) as sheet:
            while chunk := sheet.read(1 << 20):
                text = tail + chunk
                rows += text.count(b'<row ')
                tail = text[-4:] if not text.endswith(b'<row ') else b''
print(rows)`;
  const { status, stdout } = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : null;
};
