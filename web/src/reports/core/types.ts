import type { ExportFormat, ReportContent } from '../../../../functions/domain/report.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** A report as lists have it. Instants are epoch ms, as `parseInstants` hands them on. */
export interface ReportItem {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly description: string;
  readonly template: string;
  readonly owner: Person | null;
  readonly shared: boolean;
  readonly builtIn: boolean;
  readonly version: number;
  readonly updatedAt: number;
  /** Who saved it last; null = built in. */
  readonly updatedBy: Person | null;
  readonly mayEdit: boolean;
}
export interface FullReport extends ReportItem {
  readonly content: ReportContent;
}

/** A schedule that runs a report. */
export interface ReportUse {
  readonly schedule: string;
  readonly name: string;
}

export const exportStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type ExportState = (typeof exportStates)[number];

export interface ExportFile {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Files that are being written, or have been. */
export interface ExportItem {
  readonly id: string;
  readonly name: string;
  readonly format: ExportFormat;
  readonly state: ExportState;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly files: readonly ExportFile[];
  readonly detail: string | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly expiresAt: number;
  readonly by: Person;
  /** Of files of all rows: which; null = a report. */
  readonly what: BulkKind | null;
  /** Of files of all rows, ISO 8601: up to here they are complete, and the next ones go on. */
  readonly next: string | null;
  /** Of files of all rows: that they end before the end of the range; `detail` says why. */
  readonly heldBack: { readonly until: string } | null;
  /** Stretches of the range that changed after they were final. */
  readonly restated: readonly { readonly from: string; readonly to: string; readonly at: number }[];
}

export const bulkKinds = { calls: 'Calls', segments: 'Segments of calls', status: 'Status changes' } as const;
export type BulkKind = keyof typeof bulkKinds;
