import type { EpochMs } from '../../../domain/ids.ts';

export type StaySubject = 'agent' | 'extension';
/**
 * `onDuty` = logged in to at least one group. `busy`, `dnd`, `wrap`, `free` divide an agent's time on duty without rest: one state at a
 * time, in that precedence (rule set 1 §8.17). `dnd` of an extension is its do not disturb, on duty or not. `licence` is no stay but
 * marks a log-in that no licence covered.
 */
export type StayState = 'onDuty' | 'busy' | 'dnd' | 'wrap' | 'free';

/**
 * One stretch of time in one state, already cut where the link was down (the clock stops; after the resync the state goes on as another
 * stay with `entry: false`). Open while `endedAt` is null. For a second report of the same instant the later row wins.
 */
export interface Stay {
  readonly stayId: string;
  readonly siteId: string;
  readonly subject: StaySubject;
  /** Agent id or extension number. */
  readonly number: string;
  readonly name: string | null;
  /** User to whom the number belonged when the stay began. */
  readonly userId: string | null;
  readonly userName: string | null;
  readonly state: StayState;
  /** 1-20 for `dnd`, null otherwise and when the PBX gave none. */
  readonly dndNumber: number | null;
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs | null;
  /** The state was entered at `startedAt`; false when it only went on (carried over a day's reset, or resumed after an outage). */
  readonly entry: boolean;
  /**
   * Entered by another message of the same do not disturb: an entry of that message, but no change of state (rule set 1 §8.17-18). Only
   * where `entry` is true.
   */
  readonly messageOnly: boolean;
  /** The state was left at `endedAt` (for `onDuty`: logged off); false where only the clock stopped or the day changed. */
  readonly exit: boolean;
}

/**
 * A stay cut to a range [from, to): `ms` inside, `entered` when it has an entry inside, `openAtStart` when it ran over `from`,
 * `leftAt` the exit inside, else null. A stay touching the range with nothing of these does not appear.
 */
export interface CutStay extends Stay {
  readonly ms: number;
  readonly entered: boolean;
  readonly openAtStart: boolean;
  readonly leftAt: EpochMs | null;
}
