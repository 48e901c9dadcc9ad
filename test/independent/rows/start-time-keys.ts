import type { SiteConfig } from '../../../functions/domain/site-config.ts';
import { type Question, sqlText } from '../question.ts';
import { localTime } from './scope.ts';

const halfHourMs = 1_800_000;

/**
 * Table `days`: when each statistics day begins, the first instant at which the clock shows the reset time or later (§8.1). Reset times in
 * this test are on the half hour, as are all changes of clocks, so a grid of half hours finds it.
 */
export const daysSql = ({ from, to }: Question, { timeZone, resetTime }: SiteConfig): string =>
  `CREATE OR REPLACE TEMP TABLE days AS
     WITH grid AS (SELECT instant, ${localTime('instant', timeZone)} AS clock FROM (SELECT unnest(generate_series(${
       Math.floor(from / halfHourMs) * halfHourMs - 2 * 86_400_000
     }, ${to + 2 * 86_400_000}, ${halfHourMs})) AS instant))
     SELECT clock::DATE AS day, min(instant) AS begins FROM grid WHERE clock::TIME >= TIME ${sqlText(`${resetTime}:00`)} GROUP BY ALL`;

const dayOf = (at: string): string => `(SELECT max_by(day, begins) FROM days WHERE begins <= ${at})`;

/** Key of a row by when its call started: the clock of the site in steps of the call rate period, `/1` and `/2` where an hour comes twice, or a statistics day, week, month. */
export const startTimeKey = (at: string, { format }: Question, { timeZone, settings }: SiteConfig): string => {
  const clock = localTime(at, timeZone);
  const step = `(date_trunc('day', ${clock}) + to_minutes(CAST(floor(date_part('epoch', ${clock} - date_trunc('day', ${clock})) / 60 / ${
    settings.callRatePeriodMinutes
  }) * ${settings.callRatePeriodMinutes} AS BIGINT)))`;
  const hourMs = 3_600_000;
  const pass = `CASE WHEN ${localTime(`(${at}) + ${hourMs}`, timeZone)} = ${clock} THEN '/1' WHEN ${localTime(`(${at}) - ${hourMs}`, timeZone)} = ${clock} THEN '/2' ELSE '' END`;
  switch (format) {
    case 'dateTime':
      return `strftime(${step}, '%Y-%m-%dT%H:%M') || ${pass}`;
    case 'time':
      return `strftime(${step}, '%H:%M')`;
    case 'date':
      return `strftime(${dayOf(at)}, '%Y-%m-%d')`;
    case 'week':
      return `strftime(date_trunc('week', ${dayOf(at)}), '%Y-%m-%d')`;
    case 'month':
      return `strftime(${dayOf(at)}, '%Y-%m')`;
  }
};
