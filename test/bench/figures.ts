export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));
