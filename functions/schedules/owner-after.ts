import type { Doing } from '../audit/types.ts';
import type { ScheduleContent } from '../domain/schedule.ts';
import { ProblemError } from '../runtime/problem.ts';
import { scheduleChanges } from './core/schedule-changes.ts';
import type { Person, StoredSchedule } from './types.ts';

/** With whose rights it runs from then on: those of its owner, or of who saves it. */
export type KeptRights = 'owner' | 'mine';

/**
 * Who owns it once it is saved: the owner, unless who saves it wants it under the own rights. Who is limited to business units changes nothing of what
 * somebody else's rights bring to the addresses of a schedule, or the mail would carry rows out that this person may not see; switching it on and
 * off is free. @throws ProblemError `forbidden`
 */
export const ownerAfter = ({ scope, who }: Doing, before: StoredSchedule, content: ScheduleContent, rights: KeptRights): Person => {
  const { owner } = before;
  if (rights === 'mine' || owner.id === who.id) return { id: who.id, name: who.name };
  if (scope.units === undefined || scheduleChanges(before, { ...before, content }).every(({ path }) => path === '/enabled')) return owner;
  const detail = `"${before.content.name}" runs with the rights of ${owner.name}, and you see some business units alone: you may change it only so that it runs with your rights ("rights": "mine"), with the rows that you see.`;
  throw new ProblemError('forbidden', detail, { errors: [{ pointer: '#/rights', detail, in: 'body' }] });
};
