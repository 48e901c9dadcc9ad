import type { SiteScope } from '../identity/types.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import { progressMs } from './constants.ts';
import type { ExportWatch } from './export-in-hand.ts';
import type { ExportStore } from './export-store.ts';
import type { StoredExport } from './types.ts';

export interface WatchExportDeps {
  readonly store: Pick<ExportStore, 'tell'>;
  readonly now: () => number;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * Tells how far it is, once a second, and by that keeps its lease, and hears by that when it is no longer wanted. @returns the way to end that
 */
export const watchExport = (
  { store, now, log }: WatchExportDeps,
  scope: SiteScope,
  found: Pick<StoredExport, 'id'>,
  attempt: string,
  watch: ExportWatch,
): (() => void) => {
  let busy = false;
  const timer = setInterval(() => {
    if (busy || watch.over) return;
    busy = true;
    store
      .tell(scope, found.id, attempt, { rowsDone: watch.rowsDone, rowsTotal: watch.rowsTotal, now: now() })
      .then((mine) => {
        if (mine) return;
        watch.over = true;
        watch.stop();
      })
      // A word that did not get through is told a second later.
      .catch((error: unknown) => log.warn('export cannot tell how far it is', errorFields(error)))
      .finally(() => {
        busy = false;
      });
  }, progressMs);
  return () => clearInterval(timer);
};
