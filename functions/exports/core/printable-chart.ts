import type { DrawnChart } from './file-types.ts';
import { printable } from './printable.ts';

/** Names and labels of a chart as the font of PDF files can draw them. */
export const printableChart = (chart: DrawnChart): DrawnChart =>
  chart.kind === 'heatMap'
    ? { ...chart, name: printable(chart.name), rows: chart.rows.map(printable), columns: chart.columns.map(printable) }
    : {
        ...chart,
        labels: chart.labels.map(printable),
        series: chart.series.map((series) => ({ ...series, name: printable(series.name) })),
      };
/** All that a chart says in letters. */
export const chartTexts = (chart: DrawnChart): readonly string[] =>
  chart.kind === 'heatMap' ? [chart.name, ...chart.rows, ...chart.columns] : [...chart.labels, ...chart.series.map(({ name }) => name)];
