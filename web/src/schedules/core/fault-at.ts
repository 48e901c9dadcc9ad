import type { Fault } from '../../api/client.ts';

/** What the service says of a place of the schedule and of everything in it, in words; undefined = nothing. */
export const faultAt = (faults: readonly Fault[], path: string): string | undefined => {
  const found = faults.filter(({ pointer }) => pointer === `#/${path}` || pointer.startsWith(`#/${path}/`)).map(({ detail }) => detail);
  return found.length === 0 ? undefined : [...new Set(found)].join(' ');
};

const sections: readonly (readonly [section: string, paths: readonly string[]])[] = [
  ['details', ['name', 'description', 'enabled', 'rights']],
  ['when', ['timing']],
  ['reports', ['reports', 'format']],
  ['delivery', ['delivery']],
  ['waiting', ['waitMinutes', 'alarmWhenEmpty']],
];
/** Part of the form that a fault stands in. */
export const sectionOf = ({ pointer }: Fault): string | null =>
  sections.find(([, paths]) => paths.some((path) => pointer === `#/${path}` || pointer.startsWith(`#/${path}/`)))?.[0] ?? null;

/** Where the parts of what is typed stand in the schedule, where their names differ. */
const places: Readonly<Record<string, string>> = {
  timeZone: 'timing/timeZone',
  start: 'timing',
  end: 'timing',
  every: 'timing',
  intervals: 'timing/recurrence',
  weekdays: 'timing/recurrence',
  weekOn: 'timing/recurrence',
  between: 'timing/recurrence',
  month: 'timing/recurrence',
  kind: 'delivery',
  to: 'delivery/to',
  cc: 'delivery/cc',
  bcc: 'delivery/bcc',
  subject: 'delivery/subject',
  body: 'delivery/body',
  bucket: 'delivery/bucket',
  prefix: 'delivery/prefix',
};
/** What is still known to be wrong once these parts were changed: nothing is said of them until they are looked at again. */
export const faultsAfter = (faults: readonly Fault[], changed: readonly string[]): readonly Fault[] =>
  faults.filter(({ pointer }) => !changed.some((part) => `${pointer}/`.startsWith(`#/${places[part] ?? part}/`)));
