/** A cell of comma-separated text: the column with this heading, in the row of this number. */
export interface RowSelector {
  readonly column: string;
  /** From 1, without the headings; null = the last one. */
  readonly row: number | null;
}

/** Reads `heading[row]`. The heading may itself contain brackets: the last pair counts. @returns null when it is none */
export const parseRowSelector = (text: string): RowSelector | null => {
  const parts = /^(.+)\[\s*(\d{1,6}|last)\s*\]$/.exec(text.trim());
  const column = parts?.[1]?.trim();
  if (parts === null || column === undefined || column === '' || parts[2] === '0') return null;
  return { column, row: parts[2] === 'last' ? null : Number(parts[2]) };
};
