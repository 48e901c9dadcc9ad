/** What a report is asked. Instants are epoch ms. */
export interface Question {
  readonly site: string;
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly format: 'dateTime' | 'date' | 'time' | 'week' | 'month';
}

export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
