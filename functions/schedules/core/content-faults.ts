import type { FilterRef } from '../../domain/board.ts';
import { daysFault } from '../../domain/report.ts';
import type { ScheduleContent } from '../../domain/schedule.ts';
import { unknownPlaceholders } from './mail-words.ts';
import { nextRun } from './next-run.ts';
import { wallOf } from './recurrence-slots.ts';

export interface ScheduleFault {
  /** From the content on. */
  readonly path: readonly (string | number)[];
  readonly detail: string;
}
/** What everybody at the site may use. */
export interface Shared {
  readonly report: (id: string) => { readonly name: string; readonly filter: FilterRef | null } | null;
  /** Why a filter cannot be used; null = it can. */
  readonly filterFault: (ref: FilterRef) => string | null;
}
export interface Surroundings {
  /** IANA name of the site's zone. */
  readonly siteZone: string;
  /** Buckets of the platform, which are nobody's to deliver to. */
  readonly ownBuckets: readonly string[];
}

const recipientsAtMost = 50;
/** Line breaks and other control characters: in a header they would begin another one. */
const control = /\p{Cc}/u;

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const timingFaults = ({ timing }: ScheduleContent, siteZone: string): readonly ScheduleFault[] => {
  const { timeZone, end, start } = timing;
  if (timeZone !== null && !isZone(timeZone))
    return [{ path: ['timing', 'timeZone'], detail: `"${timeZone}" is no time zone: name one as Europe/London.` }];
  if (end !== null && wallOf(end) <= wallOf(start)) return [{ path: ['timing', 'end'], detail: 'The end must be after the start.' }];
  // Two days are further than any zone is from UTC: the first run of all is looked for, also where it is long gone.
  if (nextRun(timing, timeZone ?? siteZone, wallOf(start) - 2 * 86_400_000) === null)
    return [{ path: ['timing', 'recurrence'], detail: 'It would never run: no moment between start and end is one of those chosen.' }];
  return [];
};

const reportFaults = ({ reports }: ScheduleContent, shared: Shared): readonly ScheduleFault[] =>
  reports.flatMap(({ report, filter }, i): readonly ScheduleFault[] => {
    const found = shared.report(report);
    if (found === null)
      return [{ path: ['reports', i, 'report'], detail: `There is no shared report "${report}": only shared reports run in schedules.` }];
    if (filter?.kind === 'own')
      return [{ path: ['reports', i, 'filter'], detail: `"${found.name}": choose a shared filter, or one of those that everybody has.` }];
    if (filter?.kind === 'none') return [];
    const used = filter ?? found.filter;
    const fault = used === null ? null : shared.filterFault(used);
    return fault === null ? [] : [{ path: ['reports', i, 'filter'], detail: `"${found.name}": ${fault}` }];
  });

const rangeFaults = ({ reports }: ScheduleContent): readonly ScheduleFault[] =>
  reports.flatMap(({ range }, i): readonly ScheduleFault[] => {
    const detail = range !== null && 'named' in range ? daysFault(range) : null;
    return detail === null ? [] : [{ path: ['reports', i, 'range', 'days'], detail: `The range ${detail}.` }];
  });

/** Characters that are as they stand in keys and in policies, where `*`, `?` and `$` have a meaning. */
const folderName = /^[A-Za-z0-9!_.'()-]+$/;
const isFolder = (prefix: string): boolean =>
  prefix === '' ||
  prefix
    .replace(/\/$/, '')
    .split('/')
    .every((part) => folderName.test(part) && part !== '.' && part !== '..');

/** What is wrong with a place for files, whether a schedule is saved with it or it is only tried. */
export const bucketFaults = (
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  ownBuckets: readonly string[],
): readonly ScheduleFault[] => {
  const faults: ScheduleFault[] = [];
  if (ownBuckets.includes(bucket)) faults.push({ path: ['delivery', 'bucket'], detail: 'This is not a bucket of yours.' });
  if (!isFolder(prefix))
    faults.push({
      path: ['delivery', 'prefix'],
      detail: `Write the folder as a/b/c, of letters from A to Z, digits and ! _ . ' ( ) -, without empty parts, "." or "..".`,
    });
  return faults;
};

const deliveryFaults = ({ delivery }: ScheduleContent, ownBuckets: readonly string[]): readonly ScheduleFault[] => {
  if (delivery.kind === 'bucket') return bucketFaults(delivery, ownBuckets);
  const faults: ScheduleFault[] = [];
  const { to, cc, bcc, subject, body } = delivery;
  const all = [...to, ...cc, ...bcc];
  if (to.length === 0) faults.push({ path: ['delivery', 'to'], detail: 'Name at least one address.' });
  if (all.length > recipientsAtMost)
    faults.push({
      path: ['delivery', 'to'],
      detail: `A schedule writes to at most ${recipientsAtMost} addresses; these are ${all.length}.`,
    });
  if (control.test(subject)) faults.push({ path: ['delivery', 'subject'], detail: 'The subject must be one line.' });
  for (const [part, template] of [
    ['subject', subject],
    ['body', body],
  ] as const)
    for (const name of unknownPlaceholders(template))
      faults.push({
        path: ['delivery', part],
        detail: `{${name}} stands for nothing; there are {schedule}, {site}, {customer}, {range}, {reports} and {date}.`,
      });
  return faults;
};

/** What is wrong with a schedule at its site: checked when it is saved, and told whenever it is looked at. */
export const contentFaults = (content: ScheduleContent, shared: Shared, around: Surroundings): readonly ScheduleFault[] => [
  ...(control.test(content.name) ? [{ path: ['name'], detail: 'The name must be one line.' }] : []),
  ...timingFaults(content, around.siteZone),
  ...reportFaults(content, shared),
  ...rangeFaults(content),
  ...deliveryFaults(content, around.ownBuckets),
];
