import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forPages } from '../../functions/reports/report-rows.ts';
import { type BenchLake, benchLake } from './report/make-lake.ts';
import { type Measured, measured } from './report/measured.ts';
import { measurePostgres } from './report/postgres.ts';
import { install, isInstalled } from './report/postgres-cluster.ts';
import { columns } from './report/questions.ts';

const sizes = [1, 10] as const;
type Millions = (typeof sizes)[number];
const limitMs: Readonly<Record<Millions, number>> = { 1: 1_000, 10: 5_000 };
const roundsOf = { main: 5, others: 3 } as const;
const here = dirname(fileURLToPath(import.meta.url));

const load = (): number => Number((loadavg()[0] ?? 0).toFixed(1));
const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** In a process of its own, whose memory is told. */
const ask = (lake: BenchLake, folder: string, which: keyof typeof roundsOf): Measured => {
  const script = join(here, 'report', 'measure-process.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', script, lake.directory, folder, String(roundsOf[which]), which],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status !== 0) throw new Error(`measuring ${which} over ${lake.directory} failed: ${stderr}`);
  return measured.parse(JSON.parse(stdout));
};

const postgres = async (lake: BenchLake, folder: string, ours: number) => {
  const loadAverage = load();
  const theirs = await measurePostgres(lake.directory, `${folder}-postgres`, join(folder, 'answer.json'));
  return { loadAverage, ...theirs, ratioToOurs: Number((theirs.medianMs / ours).toFixed(1)) };
};

const measure = async (millions: Millions, withPostgres: boolean) => {
  const lake = await benchLake(millions);
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
  try {
    const loadAverage = load();
    const main = ask(lake, folder, 'main');
    const grouped = main.measured.grouped;
    if (grouped == null) throw new Error('the question of the target was not asked');
    const theirs = withPostgres ? await postgres(lake, folder, grouped.medianMs) : null;
    const others = ask(lake, folder, 'others');
    return {
      segments: lake.segments,
      facts: lake.facts,
      lakeMiB: mebibytes(lake.bytes),
      lakeMadeInSeconds: lake.madeInSeconds,
      loadAverage,
      ...grouped,
      memoryMiB: { idle: main.idleMiB, peak: main.peakMiB },
      limitMs: limitMs[millions],
      reached: grouped.medianMs < limitMs[millions],
      postgres: theirs,
      others: others.measured,
      othersMemoryMiB: { idle: others.idleMiB, peak: others.peakMiB },
    };
  } finally {
    for (const one of [folder, `${folder}-postgres`]) await rm(one, { recursive: true, force: true });
  }
};

/**
 * Calls by Extension with fifty columns over a year of one site, from day files on this disk, the way a query runs in the product but for
 * fetching files and looking up what is sealed; besides, other questions over the same rows, and PostgreSQL 15 with the same facts.
 * Arguments: `1` or `10` = one size only; `--postgres` installs Debian's package when missing; `--postgres-10` has PostgreSQL answer over
 * ten millions, too, for which it needs 12 GB of disk; `--no-postgres`.
 */
export async function run(args: readonly string[] = []): Promise<Record<string, unknown>> {
  const wanted = sizes.filter((size) => args.includes(String(size)));
  const has = !args.includes('--no-postgres') && (isInstalled() || (args.includes('--postgres') && install()));
  const results: Record<string, unknown> = {};
  for (const millions of wanted.length === 0 ? sizes : wanted)
    results[`${millions}M`] = await measure(millions, has && (millions === 1 || args.includes('--postgres-10')));
  return {
    question: `callsByExtension, ${columns.length} columns, a year`,
    duckDb: forPages,
    postgresql: has ? 'Debian package 15, a cluster of its own' : 'not installed: no comparison (--postgres installs it, as root)',
    data: '1M: generated calls through deriveFacts; 10M: ten of each, moved by minutes, ringing longer',
    ...results,
  };
}
