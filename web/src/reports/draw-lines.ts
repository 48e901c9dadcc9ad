import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatFigure } from '../figures/core/format-figure.ts';
import type { LinePicture } from './core/line-points.ts';

/** Lines differ in dashes, not in colour alone; the legend shows the same. */
export const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [12, 3, 2, 3], [5, 5]];
export const lineColours = ['--busy', '--good', '--held', '--warn', '--wrap'] as const;

const short = (type: LinePicture['type'], value: number, zone: string): string => {
  if (type === 'percentage') return `${Math.round(value * 100)} %`;
  if (type !== 'duration') return formatFigure(type, value, zone);
  const seconds = Math.round(value / 1_000);
  return seconds < 60 ? `${seconds} s` : seconds < 3_600 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 360) / 10} h`;
};

/** A colour of the theme as a canvas takes it: the property itself may be `light-dark(…)`, which a canvas passes over. */
const colourOf = (place: HTMLElement, property: string): string => {
  const probe = place.ownerDocument.createElement('i');
  probe.style.color = `var(${property})`;
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};

/** Draws lines over their places into a box. @returns what takes them away again. */
export const drawLines = (
  place: HTMLElement,
  { type, series }: LinePicture,
  {
    labels,
    ticks,
    zone,
    width,
    height,
  }: {
    readonly labels: readonly string[];
    readonly ticks: readonly string[];
    readonly zone: string;
    readonly width: number;
    readonly height: number;
  },
): (() => void) => {
  const style = getComputedStyle(place);
  const ink = style.color;
  const font = `12px ${style.fontFamily}`;
  const axis = { stroke: ink, font, grid: { stroke: `color-mix(in srgb, ${ink} 18%, transparent)`, width: 1 }, ticks: { show: false } };
  const said = (value: number | null): string => (value === null ? '–' : formatFigure(type, value, zone));
  const picture = new UPlot(
    {
      width,
      height,
      legend: { show: false },
      cursor: { y: false, points: { size: 7 } },
      padding: [8, 18, 0, 0],
      scales: {
        x: { time: false },
        y: { range: (_plot, low, high) => [Math.min(0, low), Math.max(high * 1.05, type === 'count' ? 1 : 1e-9)] },
      },
      axes: [
        {
          ...axis,
          size: 28,
          space: 70,
          incrs: [1, 2, 4, 6, 12, 24, 48, 96, 192, 336, 672],
          values: (_plot, at) => at.map((i) => ticks[i] ?? ''),
        },
        {
          ...axis,
          size: (_plot, texts) => 10 + 7 * Math.max(2, ...(texts ?? []).map((text) => text.length)),
          space: 30,
          values: (_plot, at) => at.map((value) => (type === 'count' && !Number.isInteger(value) ? '' : short(type, value, zone))),
        },
      ],
      series: [
        {},
        ...series.map((_one, i) => ({
          stroke: colourOf(place, lineColours[i] ?? '--busy'),
          width: 2,
          dash: [...(dashes[i] ?? [])],
          points: { show: labels.length < 60 },
        })),
      ],
      hooks: {
        setCursor: [
          (plot) => {
            const at = plot.cursor.idx;
            const told = place.parentElement?.querySelector('.line-told');
            if (told === null || told === undefined) return;
            told.textContent =
              at === null || at === undefined
                ? ''
                : `${labels[at] || ticks[at] || ''}: ${series.map(({ name, values }) => `${name} ${said(values[at] ?? null)}`).join(', ')}`;
          },
        ],
      },
    },
    [labels.map((_label, i) => i), ...series.map(({ values }) => [...values])],
    place,
  );
  return () => picture.destroy();
};
