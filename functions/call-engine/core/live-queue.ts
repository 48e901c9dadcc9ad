import { epochMs } from '../../domain/ids.ts';
import type { LiveQueue } from '../../domain/live.ts';
import { standingOf } from './live-agent.ts';
import { deviceOf, nameOf, phoneKey, placeOf, type SiteView } from './site-view.ts';

interface Tally {
  waiting: number;
  longest: number | null;
  ringing: number;
  connected: number;
  loggedOn: number;
  free: number;
}

const countCalls = (view: SiteView, tallies: ReadonlyMap<string, Tally>): void => {
  for (const callKey in view.state.calls) {
    const call = view.state.calls[callKey];
    if (call === undefined) continue;
    const rung = new Set<Tally>();
    for (const segment of call.segments) {
      if (segment.endedAt !== null || segment.group === null) continue;
      const tally = tallies.get(phoneKey(view, segment.group, call.node));
      if (tally === undefined) continue;
      if (segment.answeredAt !== null) tally.connected++;
      else if (segment.kind === 'device') rung.add(tally);
      else if (segment.kind === 'queue') {
        tally.waiting++;
        tally.longest = Math.min(tally.longest ?? segment.startedAt, segment.startedAt);
      }
    }
    for (const tally of rung) tally.ringing++;
  }
};

const countAgents = (view: SiteView, tallies: ReadonlyMap<string, Tally>): void => {
  for (const id in view.state.agents) {
    const agent = view.state.agents[id];
    if (agent === undefined) continue;
    let free: boolean | null = null;
    for (const group in agent.groups) {
      const tally = tallies.get(phoneKey(view, group, agent.node));
      if (tally === undefined) continue;
      free ??= standingOf(view, agent).state === 'free';
      tally.loggedOn++;
      if (free) tally.free++;
    }
  }
};

/** The hunt groups among `keys`, each as it stands; all of them in one pass over calls and agents. */
export const toLiveQueues = (view: SiteView, keys: Iterable<string>): Map<string, LiveQueue> => {
  const tallies = new Map<string, Tally>();
  for (const key of keys) {
    const { number, node } = placeOf(view, key);
    if (deviceOf(view, number, node)?.type === 'huntGroup')
      tallies.set(key, { waiting: 0, longest: null, ringing: 0, connected: 0, loggedOn: 0, free: 0 });
  }
  if (tallies.size === 0) return new Map();
  countCalls(view, tallies);
  countAgents(view, tallies);
  const queues = new Map<string, LiveQueue>();
  for (const [key, tally] of tallies) {
    const { number, node } = placeOf(view, key);
    queues.set(key, {
      key,
      name: nameOf(view, number, node) ?? number,
      waiting: tally.waiting,
      longestWaitSince: tally.longest === null ? null : epochMs(tally.longest),
      ringing: tally.ringing,
      connected: tally.connected,
      agentsLoggedOn: tally.loggedOn,
      agentsFree: tally.free,
    });
  }
  return queues;
};
