import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatMinute } from '../../time/core/format.ts';
import type { TileSeries } from '../core/feed.ts';
import { seriesText } from '../core/graph.ts';

interface Picture {
  readonly type: string;
  readonly zone: string;
  readonly bars: boolean;
  readonly width: number;
  readonly height: number;
}

/** Draws a series into a box, in the colour of its text. @returns what takes it away again. */
export const drawGraph = (place: HTMLElement, series: TileSeries, { type, zone, bars, width, height }: Picture): (() => void) => {
  const ink = getComputedStyle(place).color;
  const size = Math.max(11, Math.min(height / 9, width / 24));
  const font = `${size}px ${getComputedStyle(place).fontFamily}`;
  const faint = `color-mix(in srgb, ${ink} 22%, transparent)`;
  const axis = { stroke: ink, font, grid: { stroke: faint, width: 1 }, ticks: { show: false } };
  const times = series.values.map((_value, index) => (series.from + index * series.periodMs) / 1_000);
  const paths = bars ? UPlot.paths.bars?.({ size: [0.8, 100] }) : undefined;
  const picture = new UPlot(
    {
      width,
      height,
      legend: { show: false },
      cursor: { show: false },
      padding: [size / 2, size * 1.6, 0, 0],
      scales: {
        x: { time: true },
        y: { range: (_plot, low, high) => [Math.min(0, low), Math.max(high * 1.05, low + 1e-9, type === 'count' ? 1 : 0.01)] },
      },
      axes: [
        { ...axis, size: size * 1.9, space: size * 5, values: (_plot, at) => at.map((second) => formatMinute(zone, second * 1_000)) },
        {
          ...axis,
          size: (_plot, texts) => size * (1 + 0.6 * Math.max(2, ...(texts ?? []).map((text) => text.length))),
          space: size * 2.2,
          values: (_plot, at) => at.map((value) => (type === 'count' && !Number.isInteger(value) ? '' : shortText(type, value, zone))),
        },
      ],
      series: [
        {},
        {
          stroke: ink,
          width: Math.max(2, size / 6),
          fill: `color-mix(in srgb, ${ink} 25%, transparent)`,
          points: { show: false },
          ...(paths === undefined ? {} : { paths }),
        },
      ],
    },
    [times, [...series.values]],
    place,
  );
  return () => picture.destroy();
};

/** Axes have no room for seconds of hours and hundredths of percents. */
const shortText = (type: string, value: number, zone: string): string => {
  if (type === 'percentage') return `${Math.round(value * 100)} %`;
  if (type !== 'duration') return seriesText(type, value, zone);
  const seconds = Math.round(value / 1_000);
  return seconds < 60 ? `${seconds} s` : seconds < 3_600 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 360) / 10} h`;
};
