// `npm run rebuild`: checks the flags, installs what is missing, then runs rebuild-main.ts in this very process.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-install.mjs';
import { parseRebuildOptions, rebuildUsage } from './rebuild-options.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const parsed = parseRebuildOptions(process.argv.slice(2), root);
if (parsed.help) {
  process.stdout.write(rebuildUsage);
  process.exit(0);
}
if (parsed.problem !== undefined) {
  process.stderr.write(`${parsed.problem}\n\n${rebuildUsage}`);
  process.exit(2);
}
await ensureInstalled();
// The SDK warns of later versions of Node.js; what is told here is the rebuild's.
process.removeAllListeners('warning');
const { register } = await import('tsx/esm/api');
register();
const { runRebuild } = await import('./rebuild-main.ts');
process.exitCode = await runRebuild({ ...parsed.options, dataDir: resolve(parsed.options.dataDir) });
