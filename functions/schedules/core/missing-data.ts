import { onItsWayMs, settleMs } from '../constants.ts';
import { localText } from './local-text.ts';

/** Until when data must have arrived for a range: what lies after the run's moment is not waited for. Epoch ms. */
export const neededThrough = (ranges: readonly { readonly to: number }[], asAt: number): number =>
  ranges.reduce((needed, { to }) => Math.max(needed, Math.min(to, asAt)), 0);

/**
 * What has not arrived, in words; empty = nothing is missing.
 * @param heard until when everything of the site has arrived; null = no agent was ever heard, so nothing is on its way
 */
export const missingData = (needed: number, heard: number | null, zone: string): readonly string[] =>
  heard === null || heard >= needed
    ? []
    : [`The site was last heard of at ${localText(heard, zone)} (${zone}): what happened there after that is not in these figures.`];

/** Until when a run by hand needs data: of a range that is still open the last minute is on its way, and a mail that calls it missing cries wolf. */
export const neededByHand = (needed: number, asAt: number): number => Math.min(needed, asAt - onItsWayMs);

/** What is heard of a moment takes a little to be in the figures. */
export const isSettled = (needed: number, now: number): boolean => now >= needed + settleMs;
