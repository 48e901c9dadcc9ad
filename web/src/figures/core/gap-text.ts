import { formatDayMinute, formatMinute } from '../../time/core/format.ts';
import { wallOf } from '../../time/core/zone.ts';
import type { FigureGap } from './public-types.ts';

const causes: Readonly<Record<FigureGap['cause'], string>> = {
  linkDown: 'no link to the PBX',
  agentDown: 'the agent at the site was not heard',
  numbersLost: 'events were lost',
  nodeDown: 'a PBX node was away',
  notHeard: 'the site has not been heard since; what it kept comes later, and the figures are then restated',
};

const sameDay = (zone: string, one: number, other: number): boolean => {
  const [a, b] = [wallOf(zone, one), wallOf(zone, other)];
  return a.year === b.year && a.month === b.month && a.day === b.day;
};

/** `Mon 2 Mar 12:01 to 12:08: no link to the PBX` */
export const gapText = ({ cause, startedAt, endedAt }: FigureGap, zone: string): string => {
  const from = formatDayMinute(zone, startedAt);
  if (endedAt === null) return `since ${from}: ${causes[cause]}`;
  const to = sameDay(zone, startedAt, endedAt) ? formatMinute(zone, endedAt) : formatDayMinute(zone, endedAt);
  return `${from} to ${to}: ${causes[cause]}`;
};
