import type { FilterRef } from '../../../../functions/domain/board.ts';
import type { ReportContent } from '../../../../functions/domain/report.ts';
import type { ScheduleContent } from '../../../../functions/domain/schedule.ts';
import type { SavedFilter } from '../../filters/core/types.ts';
import { plural } from '../../time/core/format.ts';
import { rangeWords } from './range-words.ts';

type Entry = ScheduleContent['reports'][number];
type Filters = readonly Pick<SavedFilter, 'id' | 'name' | 'builtIn'>[];

const filterName = (ref: FilterRef, filters: Filters): string => {
  if (ref.kind === 'own') return ref.name === '' ? 'a filter of its own' : `filter “${ref.name}”`;
  const found = filters.find(({ id, builtIn }) => id === ref.id && builtIn === (ref.kind === 'builtIn'));
  return found === undefined ? 'a filter that is not shared, or gone' : `filter “${found.name}”`;
};

/**
 * Which calls of which time a report of a schedule brings: `Last 7 days, filter “Front desk” (the report’s own)`.
 * @param own of the report itself; null = not known
 * @param filters those of the site; null = not known yet
 */
export const askedWords = (
  { filter, range }: Pick<Entry, 'filter' | 'range'>,
  own: Pick<ReportContent, 'filter' | 'range'> | null,
  filters: Filters | null,
  zone: string,
): string => {
  const time =
    range !== null
      ? rangeWords(range, zone)
      : own === null
        ? 'The time that the report has'
        : `${rangeWords(own.range, zone)} (the report’s own)`;
  const name = (ref: FilterRef): string => (filters === null ? '…' : filterName(ref, filters));
  if (filter?.kind === 'none') return `${time}; no filter: every call`;
  if (filter !== null) return `${time}; ${name(filter)}`;
  if (own === null) return `${time}; the report’s own filter`;
  return own.filter === null ? `${time}; no filter` : `${time}; ${name(own.filter)} (the report’s own)`;
};

/** `At most 60 minutes, then it goes out and says what is missing` */
export const waitWords = ({ waitMinutes }: Pick<ScheduleContent, 'waitMinutes'>): string =>
  `At most ${waitMinutes <= 1 ? 'a minute' : plural(waitMinutes, 'minute')}, then it goes out and says what is missing`;
