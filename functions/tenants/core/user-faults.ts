import type { Assignment, SiteConfig } from '../../domain/site-config.ts';
import { type ConfigFault, idRule, repeated, unknownUnit } from './fault.ts';
import { assignmentKinds, endOf, listOfKind, startOf } from './past-changes.ts';

const shown = (assignment: Assignment): string => `from ${assignment.from ?? 'ever'} to ${assignment.to ?? 'ever'}`;

interface Placed {
  readonly user: string;
  readonly assignment: Assignment;
  readonly path: readonly (string | number)[];
}

/** A number belongs to at most one user at a time (L14157). */
const overlaps = (config: SiteConfig): ConfigFault[] =>
  assignmentKinds.flatMap((kind) => {
    const byNumber = new Map<string, Placed[]>();
    for (const [u, user] of config.users.entries())
      for (const [a, assignment] of user[listOfKind[kind]].entries()) {
        const same = byNumber.get(assignment.number) ?? [];
        same.push({ user: user.name === '' ? user.id : user.name, assignment, path: ['users', u, listOfKind[kind], a] });
        byNumber.set(assignment.number, same);
      }
    return [...byNumber].flatMap(([number, placed]) => {
      const sorted = placed.toSorted((a, b) => startOf(a.assignment) - startOf(b.assignment));
      let last: Placed | undefined;
      return sorted.flatMap((one): ConfigFault[] => {
        const previous = last;
        if (last === undefined || endOf(one.assignment) > endOf(last.assignment)) last = one;
        if (previous === undefined || endOf(previous.assignment) <= startOf(one.assignment)) return [];
        return [
          {
            path: one.path,
            detail: `${kind} ${number} is ${one.user}’s ${shown(one.assignment)}, but ${previous.user}’s ${shown(previous.assignment)}: end one before the other starts.`,
          },
        ];
      });
    });
  });

/** What is wrong with users and what they hold. */
export const userFaults = (config: SiteConfig, units: ReadonlySet<string>): ConfigFault[] => [
  ...repeated(
    config.users,
    ['users'],
    (i) => config.users[i]?.id ?? '',
    (i) => `User "${config.users[i]?.id}" stands there twice: give one another id.`,
  ),
  ...config.users.flatMap((user, u): ConfigFault[] => [
    ...(idRule.test(user.id) ? [] : [{ path: ['users', u, 'id'], detail: 'The id of a user has 1 to 100 printable characters.' }]),
    ...(user.deletedAt === null ? unknownUnit(user.businessUnit, units, ['users', u]) : []),
    ...assignmentKinds.flatMap((kind) =>
      user[listOfKind[kind]].flatMap((assignment, a): ConfigFault[] => {
        const path = ['users', u, listOfKind[kind], a];
        if (startOf(assignment) >= endOf(assignment))
          return [
            { path: [...path, 'to'], detail: `${kind} ${assignment.number} of "${user.id}" ends before it starts: ${shown(assignment)}.` },
          ];
        if (user.deletedAt !== null && endOf(assignment) > Date.parse(user.deletedAt))
          return [
            { path, detail: `"${user.id}" was deleted at ${user.deletedAt} and holds no number later: end ${kind} ${assignment.number}.` },
          ];
        return [];
      }),
    ),
  ]),
  ...overlaps(config),
];
