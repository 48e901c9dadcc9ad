// What `npm run rebuild` and `npm run erase` have in common: flags first, then packages, then TypeScript in this very process.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-install.mjs';

/**
 * @template {{ readonly dataDir: string }} O
 * @param {{
 *   usage: string,
 *   parse: (args: readonly string[], root: string) => { help?: boolean, problem?: string, options?: O },
 *   run: (options: O) => Promise<number>,
 * }} command
 */
export const runOperatorCommand = async ({ usage, parse, run }) => {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
  const parsed = parse(process.argv.slice(2), root);
  if (parsed.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  if (parsed.options === undefined) {
    process.stderr.write(`${parsed.problem}\n\n${usage}`);
    process.exit(2);
  }
  await ensureInstalled();
  // The SDK warns of later versions of Node.js; what is told here is the command's.
  process.removeAllListeners('warning');
  const { register } = await import('tsx/esm/api');
  register();
  process.exitCode = await run({ ...parsed.options, dataDir: resolve(parsed.options.dataDir) });
};
