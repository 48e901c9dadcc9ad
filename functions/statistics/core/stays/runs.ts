import type { StayState } from '../types/stay.ts';

/** What a subject is in; `dndNumber` of do not disturb only. */
export interface Held {
  readonly state: StayState;
  readonly dndNumber: number | null;
}

export const isSameHeld = (a: Held | null, b: Held | null): boolean => a?.state === b?.state && a?.dndNumber === b?.dndNumber;

/** From an instant on; `real` = something was reported then, not only carried over. */
export interface Point {
  readonly at: number;
  readonly held: Held | null;
  readonly real: boolean;
  readonly name: string | null;
}

/** A stretch of one state, outages not yet cut out. `entry` and `exit` = its ends were reported; `messageOnly` as of a stay. */
export interface Run {
  readonly held: Held | null;
  readonly from: number;
  readonly to: number | null;
  readonly entry: boolean;
  readonly messageOnly: boolean;
  readonly exit: boolean;
  readonly name: string | null;
}

/** From one message of do not disturb to another, which is no other state. */
export const isOtherMessage = (before: Held | null, after: Held | null): boolean =>
  before?.state === 'dnd' && after?.state === 'dnd' && before.dndNumber !== after.dndNumber;

/** Adds a point that is not before the last: `begun` holds the points at which something began, a later report of an instant wins. */
export const addPoint = (begun: Point[], point: Point): void => {
  const last = begun.at(-1);
  const replaces = last?.at === point.at;
  // What was carried over to this instant and is reported again was there already.
  const real = replaces && isSameHeld(last.held, point.held) ? last.real : point.real;
  if (replaces) begun.pop();
  if (!isSameHeld(begun.at(-1)?.held ?? null, point.held)) begun.push({ ...point, real });
};

/** Runs from place `from` on. */
export const runsFrom = (begun: readonly Point[], from: number): readonly Run[] =>
  begun.slice(from).map(({ at, held, real, name }, index) => {
    const next = begun[from + index + 1];
    const messageOnly = real && isOtherMessage(begun[from + index - 1]?.held ?? null, held);
    return { held, from: at, to: next?.at ?? null, entry: real, messageOnly, exit: next?.real ?? false, name };
  });

/** Points in order of time become runs; a run without length is none, and what goes on is one run. */
export const runsOf = (points: readonly Point[]): readonly Run[] => {
  const begun: Point[] = [];
  for (const point of points) addPoint(begun, point);
  return runsFrom(begun, 0);
};
