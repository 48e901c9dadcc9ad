// `npm run erase`
import { eraseUsage, parseEraseOptions } from './erase-options.mjs';
import { runOperatorCommand } from './operator-command.mjs';

await runOperatorCommand({
  usage: eraseUsage,
  parse: parseEraseOptions,
  run: async (options) => (await import('./erase-main.ts')).runErase(options),
});
