import type { ReportItem } from './core/types.ts';

/** What the menu of a report leads to. */
export const changeWords = {
  edit: 'Edit…',
  clone: 'Clone…',
  share: 'Share…',
  text: 'Save as text',
  delete: 'Delete…',
} as const;
export type ReportChangeKind = keyof typeof changeWords;

export interface ReportChange {
  readonly kind: ReportChangeKind;
  readonly report: ReportItem;
}

export interface ReportRights {
  readonly write: boolean;
  readonly share: boolean;
}

/** What may be done with a report, in the order of its menu. */
export const changesOf = (report: ReportItem, { write, share }: ReportRights): readonly ReportChangeKind[] => [
  ...(report.mayEdit ? (['edit'] as const) : []),
  ...(write && !report.builtIn ? (['clone'] as const) : []),
  ...(share && !report.shared ? (['share'] as const) : []),
  ...(report.builtIn ? [] : (['text'] as const)),
  ...(report.mayEdit ? (['delete'] as const) : []),
];
