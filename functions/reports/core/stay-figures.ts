import { evaluate, type FigureSettings, type FigureValue, type StayFormula } from '../../statistics/formulas.ts';
import { type CutStay, cutStays, type Stay } from '../../statistics/stays.ts';
import type { Interval } from './gap-cover.ts';

export interface StayFigure {
  readonly id: string;
  readonly formula: StayFormula;
}
export interface StayQuestion {
  readonly figures: readonly StayFigure[];
  readonly stays: readonly Stay[];
  /** Whose rows the report has. */
  readonly rows: 'agent' | 'extension' | 'user';
  /** The range, cut to the daily window. */
  readonly intervals: readonly Interval[];
  /** Stretches in which the clock stood still. */
  readonly outages: readonly Interval[];
  readonly now: number;
  readonly settings: FigureSettings;
  readonly timeZone: string;
  /** Extensions a user had in the range, for shares of elapsed time. */
  readonly extensionsOf: (user: string) => number;
}
export type StayValues = Readonly<Record<string, FigureValue>>;

const overlapMs = (a: Interval, b: Interval): number => Math.max(0, Math.min(a.endsAt, b.endsAt) - Math.max(a.startsAt, b.startsAt));

/** Reporting time of one extension: the intervals up to now without the outages in them. */
const elapsedMs = ({ intervals, outages, now }: StayQuestion): number =>
  intervals.reduce((sum, { startsAt, endsAt }) => {
    const interval = { startsAt, endsAt: Math.min(endsAt, now) };
    const unknown = outages.reduce((lost, outage) => lost + overlapMs(interval, outage), 0);
    return sum + Math.max(0, interval.endsAt - interval.startsAt) - unknown;
  }, 0);

/** Key of the row that a stay belongs to; null = none of this kind of report. */
export const stayKeyOf = (rows: StayQuestion['rows'], stay: Stay): string | null => {
  if (rows === 'agent') return stay.subject === 'agent' ? stay.number : null;
  if (stay.subject !== 'extension') return null;
  return rows === 'extension' ? stay.number : stay.userId;
};

/**
 * Figures over stays for every row of a report, by key, and over all rows that `printed` names. Stays are few (thousands a day), so they
 * are computed here by the definition of each figure, not in SQL.
 */
export const computeStayFigures = (question: StayQuestion) => {
  const { figures, rows, intervals, now, settings, timeZone, extensionsOf } = question;
  const cut = intervals.flatMap(({ startsAt, endsAt }) => cutStays(question.stays, { from: startsAt, to: endsAt, now }));
  const byKey = new Map<string, CutStay[]>();
  const names = new Map<string, string | null>();
  for (const stay of cut) {
    const key = stayKeyOf(rows, stay);
    if (key === null) continue;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [stay]);
    else known.push(stay);
    names.set(key, rows === 'user' ? stay.userName : stay.name);
  }
  const elapsed = elapsedMs(question);
  const values = (stays: readonly CutStay[], extensions: number): StayValues =>
    Object.fromEntries(
      figures.map(({ id, formula }) => [
        id,
        evaluate(formula, {
          stays,
          stayContext: {
            row: rows === 'agent' ? 'agent' : 'extension',
            elapsedMs: () => elapsed,
            extensions: () => extensions,
            // Log-ins without a licence are not told apart before there are licences: every log-in is stored.
            unlicensedAgents: () => 0,
          },
          settings,
          unreturned: () => false,
          now,
          timeZone,
        }),
      ]),
    );
  const extensionsFor = (key: string): number => (rows === 'user' ? extensionsOf(key) : 1);
  return {
    keys: [...byKey.keys()],
    nameOf: (key: string): string | null => names.get(key) ?? null,
    ofKey: (key: string): StayValues => values(byKey.get(key) ?? [], extensionsFor(key)),
    ofAll: (keys: readonly string[]): StayValues =>
      values(
        keys.flatMap((key) => byKey.get(key) ?? []),
        keys.reduce((sum, key) => sum + extensionsFor(key), 0),
      ),
  };
};
