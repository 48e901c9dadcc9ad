// `npm start`: checks the flags, installs what is missing, then runs main.ts in this very process.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-install.mjs';
import { parseOptions, usage } from './options.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const parsed = parseOptions(process.argv.slice(2), root);
if (parsed.help) {
  process.stdout.write(usage);
  process.exit(0);
}
if (parsed.problem !== undefined) {
  process.stderr.write(`${parsed.problem}\n\n${usage}`);
  process.exit(2);
}
await ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { runStart } = await import('./main.ts');
await runStart({ ...parsed.options, dataDir: resolve(parsed.options.dataDir) }, root);
