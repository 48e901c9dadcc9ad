// `npm run -s replay -- FILE [--emit segments|calls|status|events]`: a trace of PBX traffic through the agent's parser and the engine.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (!existsSync(join(root, 'node_modules', 'tsx'))) {
  const { ensureInstalled } = await import('../infra/local/ensure-install.mjs');
  await ensureInstalled();
}
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./replay/main.ts');
process.exitCode = await main(process.argv.slice(2));
