/** Words of the address, the same as of other boards of the field (`kiosk`, `playlist`, `interval`, `theme`). */
export interface ScreenSearch {
  /** Views by id or name, in this order; absent = as the screen is set. */
  readonly playlist?: string;
  /** `30s`, `2m`, or seconds; absent = as the screen is set. */
  readonly interval?: string;
  readonly theme?: 'light' | 'dark';
}

const shortest = 5;
const longest = 3_600;

export const parseScreenSearch = (search: Record<string, unknown>): ScreenSearch => ({
  ...(typeof search.playlist === 'string' && search.playlist !== '' ? { playlist: search.playlist } : {}),
  ...(typeof search.interval === 'string' || typeof search.interval === 'number' ? { interval: String(search.interval) } : {}),
  ...(search.theme === 'light' || search.theme === 'dark' ? { theme: search.theme } : {}),
});

/** @returns seconds within 5 and 3,600; null when it says nothing */
export const intervalSeconds = (interval: string | undefined): number | null => {
  const found = /^(\d{1,5})(s|m)?$/.exec(interval ?? '');
  if (found === null) return null;
  return Math.min(longest, Math.max(shortest, Number(found[1]) * (found[2] === 'm' ? 60 : 1)));
};
