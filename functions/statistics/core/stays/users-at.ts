import type { Assignment, SiteConfig } from '../../../domain/site-config.ts';
import type { StaySubject } from '../types/stay.ts';
import type { UserAt } from './derive-stays.ts';

const holds = ({ from, to }: Assignment, at: number): boolean =>
  (from === null || Date.parse(from) <= at) && (to === null || at < Date.parse(to));
const listOf = { agent: 'agents', extension: 'extensions' } as const satisfies Record<StaySubject, string>;

/** Who had a number at an instant, by the configuration's dated assignments. */
export const usersAt = ({ users }: SiteConfig): UserAt => {
  const byNumber = new Map<string, { readonly assignment: Assignment; readonly id: string; readonly name: string | null }[]>();
  for (const user of users)
    for (const subject of ['agent', 'extension'] as const)
      for (const assignment of user[listOf[subject]]) {
        const key = `${subject} ${assignment.number}`;
        const held = byNumber.get(key) ?? [];
        held.push({ assignment, id: user.id, name: user.name === '' ? null : user.name });
        byNumber.set(key, held);
      }
  return (subject, number, at) => {
    const found = byNumber.get(`${subject} ${number}`)?.find(({ assignment }) => holds(assignment, at));
    return found === undefined ? null : { id: found.id, name: found.name };
  };
};

/** How many extensions a user had at any time in [from, to). */
export const extensionsIn =
  ({ users }: SiteConfig, from: number, to: number) =>
  (userId: string): number => {
    const held = users.find((user) => user.id === userId)?.extensions ?? [];
    const inside = held.filter((one) => (one.from === null || Date.parse(one.from) < to) && (one.to === null || Date.parse(one.to) > from));
    return new Set(inside.map(({ number }) => number)).size;
  };
