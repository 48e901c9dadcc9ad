import type { ScheduleContent } from '../../domain/schedule.ts';

interface Saved {
  readonly content: ScheduleContent;
  readonly owner: { readonly id: string; readonly name: string };
}

/** What a save changes of a schedule, as the audit has it. */
export const scheduleChanges = (before: Saved, after: Saved) => [
  ...(['name', 'description', 'enabled', 'timing', 'reports', 'format', 'delivery', 'waitMinutes', 'alarmWhenEmpty'] as const)
    .map((part) => ({ path: `/${part}`, before: before.content[part], after: after.content[part] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after)),
  ...(before.owner.id === after.owner.id ? [] : [{ path: '/owner', before: before.owner.name, after: after.owner.name }]),
];
