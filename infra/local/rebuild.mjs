// `npm run rebuild`
import { runOperatorCommand } from './operator-command.mjs';
import { parseRebuildOptions, rebuildUsage } from './rebuild-options.mjs';

await runOperatorCommand({
  usage: rebuildUsage,
  parse: parseRebuildOptions,
  run: async (options) => (await import('./rebuild-main.ts')).runRebuild(options),
});
