import type { Rights, Schedule } from './types.ts';

/** What rows of such rights are of, as a part of a sentence: `all calls of the site`, `only calls of the business unit Front desk` */
export const reachWords = (limit: string | null): string =>
  limit === null ? 'all calls of the site' : `${limit.charAt(0).toLowerCase()}${limit.slice(1)}`;

/** `Ines Moor: all calls of the site` */
export const ownerWords = ({ owner, rights }: Pick<Schedule, 'owner' | 'rights'>): string =>
  rights.fault === null ? `${owner.name}: ${reachWords(rights.limit)}` : `${owner.name}: cannot run any more`;

/** What saving changes for those who get the mails; null = nothing. */
export const takenWords = (before: Rights, mine: string | null): string | null => {
  if (before.fault !== null || before.limit === mine) return null;
  return `From the next run on it holds ${reachWords(mine)}; until now it held ${reachWords(before.limit)}. Those who get it are told so in the mail.`;
};
