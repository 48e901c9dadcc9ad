import type { Assignment, AssignmentKind, Configuration, User } from './types.ts';

export const listOfKind = { extension: 'extensions', agent: 'agents' } as const;
export const kindWords: Readonly<Record<AssignmentKind, string>> = { extension: 'Extension', agent: 'Agent' };

export const startOf = (assignment: Assignment): number =>
  assignment.from === null ? Number.NEGATIVE_INFINITY : Date.parse(assignment.from);
export const endOf = (assignment: Assignment): number => (assignment.to === null ? Number.POSITIVE_INFINITY : Date.parse(assignment.to));

export type AssignmentState = 'now' | 'ended' | 'later';
export const stateAt = (assignment: Assignment, now: number): AssignmentState =>
  startOf(assignment) > now ? 'later' : endOf(assignment) <= now ? 'ended' : 'now';

export interface HeldNumber {
  readonly kind: AssignmentKind;
  readonly assignment: Assignment;
}

const rank: Readonly<Record<AssignmentState, number>> = { now: 0, later: 1, ended: 2 };

/** What a user holds now, then later, then held; within these the newest first. */
export const heldBy = (user: User, now: number): readonly HeldNumber[] =>
  (['extension', 'agent'] as const)
    .flatMap((kind) => user[listOfKind[kind]].map((assignment): HeldNumber => ({ kind, assignment })))
    .sort(
      (a, b) =>
        rank[stateAt(a.assignment, now)] - rank[stateAt(b.assignment, now)] ||
        Math.sign(startOf(b.assignment) - startOf(a.assignment) || 0) ||
        a.assignment.number.localeCompare(b.assignment.number),
    );

export const numbersNow = (user: User, kind: AssignmentKind, now: number): readonly string[] =>
  user[listOfKind[kind]].filter((assignment) => stateAt(assignment, now) === 'now').map(({ number }) => number);

export interface Holder {
  readonly user: User;
  readonly assignment: Assignment;
}

/** Who else has a number at any time between two instants. */
export const othersWith = (
  config: Configuration,
  me: string,
  kind: AssignmentKind,
  number: string,
  from: number,
  to: number,
): readonly Holder[] =>
  config.users.flatMap((user) =>
    user.id === me
      ? []
      : user[listOfKind[kind]]
          .filter((assignment) => assignment.number === number && startOf(assignment) < to && endOf(assignment) > from)
          .map((assignment) => ({ user, assignment })),
  );
