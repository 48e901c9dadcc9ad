// Plain JavaScript without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const lockFile = join(root, 'package-lock.json');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.trunkline-lock-hash');

const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

/** Whether node_modules holds what the lock file asks for: npm's own copy of the lock file, or our stamp from an earlier look, says so. */
const isInstalled = (hash) => {
  if (!existsSync(modules)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === hash;
  const installed = join(modules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.link || entry.optional || present[path]?.version === entry.version,
  );
};

/** All output goes to standard error. @returns the exit status */
const runNpm = (...args) => {
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  return spawnSync(npm[0], [...npm.slice(1), ...args, '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: npm.length === 1 && process.platform === 'win32',
    // `npm -s` hands its silence down; a failing installation must be able to say why.
    env: { ...process.env, npm_config_loglevel: 'warn' },
  }).status;
};

/**
 * Runs `npm ci` when node_modules is missing or not what package-lock.json says. All output goes to standard error, so that a
 * caller's standard output stays its own. Ends the process when the installation fails.
 */
export const ensureInstalled = async () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`Trunkline needs Node.js 20.19 or later, this is ${process.versions.node}.\n`);
    process.exit(2);
  }
  const hash = lockHash();
  if (!isInstalled(hash)) {
    process.stderr.write('Installing packages (npm ci) ...\n');
    let status = runNpm('ci');
    if (status !== 0) {
      // A registry may lack packages that are only for other platforms; `npm ci` takes that for a wrong lock file.
      process.stderr.write('npm ci failed; trying npm install with the same lock file ...\n');
      status = runNpm('install', '--no-save');
    }
    if (status !== 0) {
      process.stderr.write('The packages could not be installed: see above. Try `npm ci` by hand.\n');
      process.exit(1);
    }
  }
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) writeFileSync(stamp, hash);
};
