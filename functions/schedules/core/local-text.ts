import { createOffsets, dayMs } from '../../statistics/calendar.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const two = (n: number): string => String(n).padStart(2, '0');
const wallOf = (at: number, zone: string): Date => new Date(at + (createOffsets(zone)(at, at + 1)[0]?.offset ?? 0));

const dateOf = (wall: Date): string => `${wall.getUTCDate()} ${months[wall.getUTCMonth()] ?? ''} ${wall.getUTCFullYear()}`;
const timeOf = (wall: Date): string => `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;

/** `27 Mar 2026`, as the clocks of the zone have it. */
export const localDate = (at: number, zone: string): string => dateOf(wallOf(at, zone));
/** `27 Mar 2026 09:05`. */
export const localText = (at: number, zone: string): string => `${localDate(at, zone)} ${timeOf(wallOf(at, zone))}`;
/** `27 Mar 2026 09:05:07`. */
export const localSecond = (at: number, zone: string): string => `${localText(at, zone)}:${two(wallOf(at, zone).getUTCSeconds())}`;
/** `2026-03-27T09:05`, as pages take it in their addresses. */
export const localInput = (at: number, zone: string): string => wallOf(at, zone).toISOString().slice(0, 16);

/**
 * The same for figures of a range that had not ended: until when they tell. Null = it had ended, or not begun.
 * @param asAt epoch ms, when they were asked for
 */
export const soFarText = ({ from, to }: { readonly from: number; readonly to: number }, asAt: number, zone: string): string | null =>
  asAt > from && asAt < to ? `so far, up to ${localText(asAt, zone)}` : null;

/** A range for people: whole days by their dates (both inclusive), everything else with its times. @param range epoch ms, end exclusive */
export const rangeText = ({ from, to }: { readonly from: number; readonly to: number }, zone: string): string => {
  const [first, end] = [wallOf(from, zone), wallOf(to, zone)];
  const [begins, ends] = [timeOf(first), timeOf(end)];
  if (begins !== ends || end.getTime() - first.getTime() < dayMs)
    return `${dateOf(first)} ${begins} to ${dateOf(first) === dateOf(end) ? '' : `${dateOf(end)} `}${ends}`;
  // A day of the site may begin at two in the morning: it is called by the date on which it does.
  const last = new Date(end.getTime() - dayMs);
  return dateOf(last) === dateOf(first) ? dateOf(first) : `${dateOf(first)} to ${dateOf(last)}`;
};
