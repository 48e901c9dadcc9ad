/** How often a source may be fetched, to choose from. */
export const intervals: readonly (readonly [seconds: number, words: string])[] = [
  [60, 'every minute'],
  [300, 'every 5 minutes'],
  [900, 'every 15 minutes'],
  [3_600, 'every hour'],
  [21_600, 'every 6 hours'],
  [86_400, 'every day'],
];

/** @example intervalWords(120) // 'every 120 s' */
export const intervalWords = (seconds: number): string => intervals.find(([each]) => each === seconds)?.[1] ?? `every ${seconds} s`;
