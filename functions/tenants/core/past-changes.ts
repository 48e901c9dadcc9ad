import type { Assignment, SiteConfig } from '../../domain/site-config.ts';

export const assignmentKinds = ['extension', 'agent'] as const;
export type AssignmentKind = (typeof assignmentKinds)[number];
export const listOfKind = { extension: 'extensions', agent: 'agents' } as const satisfies Record<AssignmentKind, string>;

/** A number that belonged to somebody else for a time already gone: from (null = since ever) to. */
export interface PastChange {
  readonly kind: AssignmentKind;
  readonly number: string;
  readonly from: string | null;
  readonly to: string;
}

/** Since ever and for ever as numbers. */
export const startOf = (assignment: Assignment): number =>
  assignment.from === null ? Number.NEGATIVE_INFINITY : Date.parse(assignment.from);
export const endOf = (assignment: Assignment): number => (assignment.to === null ? Number.POSITIVE_INFINITY : Date.parse(assignment.to));

interface Held {
  readonly user: string;
  readonly from: number;
  readonly to: number;
}

/** Who held each number before `now`. */
const heldBefore = (config: SiteConfig, kind: AssignmentKind, now: number): ReadonlyMap<string, readonly Held[]> => {
  const held = new Map<string, Held[]>();
  for (const user of config.users)
    for (const assignment of user[listOfKind[kind]]) {
      const [from, to] = [startOf(assignment), Math.min(endOf(assignment), now)];
      if (from >= to) continue;
      const same = held.get(assignment.number) ?? [];
      same.push({ user: user.id, from, to });
      held.set(assignment.number, same);
    }
  return held;
};

const holderAt = (held: readonly Held[], instant: number): string =>
  held
    .filter(({ from, to }) => from <= instant && instant < to)
    .map(({ user }) => user)
    .join(', ');

const differenceOf = (
  before: readonly Held[],
  after: readonly Held[],
  now: number,
): { readonly from: number; readonly to: number } | null => {
  const edges = [...new Set([...before, ...after].flatMap(({ from, to }) => [from, to]).concat(now))].sort((a, b) => a - b);
  const differing = edges.flatMap((from, i) => {
    const to = edges[i + 1];
    return to === undefined || holderAt(before, from) === holderAt(after, from) ? [] : [{ from, to }];
  });
  const [first, last] = [differing[0], differing.at(-1)];
  return first === undefined || last === undefined ? null : { from: first.from, to: last.to };
};

/**
 * Which numbers would have belonged to somebody else before `now`, each from the first to the last instant that differs. Calls keep the
 * user they were tagged with (L14170), so such a change shows only after a rebuild and must be asked for by name.
 */
export const computePastChanges = (before: SiteConfig, after: SiteConfig, now: number): readonly PastChange[] =>
  assignmentKinds.flatMap((kind) => {
    const [was, is] = [heldBefore(before, kind, now), heldBefore(after, kind, now)];
    return [...new Set([...was.keys(), ...is.keys()])].flatMap((number) => {
      const range = differenceOf(was.get(number) ?? [], is.get(number) ?? [], now);
      if (range === null) return [];
      const from = range.from === Number.NEGATIVE_INFINITY ? null : new Date(range.from).toISOString();
      return [{ kind, number, from, to: new Date(range.to).toISOString() }];
    });
  });
