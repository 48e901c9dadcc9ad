import { scheduleLimits } from '../domain/schedule.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** @throws ProblemError `conflict` */
export const refuseName = async (
  deps: { readonly store: Pick<ScheduleStore, 'list'> },
  scope: SiteScope,
  name: string,
  self: string | null,
): Promise<void> => {
  const { read, unreadable } = await deps.store.list(scope);
  const names = [...read.filter(({ id }) => id !== self).map(({ content }) => content.name), ...unreadable.map((one) => one.name)];
  if (names.some((one) => one?.toLowerCase() === name.toLowerCase()))
    throw new ProblemError('conflict', `There is a schedule called "${name}" already: choose another name.`, {
      errors: [{ pointer: '#/name', detail: 'The name is taken.', in: 'body' }],
    });
  if (self === null && read.length + unreadable.length >= scheduleLimits.perSite)
    throw new ProblemError('conflict', `A site may have at most ${scheduleLimits.perSite} schedules: delete those that nobody needs.`);
};
