import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

const skipped = new Set(['node_modules', 'dist']);

const filesBelow = async (dir: string): Promise<string[]> => {
  const entries = await readdir(dir, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !skipped.has(entry.name))
      .map(async (entry) => (entry.isDirectory() ? filesBelow(join(dir, entry.name)) : [join(dir, entry.name)])),
  );
  return nested.flat().sort();
};

const contentHash = async (root: string): Promise<string> => {
  const hash = createHash('sha256');
  for (const file of [...(await filesBelow(join(root, 'web'))), join(root, 'package-lock.json')])
    hash
      .update(relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
};

/**
 * Builds the web page when its sources are not those of the last build. Output of the build goes to standard error.
 * @returns whether it was built. @throws Error when the build fails
 */
export const ensureWebBuilt = async (root: string): Promise<boolean> => {
  const stamp = join(root, 'web', 'dist', '.source-hash');
  const hash = await contentHash(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;
  const code = await new Promise<number | null>((resolve, reject) => {
    const build = spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'web', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    build.once('error', reject);
    build.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`the web page could not be built (vite ended with ${String(code)}): see above`);
  writeFileSync(stamp, hash);
  return true;
};
