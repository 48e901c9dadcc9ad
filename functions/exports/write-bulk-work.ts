import type { FindSiteConfig } from '../tenants/types.ts';
import { createTimeWords } from './core/time-words.ts';
import type { ExportInHand, WrittenExport } from './export-in-hand.ts';
import type { BulkOutcome, ExportWork } from './types.ts';
import type { BulkQuestion, WrittenBulk } from './write-bulk.ts';

export interface WriteBulkWorkDeps {
  readonly findConfig: FindSiteConfig;
  readonly writeBulk: (question: BulkQuestion) => Promise<WrittenBulk>;
}

/** @param from of the range */
const bulkNotes = ({ next, heldBack, notWaitedFor }: BulkOutcome, from: number, timeZone: string): readonly string[] => {
  const left =
    next <= from
      ? 'Nothing of the range is final yet, so there is no file: ask again later.'
      : `Rows from ${createTimeWords(timeZone)(next)} on are not final yet and were left out; go on from there later.`;
  return [...(heldBack === null ? [] : [left, ...heldBack.why]), ...notWaitedFor];
};

/** Writes all rows of a range, and says where it is complete to. @throws ProblemError */
export const writeBulkWork = async (
  deps: WriteBulkWorkDeps,
  { found, scope, path, watch }: ExportInHand,
  work: Extract<ExportWork, { kind: 'bulk' }>,
): Promise<WrittenExport> => {
  const config = await deps.findConfig(scope.tenant, scope.site);
  const timeZone = config?.config.timeZone ?? 'UTC';
  const { files, rows, ...bulk } = await deps.writeBulk({
    at: scope,
    timeZone,
    what: work.what,
    from: work.from,
    to: work.to,
    format: found.format === 'parquet' ? 'parquet' : 'csv',
    evenIfIncomplete: work.evenIfIncomplete,
    path,
    onProgress: (done) => {
      watch.rowsDone = done;
    },
    cancelled: () => watch.over,
    onConnection: (interrupt) => {
      watch.stop = interrupt;
    },
  });
  return { files, rows, bulk, notes: bulkNotes(bulk, work.from, timeZone) };
};
