import type { ReadGaps } from '../call-history/events.ts';
import type { Gap } from '../domain/engine-output.ts';
import type { SiteScope } from '../identity/types.ts';
import { silentAfterMs } from './constants.ts';
import { gapStretches, type Interval } from './core/gap-cover.ts';
import type { FigureGap } from './published-gap.ts';

export interface GapSources {
  readonly gapsOf: ReadGaps;
  /** Until when everything that happened at the site has arrived, as far as its agents tell; null = it has none. */
  readonly heardThrough: (owner: SiteScope) => Promise<number | null>;
}
export interface KnownGaps {
  readonly gaps: readonly FigureGap[];
  readonly stretches: readonly Interval[];
  /** Those in which the link was down: clocks of states stand still. */
  readonly outages: readonly Gap[];
}

export const noGaps: KnownGaps = { gaps: [], stretches: [], outages: [] };

/** What could not be known of a range, and what may still come. Epoch ms. */
export const knownGaps = async (
  sources: GapSources,
  owner: SiteScope,
  range: { readonly from: number; readonly to: number; readonly now: number },
): Promise<KnownGaps> => {
  const { from, to, now } = range;
  const [gaps, heard] = await Promise.all([sources.gapsOf(owner, from, to), sources.heardThrough(owner)]);
  const end = Math.min(to, now);
  const silent = heard !== null && now - heard > silentAfterMs && heard < end ? [{ startedAt: Math.max(from, heard), endedAt: null }] : [];
  return {
    gaps: [
      ...gaps.map(({ cause, startedAt, endedAt, detail }) => ({
        cause,
        startedAt: new Date(startedAt).toISOString(),
        endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
        detail,
      })),
      ...silent.map(({ startedAt }) => ({
        cause: 'notHeard' as const,
        startedAt: new Date(startedAt).toISOString(),
        endedAt: null,
        detail: 'Nothing has arrived from the site since; it may still come, and figures are then restated.',
      })),
    ],
    stretches: gapStretches([...gaps, ...silent], now),
    outages: gaps,
  };
};
