import type { GroupingFormat } from './report.ts';

const dayMs = 86_400_000;

/** Stretches of time that a line over a range is drawn of, on pages and in files: enough points to see a course, few enough to see each. Epoch ms. */
export const usualOver = (from: number, to: number): GroupingFormat => {
  const days = (to - from) / dayMs;
  if (days <= 8) return 'dateTime';
  if (days <= 190) return 'date';
  return days <= 1_200 ? 'week' : 'month';
};
