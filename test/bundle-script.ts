import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const bundled = new Map<string, string>();

/**
 * A script and all it imports as one file that Node.js starts without a compiler: for processes that a test starts again and again. What
 * the entry asks of `import.meta.dirname` is its own folder; nothing in it may have native parts.
 *
 * @returns where it is; made once in each worker, gone with the run (scratch.ts)
 */
export const bundleScript = (entry: string): string => {
  const known = bundled.get(entry);
  if (known !== undefined) return known;
  const outfile = join(mkdtempSync(join(tmpdir(), 'trunkline-script-')), `${basename(entry, '.ts')}.mjs`);
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    define: { 'import.meta.dirname': JSON.stringify(dirname(entry)) },
    // Some dependencies still call `require`.
    banner: { js: "import{createRequire as requireOfBundle}from'module';const require=requireOfBundle(import.meta.url);" },
    logLevel: 'warning',
  });
  bundled.set(entry, outfile);
  return outfile;
};
