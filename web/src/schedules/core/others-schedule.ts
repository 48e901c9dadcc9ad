import { ownerWords, reachWords } from './rights-words.ts';
import type { Schedule } from './types.ts';

/**
 * What somebody who runs or deletes a schedule of another person should know; null = it is the own one.
 * @param limit whose calls alone this somebody may see; null = all of the site
 */
export const othersWords = (schedule: Pick<Schedule, 'mine' | 'owner' | 'rights'>, limit: string | null): string | null => {
  if (schedule.mine) return null;
  const whose = `It is a schedule of somebody else and runs with the rights of ${ownerWords(schedule)}.`;
  return limit === null || limit === schedule.rights.limit ? whose : `${whose} You see ${reachWords(limit)}.`;
};

/** Who gets what it sends: `mail to ann@example.com and 2 more`, `the bucket calls-archive` */
export const receiverWords = ({ delivery }: Pick<Schedule, 'delivery'>): string => {
  if (delivery.kind === 'bucket') return `the bucket ${delivery.bucket}`;
  const [first = 'nobody', ...more] = [...delivery.to, ...delivery.cc, ...delivery.bcc];
  return `mail to ${first}${more.length === 0 ? '' : ` and ${more.length} more`}`;
};
