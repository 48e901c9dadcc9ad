import type { FindSiteConfig } from '../tenants/types.ts';
import type { ExportInHand, WrittenExport } from './export-in-hand.ts';
import type { BulkOutcome, ExportWork } from './types.ts';
import type { BulkQuestion, WrittenBulk } from './write-bulk.ts';

export interface WriteBulkWorkDeps {
  readonly findConfig: FindSiteConfig;
  readonly writeBulk: (question: BulkQuestion) => Promise<WrittenBulk>;
}

const bulkNotes = ({ next, heldBack, notWaitedFor }: BulkOutcome): readonly string[] => [
  ...(heldBack === null
    ? []
    : [`Rows from ${new Date(next).toISOString()} on are not final yet and were left out; go on from there later.`, ...heldBack.why]),
  ...notWaitedFor,
];

/** Writes all rows of a range, and says where it is complete to. @throws ProblemError */
export const writeBulkWork = async (
  deps: WriteBulkWorkDeps,
  { found, scope, path, watch }: ExportInHand,
  work: Extract<ExportWork, { kind: 'bulk' }>,
): Promise<WrittenExport> => {
  const config = await deps.findConfig(scope.tenant, scope.site);
  const { files, rows, ...bulk } = await deps.writeBulk({
    at: scope,
    timeZone: config?.config.timeZone ?? 'UTC',
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
  return { files, rows, bulk, notes: bulkNotes(bulk) };
};
