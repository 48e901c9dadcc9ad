import { epochMs } from '../../../domain/ids.ts';
import type { StayPopulation } from '../types/formula.ts';
import type { CutStay, Stay, StaySubject } from '../types/stay.ts';

/**
 * A stay as it stands in one day, which it may outlast: `startedAt` not before the day's start; `entry`, `exit` = entered, left within the
 * day; `openAtStart` = it ran over the day's start.
 */
export interface DayStay extends Stay {
  readonly openAtStart: boolean;
}
export const toDayStay = ({ ms: _, entered, openAtStart, leftAt, ...stay }: CutStay, from: number): DayStay => ({
  ...stay,
  startedAt: epochMs(Math.max(stay.startedAt, from)),
  entry: entered,
  exit: leftAt !== null,
  openAtStart,
});

/** What figures over stays need besides the stays. Functions, because live they change while the stays stay. */
export interface StayContext {
  /** Whose stays `row` means: agents on the template by agent, else extensions (a user's do not disturb is that of their extensions). */
  readonly row: StaySubject;
  /** Reporting time of one extension up to now, without what a daily window or an outage takes away. */
  readonly elapsedMs: (now: number) => number;
  /** How many extensions the row is about: 1, or those of the user (rule set 1 §8.18). */
  readonly extensions: () => number;
  /** Agents logged in without a licence at the end of the range; null = not known here. */
  readonly unlicensedAgents: () => number | null;
}

/** Nothing known: shares of extensions are null. */
export const noStayContext: StayContext = { row: 'extension', elapsedMs: () => 0, extensions: () => 0, unlicensedAgents: () => null };

export const subjectOf = (population: StayPopulation, row: StaySubject): StaySubject => (population.subject === 'agent' ? 'agent' : row);

/** Another message of do not disturb is an entry of that message, but the agent's state ("Busy N/A") did not change (rule set 1 §8.17). */
export const isStateOnly = (population: StayPopulation): boolean =>
  population.subject === 'agent' && population.state === 'dnd' && population.dndNumber === null;
/** Whether the entry of a stay, if it has one, is one of the population. */
export const countsEntry = (population: StayPopulation, { messageOnly }: Stay): boolean => !(messageOnly && isStateOnly(population));

export const stayMatches = (population: StayPopulation, stay: Stay, row: StaySubject): boolean =>
  stay.state === population.state &&
  stay.subject === subjectOf(population, row) &&
  (population.dndNumber === null || stay.dndNumber === population.dndNumber);
