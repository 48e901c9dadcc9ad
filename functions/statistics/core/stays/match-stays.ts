import type { Filter } from '../filters/filter.ts';
import { createTextMatcher } from '../filters/text-matcher.ts';
import type { Stay } from '../types/stay.ts';

const ownFields = {
  agent: { agent: 'number', agentName: 'name', userName: 'userName' },
  extension: { extension: 'number', extensionName: 'name', userName: 'userName' },
} as const satisfies Record<Stay['subject'], Readonly<Record<string, 'number' | 'name' | 'userName'>>>;

/**
 * Whose time in a state a filter picks: the agents, extensions and users it names. What it says of calls (a number outside, a length)
 * says nothing about an agent's day.
 */
export const createMatchStays = (filter: Filter): ((stay: Stay) => boolean) => {
  const tests = filter.tests.flatMap((test) =>
    test.kind === 'text' ? [{ field: test.field, matches: createTextMatcher(test.items) }] : [],
  );
  const of = (subject: Stay['subject']) => {
    const fields: Readonly<Record<string, 'number' | 'name' | 'userName'>> = ownFields[subject];
    return tests.flatMap(({ field, matches }) => {
      const own = fields[field];
      return own === undefined ? [] : [(stay: Stay): boolean => matches(stay[own])];
    });
  };
  const bySubject = { agent: of('agent'), extension: of('extension') };
  return (stay) => bySubject[stay.subject].every((passes) => passes(stay));
};
