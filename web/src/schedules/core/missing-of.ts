import type { Fault } from '../../api/client.ts';
import { daysOf, type ScheduleDraft } from './schedule-draft.ts';

/** What can be seen to be missing before anybody is asked. */
export const missingOf = (draft: ScheduleDraft): readonly Fault[] => [
  ...(draft.name.trim() === '' ? [{ pointer: '#/name', detail: 'Give the schedule a name.' }] : []),
  ...(draft.every !== 'month' && daysOf(draft).length === 0
    ? [{ pointer: '#/timing/recurrence/weekdays', detail: 'Choose at least one day.' }]
    : []),
  ...(draft.reports.length === 0 ? [{ pointer: '#/reports', detail: 'Add at least one report.' }] : []),
  ...draft.reports.flatMap(({ report }, i) => (report === '' ? [{ pointer: `#/reports/${i}/report`, detail: 'Choose a report.' }] : [])),
  ...(draft.kind === 'email' && draft.to.length === 0 ? [{ pointer: '#/delivery/to', detail: 'Name at least one address.' }] : []),
];
