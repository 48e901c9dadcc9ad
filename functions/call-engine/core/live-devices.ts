import type { EpochMs, LogicalCallId } from '../../domain/ids.ts';
import type { LiveExtension, LiveTrunk } from '../../domain/live.ts';
import { agentNameOf } from './attribution.ts';
import { userOf } from './shared-facts.ts';
import { deviceOf, nameOf, placeOf, type SiteView } from './site-view.ts';

export interface Use {
  readonly state: 'ringing' | 'busy' | 'held';
  readonly since: EpochMs;
  readonly call: LogicalCallId;
}
/** A phone whose call another one took rings until its own clear. */
const weight = { ringing: 1, held: 2, busy: 3 } as const;

/** The call a device is in: talking before holding before ringing. */
export const useOf = (view: SiteView, key: string): Use | null => {
  const calls = view.state.engaged[key];
  if (calls === undefined) return null;
  const { number } = placeOf(view, key);
  let use: Use | null = null;
  for (const callKey of calls) {
    const call = view.state.calls[callKey];
    const party = call?.parties[number];
    if (call === undefined || party === undefined) continue;
    const own = call.segments.find((s) => s.endedAt === null && (s.device === number || s.holders.includes(number)));
    const state = party === 'alerting' || party === 'released' ? 'ringing' : party === 'held' ? 'held' : 'busy';
    const since = own === undefined ? call.startedAt : (own.heldSince ?? own.answeredAt ?? own.startedAt);
    if (use === null || weight[state] > weight[use.state]) use = { state, since, call: call.id };
  }
  return use;
};

export const toLiveExtension = (view: SiteView, key: string): LiveExtension | null => {
  const { number, node } = placeOf(view, key);
  if (deviceOf(view, number, node)?.type !== 'extension') return null;
  const phone = view.state.phones[key];
  const use = useOf(view, key);
  const agent = phone?.agent ?? null;
  return {
    key,
    name: nameOf(view, number, node) ?? number,
    node,
    state: use?.state ?? (phone?.online === false ? 'offline' : 'idle'),
    since: use?.since ?? view.state.idleSince[key] ?? view.state.firstAt,
    call: use?.call ?? null,
    agent,
    agentName: agentNameOf(view, agent, node),
    userName: userOf(view, agent, number, view.state.at).name,
    dnd: phone?.dnd ?? false,
    dndMessage: phone?.dndMessage ?? null,
    dndText: phone?.dndText ?? null,
  };
};

export const toLiveTrunk = (view: SiteView, key: string): LiveTrunk | null => {
  const { number, node } = placeOf(view, key);
  if (deviceOf(view, number, node)?.type !== 'trunk') return null;
  const use = useOf(view, key);
  return {
    key,
    name: nameOf(view, number, node) ?? number,
    state: use === null ? 'idle' : 'busy',
    since: use?.since ?? view.state.idleSince[key] ?? view.state.firstAt,
    call: use?.call ?? null,
  };
};
