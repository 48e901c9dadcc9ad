import type { Freshness } from '../../live/core/freshness.ts';
import { troubleSentence } from '../../live/trouble-words.ts';
import type { FeedFreshness } from './feed.ts';

/**
 * What a board says of its age: the connection first, then what the site itself does not tell. `confirmedAt` is the cloud's time of the last
 * confirmation, null before the first.
 */
export const feedFreshness = (
  freshness: Freshness,
  facts: { readonly loaded: boolean; readonly online: boolean; readonly confirmedAt: number | null },
  zone: string,
): FeedFreshness => {
  const { loaded, online, confirmedAt } = facts;
  const { trouble } = freshness;
  // A socket may still seem to stand while the machine knows that it has no network.
  const connection = !online && trouble?.kind === 'connectionLost' ? 'offline' : freshness.connection;
  const lost = connection === 'offline' || connection === 'ended' || connection === 'reconnecting';
  if (lost) {
    const why =
      connection === 'ended'
        ? 'The session has ended: log in again.'
        : `${connection === 'offline' ? 'Offline.' : 'The connection to Trunkline is lost.'} Figures come back by themselves.`;
    return { state: 'disconnected', since: confirmedAt, why };
  }
  if (!loaded) return { state: 'loading', since: null, why: null };
  if (trouble === null || trouble.kind === 'resynchronising') return { state: 'fresh', since: null, why: null };
  if (trouble.kind === 'connectionLost')
    return { state: 'old', since: confirmedAt, why: 'Trunkline has not confirmed these figures for more than ten seconds.' };
  return { state: 'old', since: trouble.since, why: troubleSentence(trouble, zone) };
};
