import { type EpochMs, epochMs } from '../../domain/ids.ts';
import type { FoldContext } from './fold-context.ts';
import { dndFactsOf } from './on-dnd.ts';
import { placeOf } from './site-view.ts';
import type { AgentState } from './state.ts';
import { emitStatus } from './status-row.ts';

/** An instant so long before the end of the day kept can only mean that the clock was far ahead when that day was begun. */
const clockWasWrongMs = 3 * 86_400_000;

/** The state an agent is in at the reset. Cleared less than half a second ago it is taken for what it becomes unless wrap-up is reported. */
const statusOf = (agent: AgentState): AgentState['status'] => {
  if (agent.clearedAt === null) return agent.status;
  return agent.notReady ? 'wrap' : 'free';
};

const carryAgent = (fold: FoldContext, agent: AgentState, at: EpochMs): void => {
  const groups = Object.keys(agent.groups).sort();
  if (groups.length === 0) return;
  const facts = { kind: 'acd' as const, at, agent: agent.agent, extension: agent.extension, carriedOver: true };
  for (const group of groups) emitStatus(fold, agent.node, { ...facts, status: 'loggedOn', huntGroup: group === '' ? null : group });
  emitStatus(fold, agent.node, { ...facts, status: statusOf(agent) });
};

/** Resets looked back over at most. */
const maxResets = 31;

/** What an agent is known to have been in since an instant before the last reset replaces what was carried over since: a call that ended unseen. */
export const carryAgain = (fold: FoldContext, agent: AgentState, since: EpochMs): void => {
  let reset = fold.state.day?.start ?? 0;
  for (let n = 0; reset > since && n < maxResets; n++) {
    carryAgent(fold, agent, epochMs(reset));
    reset = fold.index.dayOf(reset - 1).start;
  }
};

/** Who is logged on or in do not disturb as the statistics day begins is told once more, so that the day can be read by itself. */
const carryOver = (fold: FoldContext, at: EpochMs): void => {
  for (const id of Object.keys(fold.state.agents).sort()) {
    const agent = fold.state.agents[id];
    if (agent !== undefined) carryAgent(fold, agent, at);
  }
  for (const key of Object.keys(fold.state.phones).sort()) {
    const phone = fold.state.phones[key];
    if (phone === undefined || !phone.dnd) continue;
    const { number, node } = placeOf(fold, key);
    const facts = { ...dndFactsOf(fold, phone, number), status: 'dndOn' as const, at, carriedOver: true };
    emitStatus(fold, node, { kind: 'dnd', ...facts });
    if (phone.agent !== null) emitStatus(fold, node, { kind: 'acd', ...facts });
  }
};

/**
 * Notices that a statistics day is over (rule set 1 §7): the first event or tick at or after the reset carries over what holds then, with
 * the instant of the reset. Of several resets missed only the latest counts; of what was never known nothing is told.
 */
export const passReset = (fold: FoldContext, now: EpochMs): void => {
  const { day, at } = fold.state;
  const { dayRules: rules, dayOf } = fold.index;
  if (day?.rules === rules && now < day.end && day.end - now < clockWasWrongMs) return;
  // A day kept by other rules, or begun by a wrong clock, says nothing of resets: the newest instant folded does, where it is before this.
  const end = day?.rules === rules && now >= day.end ? day.end : dayOf(at === 0 || at > now ? now : at).end;
  const today = dayOf(now);
  fold.state.day = { rules, start: epochMs(today.start), end: epochMs(today.end) };
  if (now >= end) carryOver(fold, epochMs(today.start));
};
