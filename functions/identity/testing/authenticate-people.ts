import { ProblemError } from '../../runtime/problem.ts';
import type { createAccess } from '../principal.ts';
import type { Principal } from '../types.ts';

/** For tests: people whose token is their name in `people`; everybody else is nobody. */
export const authenticatePeople =
  (people: Readonly<Record<string, Principal>>): Parameters<typeof createAccess>[0]['authenticate'] =>
  (token) => {
    const found = people[token ?? ''];
    return found === undefined
      ? Promise.reject(new ProblemError('unauthorised', 'no'))
      : Promise.resolve({ principal: found, expiresAt: null });
  };
