import { countsEntry, type StayPopulation } from '../../statistics/formulas.ts';
import { type CutStay, cutStays, type Stay } from '../../statistics/stays.ts';
import { outside } from './explain-sql.ts';
import type { Interval } from './gap-cover.ts';
import { stayKeyOf } from './stay-figures.ts';

export interface ReasonedStay {
  readonly stay: CutStay;
  readonly key: string | null;
  /** Null = counted. */
  readonly reason: string | null;
  readonly contribution: number | null;
}
export interface StayExplanation {
  readonly stays: readonly Stay[];
  readonly intervals: readonly Interval[];
  readonly now: number;
  readonly rows: 'agent' | 'extension' | 'user';
  readonly key: string | null;
  /** Whether the filter picks it. */
  readonly picks: (stay: Stay) => boolean;
  readonly population: StayPopulation;
  /** What is taken of a stay: its time, its entry, or its exit. */
  readonly takes: 'time' | 'entry' | 'exit';
}

const reasonOf = (stay: CutStay, key: string | null, { rows, key: asked, picks, population, takes }: StayExplanation): string | null => {
  if (key === null) return rows === 'agent' ? 'do not disturb of an extension, not of an agent' : 'time of an agent, not of an extension';
  if (!picks(stay)) return outside.filter;
  if (asked !== null && key !== asked) return outside.otherRow;
  if (stay.state !== population.state) return `another state: ${stay.state}`;
  if (population.dndNumber !== null && stay.dndNumber !== population.dndNumber)
    return stay.dndNumber === null ? 'do not disturb without a number' : `do not disturb ${stay.dndNumber}`;
  if (takes === 'entry' && !stay.entered) return 'it was so before the range began, or went on after an outage: no new entry';
  if (takes === 'entry' && !countsEntry(population, stay)) return 'another message of the same do not disturb: no new state';
  if (takes === 'exit' && stay.leftAt === null) return 'not left inside the range';
  return null;
};

/** Every stay of the range with what it adds to a figure, or why nothing. */
export const explainStays = (explanation: StayExplanation): readonly ReasonedStay[] => {
  const { stays, intervals, now, rows, takes } = explanation;
  const cut = intervals.flatMap(({ startsAt, endsAt }) => cutStays(stays, { from: startsAt, to: endsAt, now }));
  return cut.map((stay) => {
    const key = stayKeyOf(rows, stay);
    const reason = reasonOf(stay, key, explanation);
    return { stay, key, reason, contribution: reason !== null ? null : takes === 'time' ? stay.ms : 1 };
  });
};
