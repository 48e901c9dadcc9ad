import { createStatisticsDay } from '../../domain/statistics-day.ts';

/** From the beginning of statistics day `from` to the end of `to`, both `yyyy-mm-dd`: epoch ms, end exclusive. */
export const dayRange = (site: { readonly timeZone: string; readonly resetTime: string }, from: string, to: string) => {
  const dayOf = createStatisticsDay(site.timeZone, site.resetTime);
  const day = (date: string) => {
    let found = dayOf(Date.parse(`${date}T12:00:00Z`));
    while (found.day < date) found = dayOf(found.end);
    while (found.day > date) found = dayOf(found.start - 1);
    return found;
  };
  return { from: day(from).start, to: day(to).end };
};
