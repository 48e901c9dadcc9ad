import { composeRebuild } from '../../functions/call-engine/compose-rebuild.ts';
import { RebuildRefused } from '../../functions/call-engine/rebuild/rebuild-site.ts';
import { siteIdSchema } from '../../functions/domain/ids.ts';
import { EnvironmentError } from '../../functions/runtime/env.ts';
import { DataDirError } from './data-dir.ts';
import type { RebuildOptions } from './rebuild-options.mjs';
import { rebuildText } from './rebuild-report.ts';
import { openRebuildStorage } from './rebuild-storage.ts';

const tellEveryMs = 1_000;

/** `npm run rebuild` after flags and packages are in order. @returns the exit code */
export const runRebuild = async (options: RebuildOptions): Promise<number> => {
  const complain = (text: string): void => void process.stderr.write(`rebuild: ${text}\n`);
  const site = siteIdSchema.safeParse(options.site);
  if (!site.success) {
    complain(`"${options.site}" is no id of a site`);
    return 2;
  }
  try {
    const storage = await openRebuildStorage(options.dataDir, process.env);
    try {
      complain(`working on ${storage.where}`);
      // The SDK reads endpoints and credentials from the environment of the process.
      Object.assign(process.env, storage.env);
      const startedAt = Date.now();
      let told = startedAt;
      const rebuild = composeRebuild(storage.env, ({ objects, objectsRead, events }) => {
        if (Date.now() - told < tellEveryMs) return;
        told = Date.now();
        complain(`${objectsRead} of ${objects} objects read, ${events} events folded`);
      });
      const report = await rebuild({ ...options, site: site.data });
      const seconds = (Date.now() - startedAt) / 1_000;
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ ...report, dryRun: options.dryRun, seconds, changes: report.changes.map(({ write: _write, ...change }) => change) })}\n`
          : rebuildText(report, options.dryRun, options.all, seconds),
      );
      return report.problems.length > 0 ? 1 : 0;
    } finally {
      await storage.close();
    }
  } catch (error) {
    const known = error instanceof RebuildRefused || error instanceof DataDirError || error instanceof EnvironmentError;
    complain(known || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : (error.stack ?? error.message));
    return known ? 2 : 1;
  }
};
