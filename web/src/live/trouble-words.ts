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
      if (trouble !== null) return { icon: 'warning', tone: freshness.stale ? 'bad' : 'warn', short: troubleShort(trouble), age };
      if (freshness.quietMs !== null) return { icon: 'signal', tone: 'good', short: 'Connected, quiet', age };
      return { icon: 'signal', tone: 'good', short: 'Connected', age };
  }
};

/** One sentence on why figures are marked, with the moment up to which they held. */
export const troubleSentence = (trouble: Trouble, zone: string): string => {
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
