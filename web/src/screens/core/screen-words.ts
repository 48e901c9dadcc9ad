import { formatDayMinute, formatSpan } from '../../time/core/format.ts';
import type { IconName } from '../../ui/icons.tsx';
import type { SiteScreen } from '../screens-api.ts';

interface StateWords {
  readonly icon: IconName;
  readonly tone: 'good' | 'bad' | 'quiet';
  readonly words: string;
}

/** State in a shape and a word. */
export const stateWords = ({ state }: Pick<SiteScreen, 'state'>): StateWords => {
  switch (state) {
    case 'online':
      return { icon: 'signal', tone: 'good', words: 'Online' };
    case 'late':
      return { icon: 'cut', tone: 'bad', words: 'Not heard' };
    case 'neverSeen':
      return { icon: 'idle', tone: 'quiet', words: 'Not seen yet' };
  }
};

/** `12 s ago`, or the day where it was longer ago than one. */
export const lastSeenWords = (lastSeenAt: number | null, zone: string, now: number): string => {
  if (lastSeenAt === null) return '–';
  const ago = Math.max(0, now - lastSeenAt);
  return ago < 86_400_000 ? `${formatSpan(Math.floor(ago / 1_000) * 1_000)} ago` : formatDayMinute(zone, lastSeenAt);
};

/** As typed or scanned, in the way the screen shows it. */
export const tidyCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 6);
