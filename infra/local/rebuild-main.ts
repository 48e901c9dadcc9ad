import { composeRebuild } from '../../functions/call-engine/compose-rebuild.ts';
import { RebuildRefused } from '../../functions/call-engine/rebuild/rebuild-site.ts';
import { createTell, operatorRun } from './operator-run.ts';
import type { RebuildOptions } from './rebuild-options.mjs';
import { rebuildText } from './rebuild-report.ts';

/** `npm run rebuild` after flags and packages are in order. @returns the exit code */
export const runRebuild = (options: RebuildOptions): Promise<number> =>
  operatorRun({
    name: 'rebuild',
    site: options.site,
    dataDir: options.dataDir,
    Refused: RebuildRefused,
    run: async (env, site, complain) => {
      const startedAt = Date.now();
      const tell = createTell(complain);
      const rebuild = composeRebuild(env, ({ objects, objectsRead, events }) =>
        tell(() => `${objectsRead} of ${objects} objects read, ${events} events folded`),
      );
      const report = await rebuild({ ...options, site });
      const seconds = (Date.now() - startedAt) / 1_000;
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ ...report, dryRun: options.dryRun, seconds, changes: report.changes.map(({ write: _write, ...change }) => change) })}\n`
          : rebuildText(report, options.dryRun, options.all, seconds),
      );
      return report.problems.length > 0 ? 1 : 0;
    },
  });
