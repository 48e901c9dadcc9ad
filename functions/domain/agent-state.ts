import type { LiveAgent } from './live.ts';

/** What may be true of an agent at the same time. */
export interface AgentConditions {
  /** Logged on to at least one group. */
  readonly onDuty: boolean;
  /** In a call that was answered, at the phone the agent is at. */
  readonly talking: boolean;
  /** That phone is in do not disturb. */
  readonly dnd: boolean;
  /** Wrapping up, or reported not ready. */
  readonly wrap: boolean;
  /** That phone rings. */
  readonly ringing: boolean;
}

/**
 * The one state an agent is in, in this precedence: off duty, call in progress, do not disturb, wrap-up, ringing, free (rule set 1 §8.17).
 * Ringing is shown live only; on the clock of time on duty it is free.
 */
export const agentStateOf = ({ onDuty, talking, dnd, wrap, ringing }: AgentConditions): LiveAgent['state'] => {
  if (!onDuty) return 'loggedOut';
  if (talking) return 'busy';
  if (dnd) return 'dnd';
  if (wrap) return 'wrap';
  return ringing ? 'ringing' : 'free';
};
