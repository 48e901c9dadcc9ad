import { formatDayMinute, formatMinute, formatSpan, plural } from '../../time/core/format.ts';
import { localDay } from './local-day.ts';
import type { CallBack, CallBackList } from './types.ts';

/** `14:03` today, `Mon 2 Mar 14:03` on other days. */
export const formatWhen = (zone: string, at: number, now: number): string =>
  localDay(zone, at) === localDay(zone, now) ? formatMinute(zone, at) : formatDayMinute(zone, at);

/** Minutes are enough, so that the words change once a minute only. */
const wholeMinutes = (ms: number): string => formatSpan(Math.floor(ms / 60_000) * 60_000).replace(/^0 s$/, 'less than a minute');

/** `due in 12 min, at 14:35`, `overdue by 1 h 5 min, since 13:10` */
export const dueWords = ({ dueAt }: Pick<CallBack, 'dueAt'>, zone: string, now: number): string =>
  now < dueAt
    ? `due in ${wholeMinutes(dueAt - now)}, at ${formatWhen(zone, dueAt, now)}`
    : `overdue by ${wholeMinutes(now - dueAt)}, since ${formatWhen(zone, dueAt, now)}`;

/** `3 lost calls, the last at 13:10; waited up to 42 s` */
export const lostWords = ({ lostCalls, lastAt, longestWaitMs }: CallBack, zone: string, now: number): string => {
  const when = formatWhen(zone, lastAt, now);
  return lostCalls === 1
    ? `1 lost call at ${when}; waited ${formatSpan(longestWaitMs)}`
    : `${plural(lostCalls, 'lost call')}, the last at ${when}; waited up to ${formatSpan(longestWaitMs)}`;
};

export const triesWords = ({ tries, lastTryAt }: Pick<CallBack, 'tries' | 'lastTryAt'>, zone: string, now: number): string =>
  tries === 0 || lastTryAt === null
    ? 'not tried yet'
    : `tried ${tries === 1 ? 'once' : tries === 2 ? 'twice' : `${tries} times`} without an answer, last at ${formatWhen(zone, lastTryAt, now)}`;

/** Who has it, until when; empty = nobody. */
export const takenWords = ({ claimedBy, mine, claimedAt, claimLapsesAt }: CallBack, zone: string, now: number): string =>
  claimedBy === null || claimedAt === null
    ? ''
    : `${mine ? 'You have' : `${claimedBy.name} has`} it since ${formatWhen(zone, claimedAt, now)}${
        claimLapsesAt === null ? '' : `; free again at ${formatWhen(zone, claimLapsesAt, now)} without a try`
      }`;

/** Of an empty list; who is limited knows of the own units alone. */
export const nobodyWords = ({ limitedTo }: Pick<CallBackList, 'limitedTo'>): string =>
  `Nobody${limitedTo == null ? '' : ' of your business units'} waits for a call back`;

/** The whole list in one line. */
export const summaryWords = ({ items, total, withheld, limitedTo }: CallBackList): string => {
  const overdue = items.filter((item) => item.overdue).length;
  const taken = items.filter(({ claimedBy }) => claimedBy !== null).length;
  const parts = [
    total === 0 ? nobodyWords({ limitedTo }) : `${plural(total, 'number')} to call back`,
    ...(overdue === 0 ? [] : [`${overdue} overdue`]),
    ...(taken === 0 ? [] : [`${taken} taken`]),
  ];
  const without = withheld === 0 ? '' : ` ${plural(withheld, 'lost call')} without a number.`;
  return `${parts.join(', ')}.${without}`;
};
