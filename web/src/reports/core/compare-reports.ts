import type { ReportContent } from '../../../../functions/domain/report.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const parts = [
  ['description', 'The description'],
  ['range', 'The range'],
  ['filter', 'The filter'],
  ['dailyWindow', 'The hours of the day'],
  ['sort', 'The order of rows'],
  ['format', 'What makes a row'],
  ['key', 'The column of row names'],
  ['chart', 'The chart'],
] as const;

/** In what two versions of one report differ, one line each. `nameOf` gives a statistic's name. */
export const compareReports = (mine: ReportContent, theirs: ReportContent, nameOf: (statistic: string) => string): readonly string[] => [
  ...(mine.name === theirs.name ? [] : [`It is called “${mine.name}” in yours, “${theirs.name}” in theirs`]),
  ...(mine.category === theirs.category ? [] : [`It stands in “${mine.category}” in yours, in “${theirs.category}” in theirs`]),
  ...(mine.template === theirs.template ? [] : ['The template differs']),
  ...parts.flatMap(([part, words]) => (same(mine[part], theirs[part]) ? [] : [`${words} differs`])),
  ...mine.columns.flatMap((column) => {
    const other = theirs.columns.find(({ statistic }) => statistic === column.statistic);
    if (other === undefined) return [`${nameOf(column.statistic)}: only in yours`];
    return same(column, other) ? [] : [`${nameOf(column.statistic)}: heading, width or form differ`];
  }),
  ...theirs.columns.flatMap(({ statistic }) =>
    mine.columns.some((column) => column.statistic === statistic) ? [] : [`${nameOf(statistic)}: only in theirs`],
  ),
];
