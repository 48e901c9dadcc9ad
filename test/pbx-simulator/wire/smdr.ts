import type { FinishedCall } from '../pbx/raised-event.ts';
import { pbxTime } from './pbx-time.ts';

const fit = (text: string, width: number): string => text.slice(0, width).padEnd(width, ' ');
const two = (n: number): string => String(n).padStart(2, '0');

/** One finished call as a fixed line of 80 characters (82 bytes with CR LF, as captured); columns: type, extension, trunk, number, start, length, cost. */
export const smdrRecord = (call: FinishedCall): string => {
  const seconds = Math.round(call.durationMs / 1000);
  const length = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const head = `${fit(call.type, 4)}${fit(call.extension, 6)}${fit(call.trunk, 6)}${fit(call.number, 36)}`;
  return fit(`${head}${pbxTime(call.startedAt).time} ${length} $00.00`, 80);
};
