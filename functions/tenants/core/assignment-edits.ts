import type { Assignment, SiteConfig } from '../../domain/site-config.ts';
import type { ConfigEditOf } from './config-edits.ts';
import { EditError } from './edit-error.ts';
import { type AssignmentKind, assignmentKinds, endOf, listOfKind, startOf } from './past-changes.ts';

type User = SiteConfig['users'][number];
type AssignmentEdit = ConfigEditOf<'deleteUser' | 'assign' | 'endAssignment' | 'changeAssignment' | 'removeAssignment'>;

const withList = (user: User, kind: AssignmentKind, list: readonly Assignment[]): User => ({ ...user, [listOfKind[kind]]: [...list] });
const iso = (instant: string): string => new Date(instant).toISOString();
const isoOrNull = (instant: string | null): string | null => (instant === null ? null : iso(instant));

/** What is left of assignments when they end at an instant: what would start later is gone. */
const endedAt = (list: readonly Assignment[], at: string): Assignment[] =>
  list.flatMap((assignment) => {
    if (startOf(assignment) >= Date.parse(at)) return [];
    return endOf(assignment) <= Date.parse(at) ? [assignment] : [{ ...assignment, to: at }];
  });

const covers = (assignment: Assignment, at: number): boolean => startOf(assignment) <= at && at < endOf(assignment);

const deleteUser = (user: User, at: string): User => {
  const ended = assignmentKinds.reduce((left, kind) => withList(left, kind, endedAt(left[listOfKind[kind]], at)), user);
  return { ...ended, deletedAt: at };
};

/** What is left of an assignment outside a time. */
const without = (assignment: Assignment, taken: Assignment): Assignment[] =>
  [
    { ...assignment, to: endOf(assignment) <= startOf(taken) ? assignment.to : taken.from },
    { ...assignment, from: startOf(assignment) >= endOf(taken) ? assignment.from : taken.to },
  ].filter((left, i) => (i === 0 ? startOf(assignment) < startOf(taken) : endOf(assignment) > endOf(taken)) && startOf(left) < endOf(left));

/** Others lose the number for the time of the new assignment, and have it again after it if they had. */
const takeOver = (users: readonly User[], kind: AssignmentKind, newUser: string, taken: Assignment): User[] =>
  users.map((user) => {
    const list = user[listOfKind[kind]];
    if (user.id === newUser || !list.some(({ number }) => number === taken.number)) return user;
    return withList(
      user,
      kind,
      list.flatMap((a) => (a.number === taken.number ? without(a, taken) : [a])),
    );
  });

const assign = (users: readonly User[], edit: ConfigEditOf<'assign'>, now: string): User[] => {
  const from = edit.from === undefined ? now : isoOrNull(edit.from);
  const assignment: Assignment = { number: edit.number, from, to: isoOrNull(edit.to) };
  const free = edit.takeOver ? takeOver(users, edit.kind, edit.user, assignment) : users;
  return free.map((user) => (user.id === edit.user ? withList(user, edit.kind, [...user[listOfKind[edit.kind]], assignment]) : user));
};

const changeList = (
  user: User,
  edit: ConfigEditOf<'endAssignment' | 'changeAssignment' | 'removeAssignment'>,
  now: string,
): readonly Assignment[] => {
  const list = user[listOfKind[edit.kind]];
  const what = `${edit.kind} ${edit.number} of "${user.id}"`;
  switch (edit.edit) {
    case 'endAssignment': {
      const at = iso(edit.at ?? now);
      const found = list.find((a) => a.number === edit.number && covers(a, Date.parse(at)));
      if (found === undefined) throw new EditError(`${what} is not assigned at ${at}: nothing ends then.`);
      return list.flatMap((a) => (a === found ? endedAt([a], at) : [a]));
    }
    case 'changeAssignment':
    case 'removeAssignment': {
      const start = edit.from === null ? Number.NEGATIVE_INFINITY : Date.parse(edit.from);
      const found = list.find((a) => a.number === edit.number && startOf(a) === start);
      if (found === undefined) throw new EditError(`No assignment of ${what} starts at ${edit.from ?? 'ever'}.`);
      if (edit.edit === 'removeAssignment') return list.filter((a) => a !== found);
      const { from = found.from, to = found.to } = edit.set;
      return list.map((a) => (a === found ? { ...a, from: isoOrNull(from), to: isoOrNull(to) } : a));
    }
  }
};

/** Edits of who holds what since when. @throws EditError */
export const editAssignments = (users: readonly User[], edit: AssignmentEdit, now: string): User[] => {
  const id = edit.edit === 'deleteUser' ? edit.id : edit.user;
  const found = users.find((user) => user.id === id);
  if (found === undefined) throw new EditError(`There is no user "${id}".`);
  if (found.deletedAt !== null) throw new EditError(`"${id}" was deleted at ${found.deletedAt} and stays so: add a new user.`);
  switch (edit.edit) {
    case 'deleteUser':
      return users.map((user) => (user === found ? deleteUser(user, iso(edit.at ?? now)) : user));
    case 'assign':
      return assign(users, edit, now);
    case 'endAssignment':
    case 'changeAssignment':
    case 'removeAssignment':
      return users.map((user) => (user === found ? withList(user, edit.kind, changeList(user, edit, now)) : user));
  }
};
