import type { StatisticUnit } from '../../statistics/catalogue.ts';

/** Steps of a clock, in ms, up to a day; then days. */
const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400].map((s) => s * 1_000);

const decimalStep = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((one) => one * power >= least * 0.999_999) ?? 10) * power;
};

/** Round values from at or below `low` to at or above `high`, some `about` of them; whole numbers where parts mean nothing. */
export const axisTicks = (low: number, high: number, unit: StatisticUnit, about = 5): readonly number[] => {
  const span = high - low;
  const least = span > 0 ? span / about : unit === 'fraction' ? 0.2 : unit === 'ms' ? 1_000 : 1;
  const raw = unit === 'ms' ? (clockSteps.find((one) => one >= least) ?? Math.ceil(least / 86_400_000) * 86_400_000) : decimalStep(least);
  const step = unit === 'ms' || unit === 'fraction' ? raw : Math.max(1, raw);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
};
