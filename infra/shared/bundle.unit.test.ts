import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { bundleBanner, bundleMainFields, duckDbBinding, leftOutWithDuckDb } from './capability-function.ts';

// Fonts, templates and native parts are what bundles lose without anybody noticing before the first export in AWS.
test('a bundle of the worker’s code writes files of every format, away from all packages but DuckDB', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'trunkline-bundle-'));
  try {
    const outfile = join(dir, 'index.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'written-files.fixture.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      minify: true,
      mainFields: [...bundleMainFields],
      banner: { js: bundleBanner },
      external: [...leftOutWithDuckDb],
      logLevel: 'error',
    });
    const packages = join(dir, 'node_modules', '@duckdb');
    mkdirSync(packages, { recursive: true });
    symlinkSync(duckDbBinding, join(packages, 'node-bindings-linux-x64'));
    const printed = execFileSync(process.execPath, [outfile], { cwd: dir, encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual({ xlsx: 'PK\u0003\u0004', pdf: '%PDF', docx: 'PK\u0003\u0004', csv: '\ufeffk', parquet: 'PAR1' });
  } finally {
    rmSync(dir, { recursive: true });
  }
});
