import { formatClock, formatSpan } from '../time/core/format.ts';
import type { IconName } from '../ui/icons.tsx';
import type { Freshness, Trouble } from './core/freshness.ts';

export interface StatusWords {
  readonly icon: IconName;
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet';
  /** Two or three words for the header. */
  readonly short: string;
  /** Age of the figures, `2 s`; null before the first. */
  readonly age: string | null;
}

const troubleShort = (trouble: Trouble): string => {
  switch (trouble.kind) {
    case 'neverHeard':
      return 'No agent yet';
    case 'neverLinked':
      return 'No PBX link yet';
    case 'connectionLost':
      return 'Reconnecting';
    case 'agentDown':
      return 'Agent not heard';
    case 'pbxDown':
      return 'PBX link down';
    case 'nodeDown':
      return 'PBX node down';
    case 'resynchronising':
      return 'Comparing with PBX';
  }
};

export const statusWords = (freshness: Freshness): StatusWords => {
  const { connection, ageMs, trouble } = freshness;
  const age = ageMs === null ? null : formatSpan(Math.floor(ageMs / 1000) * 1000);
  switch (connection) {
    case 'offline':
      return { icon: 'cut', tone: 'bad', short: 'Offline', age };
    case 'ended':
      return { icon: 'cut', tone: 'bad', short: 'Session ended', age };
    case 'reconnecting':
      return { icon: 'turning', tone: freshness.stale ? 'bad' : 'warn', short: 'Reconnecting', age };
    case 'connecting':
      return { icon: 'turning', tone: 'quiet', short: 'Connecting', age };
    case 'connected':
      if (trouble !== null) {
        const never = trouble.kind === 'neverHeard' || trouble.kind === 'neverLinked';
        return { icon: 'warning', tone: isMild(trouble) ? 'warn' : 'bad', short: troubleShort(trouble), age: never ? null : age };
      }
      if (freshness.quietMs !== null) return { icon: 'signal', tone: 'good', short: 'Connected, quiet', age };
      return { icon: 'signal', tone: 'good', short: 'Connected', age };
  }
};

/** Nothing is broken: it is not there yet, or on its way back. */
export const isMild = (trouble: Trouble): boolean =>
  trouble.kind === 'resynchronising' || trouble.kind === 'neverHeard' || trouble.kind === 'neverLinked';

const neverWords = (enrolled: boolean | null): string => {
  const unseen = 'nothing of its phones and calls is seen.';
  if (enrolled === null) return unseen;
  return enrolled ? `one is enrolled but has not been heard, so ${unseen}` : `none is enrolled, so ${unseen}`;
};

/** One sentence on why figures are marked, with the moment up to which they held. */
export const troubleSentence = (trouble: Trouble, zone: string): string => {
  if (trouble.kind === 'neverHeard') return `No Trunkline agent has reported from this site yet: ${neverWords(trouble.enrolled)}`;
  if (trouble.kind === 'neverLinked')
    return 'The Trunkline agent of this site is heard, but the PBX has not told it anything yet: nothing of its phones and calls is seen.';
  const at = formatClock(zone, trouble.since);
  switch (trouble.kind) {
    case 'connectionLost':
      return `The connection to Trunkline is lost. Figures are those of ${at}; they come back by themselves.`;
    case 'agentDown':
      return `The Trunkline agent at the site has not been heard since ${at}. Figures are those of that moment.`;
    case 'pbxDown':
      return `The agent has had no link to the PBX since ${at}${trouble.detail === null ? '' : ` (${trouble.detail})`}. What happens at the phones is not seen.`;
    case 'nodeDown':
      return `PBX node ${trouble.node ?? ''} has been away since ${at}. Its phones and calls are not seen.`;
    case 'resynchronising':
      return `The link to the PBX is back since ${at}; the picture is being compared with it.`;
  }
};
