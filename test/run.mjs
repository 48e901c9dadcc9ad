// `npm test`: installs what is missing, then every test that needs no browser, no network and no server started by hand.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../infra/local/ensure-install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
await ensureInstalled();
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status, signal } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
if (signal !== null) console.error(`The tests were ended by ${signal}.`);
process.exit(status ?? 1);
