import type { Gap } from '../../domain/engine-output.ts';

/** A site that is alive is heard several times a minute. */
const quietMs = 5 * 60_000;

/** Says instants in the time of a site: `3 Mar 2026, 14:07:02`; the date only where it differs from that of `beside`. */
export const createSiteTime = (timeZone: string) => {
  const date = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return {
    full: (at: number): string => `${date.format(at)}, ${time.format(at)}`,
    beside: (at: number, other: number): string =>
      date.format(at) === date.format(other) ? time.format(at) : `${date.format(at)}, ${time.format(at)}`,
  };
};
export type SiteTime = ReturnType<typeof createSiteTime>;

const causes: Readonly<Record<Gap['cause'], string>> = {
  linkDown: 'The line to the telephone system was down',
  agentDown: 'The edge agent was not running',
  numbersLost: 'Events were lost',
  nodeDown: 'A node of the telephone system could not be heard',
};

/**
 * What of a moment could not be known: gaps that it lies in, as they are known today, or silence.
 * @param asOf newest instant that was known of the site then
 */
export const doubtOf = (at: number, asOf: number, gaps: readonly Gap[], time: SiteTime): string | null => {
  const inside = gaps.filter(({ startedAt, endedAt }) => startedAt <= at && (endedAt === null || endedAt > at));
  const [first] = inside;
  if (first !== undefined) {
    const { cause, startedAt, endedAt } = first;
    const until = endedAt === null ? 'since' : `until ${time.beside(endedAt, at)}, since`;
    return `${causes[cause]} ${until} ${time.beside(startedAt, at)}: this shows what was known, not what happened meanwhile.`;
  }
  if (at - asOf > quietMs) return `Nothing was heard of the site since ${time.beside(asOf, at)}: this shows what was known then.`;
  return null;
};
