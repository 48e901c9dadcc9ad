import type { SiteScope } from '../identity/types.ts';
import type { WrittenFile } from './file-question.ts';
import type { BulkOutcome, StoredExport } from './types.ts';

/** What the worker and whoever watches it share. */
export interface ExportWatch {
  rowsDone: number;
  rowsTotal: number | null;
  /** Somebody cancelled, or another worker has it. */
  over: boolean;
  /** Ends the SQL under way. */
  stop: () => void;
}

/** An export that this worker has. */
export interface ExportInHand {
  readonly found: StoredExport;
  /** Whose rows, as its maker saw them. */
  readonly scope: SiteScope;
  /** A folder for its files alone. */
  readonly path: string;
  readonly watch: ExportWatch;
}

/** The files of an export, on this machine still. */
export interface WrittenExport {
  readonly files: readonly WrittenFile[];
  readonly rows: number;
  readonly bulk: BulkOutcome | null;
  /** What its maker should know of the files. */
  readonly notes: readonly string[];
}
