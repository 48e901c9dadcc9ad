import type { Fault } from '../../api/client.ts';

/** What the service says of a place of the schedule and of everything in it, in words; undefined = nothing. */
export const faultAt = (faults: readonly Fault[], path: string): string | undefined => {
  const found = faults.filter(({ pointer }) => pointer === `#/${path}` || pointer.startsWith(`#/${path}/`)).map(({ detail }) => detail);
  return found.length === 0 ? undefined : [...new Set(found)].join(' ');
};

const sections: readonly (readonly [section: string, paths: readonly string[]])[] = [
  ['details', ['name', 'description', 'enabled']],
  ['when', ['timing']],
  ['reports', ['reports', 'format']],
  ['delivery', ['delivery']],
  ['waiting', ['waitMinutes', 'alarmWhenEmpty']],
];
/** Part of the form that a fault stands in. */
export const sectionOf = ({ pointer }: Fault): string | null =>
  sections.find(([, paths]) => paths.some((path) => pointer === `#/${path}` || pointer.startsWith(`#/${path}/`)))?.[0] ?? null;
