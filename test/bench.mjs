// `npm run -s bench -- <name> [--json]`: benchmarks, never part of the tests.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../infra/local/ensure-install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
await ensureInstalled();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'test', 'bench', 'main.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_NO_WARNINGS: '1' },
});
process.exit(status ?? 1);
