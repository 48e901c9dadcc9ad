import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { countRows } from './export/count-rows.ts';
import { measurePostgresExport } from './export/postgres.ts';
import { type BenchLake, benchLake } from './report/make-lake.ts';
import { isInstalled } from './report/postgres-cluster.ts';
import { listColumns } from './report/questions.ts';

const formats = ['csv', 'xlsx', 'parquet'] as const;
const target = { csvRowsPerSecond: 200_000, memoryMiB: 512 };
/** As node limits itself on a machine of 512 MB: to half of it. With more it collects late, and the peak says nothing. */
const heap = '--max-old-space-size=256';
const here = dirname(fileURLToPath(import.meta.url));

const measured = z.object({
  format: z.string(),
  path: z.string(),
  rows: z.number(),
  bytes: z.number(),
  openedMs: z.number(),
  ms: z.number(),
  rowsPerSecond: z.number(),
  memoryMiB: z.object({ idle: z.number(), peak: z.number(), firstHalf: z.number(), secondHalf: z.number() }),
});

const write = async (lake: BenchLake, folder: string, format: (typeof formats)[number]) => {
  const target = join(folder, format);
  mkdirSync(target, { recursive: true });
  const script = join(here, 'export', 'measure-process.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [heap, '--import', 'tsx', script, lake.directory, target, format], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`writing ${format} failed: ${stderr}`);
  const { path, ...figures } = measured.parse(JSON.parse(stdout));
  return { ...figures, readBack: await countRows(path, format) };
};

/**
 * Every segment of a year, a million rows of twenty columns, from day files on this disk to one file: the way a job of the product writes an
 * export but for putting it into the bucket. Rows are counted again from the file. PostgreSQL 15 has the same facts, writes a CSV of twenty
 * columns and answers the first page of such a list. Argument `--no-postgres`.
 */
export async function run(args: readonly string[] = []): Promise<Record<string, unknown>> {
  const lake = await benchLake(1);
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
  try {
    const loadAverage = Number((loadavg()[0] ?? 0).toFixed(1));
    const files = [];
    for (const format of formats) files.push(await write(lake, folder, format));
    const csv = files.find(({ format }) => format === 'csv');
    return {
      segments: lake.segments,
      columns: listColumns.length,
      loadAverage,
      files,
      target,
      reached: {
        csv: (csv?.rowsPerSecond ?? 0) >= target.csvRowsPerSecond,
        memory: files.every(({ memoryMiB }) => memoryMiB.peak < target.memoryMiB),
      },
      postgres: isInstalled() && !args.includes('--no-postgres') ? await measurePostgresExport(lake.directory, `${folder}-postgres`) : null,
    };
  } finally {
    for (const one of [folder, `${folder}-postgres`]) await rm(one, { recursive: true, force: true });
  }
}
