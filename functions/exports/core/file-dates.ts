import { createWallOf } from './wall-clock.ts';

const dayMs = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');

/**
 * The time that a file tells of, for its name: `2026-11-21`, `2026-11-01 to 2026-11-20` (whole days, both inclusive, each called by the date on which
 * it begins), `2026-11-21 09-00 to 10-30`. Of a range alone, so that a file written again has its name again. @param range epoch ms, end exclusive
 */
export const fileDates = ({ from, to }: { readonly from: number; readonly to: number }, timeZone: string): string => {
  const wallOf = createWallOf(timeZone);
  const [first, end] = [new Date(wallOf(from)), new Date(wallOf(to))];
  const dateOf = (wall: Date): string => wall.toISOString().slice(0, 10);
  const timeOf = (wall: Date): string => `${two(wall.getUTCHours())}-${two(wall.getUTCMinutes())}`;
  if (timeOf(first) !== timeOf(end) || end.getTime() - first.getTime() < dayMs)
    return `${dateOf(first)} ${timeOf(first)} to ${dateOf(first) === dateOf(end) ? '' : `${dateOf(end)} `}${timeOf(end)}`;
  const last = dateOf(new Date(end.getTime() - dayMs));
  return last === dateOf(first) ? last : `${dateOf(first)} to ${last}`;
};
