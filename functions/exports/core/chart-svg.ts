import type { StatisticUnit } from '../../statistics/catalogue.ts';
import { clockText, percentText } from './cell-text.ts';
import { axisTicks } from './chart-axis.ts';
import type { ChartSeries, DrawnChart, HeatChart, SeriesChart } from './file-types.ts';
import { heatFigure } from './heat-figure.ts';
import { cutText, xmlText } from './xml-text.ts';

/** Told apart by people who do not see all colours (Okabe and Ito), and by dashes and hatching where they are printed grey. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9'] as const;
const dashes = ['none', '6 3', '2 2', '8 3 2 3', '1 3'] as const;
const grey = '#5b6470';

export const figureText = (unit: StatisticUnit, value: number): string => {
  if (unit === 'ms') return clockText(value);
  return unit === 'fraction' ? percentText(value) : String(Number(value.toPrecision(6)));
};
const n = (value: number): string => String(Math.round(value * 100) / 100);
const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${n(x)}" y="${n(y)}" font-family="Roboto" font-size="8" fill="${grey}"${more}>${xmlText(words)}</text>`;
const end = ' text-anchor="end"';
const middle = ' text-anchor="middle"';

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const legend = (series: readonly { readonly name: string; readonly index: number }[], x: number, y: number): string =>
  series
    .map(({ name, index }, i) => {
      const at = x + i * 140;
      return `<rect x="${n(at)}" y="${n(y - 6)}" width="10" height="6" fill="${colours[index % colours.length]}"/>${text(at + 14, y, cutText(name, 26))}`;
    })
    .join('');

/** Under the axis, as many labels as have room. */
const labelsXml = (labels: readonly string[], frame: Frame): string => {
  const step = Math.max(1, Math.ceil(labels.length / Math.max(1, Math.floor(frame.width / 62))));
  const slot = frame.width / Math.max(1, labels.length);
  return labels
    .map((label, i) =>
      i % step === 0 ? text(frame.left + slot * (i + 0.5), frame.top + frame.height + 11, cutText(label, 14), middle) : '',
    )
    .join('');
};

const panel = (chart: SeriesChart, mine: readonly (ChartSeries & { readonly index: number })[], frame: Frame): string => {
  const values = mine.flatMap(({ values: all }) => all.filter((value): value is number => value !== null && Number.isFinite(value)));
  const unit = mine[0]?.unit ?? 'none';
  const ticks = axisTicks(Math.min(0, ...values), Math.max(0, ...values), unit, Math.max(2, Math.min(5, Math.floor(frame.height / 14))));
  const [low, high] = [ticks[0] ?? 0, ticks[ticks.length - 1] ?? 1];
  const y = (value: number): number => frame.top + frame.height - ((value - low) / (high - low || 1)) * frame.height;
  const slot = frame.width / Math.max(1, chart.labels.length);
  const grid = ticks
    .map(
      (tick) =>
        `<line x1="${n(frame.left)}" y1="${n(y(tick))}" x2="${n(frame.left + frame.width)}" y2="${n(y(tick))}" stroke="#dde2e8" stroke-width="0.5"/>${text(frame.left - 4, y(tick) + 3, figureText(unit, tick), end)}`,
    )
    .join('');
  const bars = ({ values: all, index }: (typeof mine)[number], place: number): string => {
    const width = (slot * 0.8) / mine.length;
    return all
      .map((value, i) =>
        value === null
          ? ''
          : `<rect x="${n(frame.left + slot * i + slot * 0.1 + width * place)}" y="${n(Math.min(y(value), y(0)))}" width="${n(Math.max(0.3, width * 0.94))}" height="${n(Math.abs(y(value) - y(0)))}" fill="${colours[index % colours.length]}"/>`,
      )
      .join('');
  };
  /** A missing value is a gap in the line, never a zero. */
  const line = ({ values: all, index }: (typeof mine)[number]): string => {
    let path = '';
    let pen = 'M';
    const dots: string[] = [];
    all.forEach((value, i) => {
      if (value === null) {
        pen = 'M';
        return;
      }
      const x = frame.left + slot * (i + 0.5);
      const alone = pen === 'M' && (all[i + 1] ?? null) === null;
      if (alone) dots.push(`<circle cx="${n(x)}" cy="${n(y(value))}" r="1.5" fill="${colours[index % colours.length]}"/>`);
      path += `${pen}${n(x)} ${n(y(value))}`;
      pen = 'L';
    });
    const dash = dashes[index % dashes.length];
    return `<path d="${path}" fill="none" stroke="${colours[index % colours.length]}" stroke-width="1.2"${dash === 'none' ? '' : ` stroke-dasharray="${dash}"`}/>${dots.join('')}`;
  };
  return `${legend(mine, frame.left, frame.top - 6)}${grid}${mine.map((one, place) => (chart.kind === 'bar' ? bars(one, place) : line(one))).join('')}${labelsXml(chart.labels, frame)}`;
};

