import type { Board } from './board.ts';
import type { Freshness } from './freshness.ts';

export interface Moment {
  readonly board: Board | null;
  readonly freshness: Freshness;
}

const troubleText = (freshness: Freshness): string | null => {
  if (freshness.connection === 'offline') return 'Offline. Figures are no longer up to date.';
  if (freshness.trouble === null) return null;
  switch (freshness.trouble.kind) {
    case 'neverHeard':
      return 'No agent has reported from this site yet.';
    case 'neverLinked':
      return 'The PBX of this site has not been heard yet.';
    case 'connectionLost':
      return 'Connection lost. Figures are no longer up to date.';
    case 'agentDown':
      return 'The agent at the site is not heard. Figures are no longer up to date.';
    case 'pbxDown':
      return 'The PBX link is down. Figures are no longer up to date.';
    case 'nodeDown':
      return 'A PBX node is down. Figures are incomplete.';
    case 'resynchronising':
      return null;
  }
};

const queueTexts = (before: Board, after: Board): string[] => {
  const earlier = new Map(before.queues.map((queue) => [queue.key, queue.waiting]));
  const texts: string[] = [];
  for (const queue of after.queues) {
    const waited = earlier.get(queue.key) ?? 0;
    const name = queue.name === '' ? `Hunt group ${queue.key}` : queue.name;
    if (waited === 0 && queue.waiting > 0)
      texts.push(`${name}: ${queue.waiting === 1 ? 'a call is' : `${queue.waiting} calls are`} waiting.`);
    if (waited > 0 && queue.waiting === 0) texts.push(`${name}: nobody waits any more.`);
  }
  return texts;
};

/**
 * What a listener must be told of the step between two moments: connections lost and restored, and queues that begin or cease to
 * wait. Counts that merely move are left alone, or nobody could work beside the board.
 */
export const computeAnnouncements = (before: Moment, after: Moment): readonly string[] => {
  const was = troubleText(before.freshness);
  const is = troubleText(after.freshness);
  const texts: string[] = [];
  if (is !== null && is !== was) texts.push(is);
  if (is === null && was !== null) texts.push('Connection restored. Figures are up to date.');
  if (is === null && was === null && before.board !== null && after.board !== null && before.board.site === after.board.site) {
    texts.push(...queueTexts(before.board, after.board));
  }
  return texts;
};
