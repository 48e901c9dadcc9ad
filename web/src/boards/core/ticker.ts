import type { Ticker } from './layout.ts';

/** How far the text moves in a second, in heights of the ticker: the same pace for the eye on every screen. */
const heightsPerSecond: Readonly<Record<Ticker['speed'], number>> = { slow: 0.8, normal: 1.5, fast: 2.6 };

/** Seconds for one round: the text's whole width, from one showing of its beginning to the next. Never too fast to read. */
export const tickerSeconds = (speed: Ticker['speed'], textWidth: number, height: number): number =>
  Math.max(4, Math.round((textWidth / (Math.max(1, height) * heightsPerSecond[speed])) * 10) / 10);

/** Copies of the text side by side that fill the ticker at every moment of a round. */
export const tickerCopies = (textWidth: number, width: number): number =>
  textWidth <= 0 ? 1 : Math.min(20, Math.ceil(width / textWidth) + 1);