/** A panel for each unit: seconds and calls have no common axis. */
const seriesXml = (chart: SeriesChart, width: number, height: number): string => {
  const indexed = chart.series.map((series, index) => ({ ...series, index }));
  const units = [...new Set(indexed.map(({ unit }) => unit))];
  const each = height / Math.max(1, units.length);
  return units
    .map((unit, i) =>
      panel(
        chart,
        indexed.filter((one) => one.unit === unit),
        { left: 58, top: i * each + 16, width: width - 64, height: each - 34 },
      ),
    )
    .join('');
};

/** From white to the first colour; what has no figure is hatched, so that it is not taken for the least. */
const shade = (part: number): string => {
  const mix = (from: number, to: number): string =>
    Math.round(from + (to - from) * part)
      .toString(16)
      .padStart(2, '0');
  return `#${mix(0xf4, 0x00)}${mix(0xf8, 0x5a)}${mix(0xfb, 0x96)}`;
};
/** Where a cell has room it says its figure: the shade is then not the only sign. */
const heatTextWidth = 20;
const heatText = (x: number, y: number, words: string, part: number): string =>
  `<text x="${n(x)}" y="${n(y)}" font-family="Roboto" font-size="6.5" fill="${part > 0.7 ? '#ffffff' : '#20262e'}"${middle}>${xmlText(words)}</text>`;
const heatXml = (chart: HeatChart, width: number, height: number): string => {
  const values = chart.values.flat().filter((value): value is number => value !== null && Number.isFinite(value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const frame = { left: 76, top: 18, width: width - 82, height: height - 34 };
  const [w, h] = [frame.width / Math.max(1, chart.columns.length), frame.height / Math.max(1, chart.rows.length)];
  const cells = chart.rows.flatMap((label, r) => [
    text(frame.left - 4, frame.top + h * (r + 0.5) + 3, cutText(label, 16), end),
    ...chart.columns.map((_, c) => {
      const value = chart.values[r]?.[c] ?? null;
      const [x, y] = [frame.left + w * c, frame.top + h * r];
      const box = `<rect x="${n(x)}" y="${n(y)}" width="${n(w - 0.5)}" height="${n(h - 0.5)}"`;
      if (value === null)
        return `${box} fill="#ffffff" stroke="#c4cad2" stroke-width="0.3"/><line x1="${n(x)}" y1="${n(y + h - 0.5)}" x2="${n(x + w - 0.5)}" y2="${n(y)}" stroke="#c4cad2" stroke-width="0.3"/>`;
      const part = high === low ? 0.5 : (value - low) / (high - low);
      return `${box} fill="${shade(part)}"/>${w < heatTextWidth ? '' : heatText(x + w / 2, y + h / 2 + 2.2, heatFigure(chart.unit, value), part)}`;
    }),
  ]);
  const scale =
    values.length === 0
      ? 'no figures'
      : `${figureText(chart.unit, low)} (light) to ${figureText(chart.unit, high)} (dark); crossed out = no figure, or time that is left out, to come or not known`;
  return `${text(frame.left, 10, `${cutText(chart.name, 60)}: ${scale}`)}${cells.join('')}${labelsXml(chart.columns, frame)}`;
};

/** A chart as SVG, from its figures alone. */
export const chartSvg = (chart: DrawnChart, width: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${chart.kind === 'heatMap' ? heatXml(chart, width, height) : seriesXml(chart, width, height)}</svg>`;
