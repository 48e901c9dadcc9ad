import type { ExportFormat } from '../../../../functions/domain/report.ts';
import type { ExportItem, ExportState } from './types.ts';

export const formatNames: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'Excel',
  pdf: 'PDF',
  docx: 'Word',
  csv: 'CSV',
  parquet: 'Parquet',
};

export const stateWords: Readonly<Record<ExportState, string>> = {
  waiting: 'Waiting',
  running: 'Being written',
  done: 'Ready',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** Files of all rows of which there is none, as nothing that may be taken lies in the range yet: `detail` says why. */
export const isWithoutFile = ({ state, what, files, heldBack }: Pick<ExportItem, 'state' | 'what' | 'files' | 'heldBack'>): boolean =>
  state === 'done' && what !== null && files.length === 0 && heldBack !== null;

/** How far it is, from 0 to 1; null while it cannot be told. */
export const shareDone = ({ state, rowsDone, rowsTotal }: Pick<ExportItem, 'state' | 'rowsDone' | 'rowsTotal'>): number | null => {
  if (state === 'done') return 1;
  return rowsTotal === null || rowsTotal === 0 ? null : Math.min(1, rowsDone / rowsTotal);
};

export const progressWords = ({ state, rowsDone, rowsTotal }: Pick<ExportItem, 'state' | 'rowsDone' | 'rowsTotal'>): string => {
  if (state !== 'running') return stateWords[state];
  const done = rowsDone.toLocaleString('en-GB');
  return rowsTotal === null ? `${done} rows written` : `${done} of ${rowsTotal.toLocaleString('en-GB')} rows written`;
};
