import { onItsWayMs } from '../constants.ts';
import { localSecond } from './local-text.ts';

/** A report of a run, and until when data must have arrived for it. Epoch ms. */
export interface Need {
  readonly name: string;
  readonly through: number;
}

/** Until when data must have arrived for a range: what lies after the run's moment is not waited for. Epoch ms. */
export const neededThrough = ({ to }: { readonly to: number }, asAt: number): number => Math.min(to, asAt);

/** Until when a run by hand needs data: of a range that is still open the last minute is on its way, and a mail that calls it missing cries wolf. */
export const neededByHand = (needed: number, asAt: number): number => Math.min(needed, asAt - onItsWayMs);

const named = (names: readonly string[]): string => {
  const quoted = [...new Set(names)].map((name) => `"${name}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
};

/**
 * What has not arrived, in words, and which reports lack it; empty = nothing is missing.
 * @param heard until when everything of the site has arrived; null = no agent was ever heard, so nothing is on its way
 */
export const missingData = (needs: readonly Need[], heard: number | null, zone: string): readonly string[] => {
  const lacking = needs.filter(({ through }) => heard !== null && heard < through);
  if (heard === null || lacking.length === 0) return [];
  const where =
    lacking.length === needs.length
      ? 'these figures.'
      : `the figures of ${named(lacking.map(({ name }) => name))}. What else is sent with it is complete.`;
  return [`The site was last heard of at ${localSecond(heard, zone)} (${zone}): what happened there after that is not in ${where}`];
};
