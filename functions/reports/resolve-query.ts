import { daysFault } from '../domain/report.ts';
import { type ServiceLevelVersion, serviceLevelAt, serviceLevelVersions } from '../domain/service-level-versions.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import { membersOf } from '../domain/unit-members.ts';
import type { SiteScope } from '../identity/types.ts';
import { counted } from '../runtime/counted.ts';
import { type FieldError, ProblemError } from '../runtime/problem.ts';
import { type BucketFormat, createCalendar, type DailyWindow, type NamedRange } from '../statistics/calendar.ts';
import { figureSettingsOf, findStatistic, findTemplate, type Statistic, type Template } from '../statistics/catalogue.ts';
import { type Filter, parseFilter } from '../statistics/filters.ts';
import { longestRangeMs, periodsAtMost } from './constants.ts';
import type { SortKey } from './core/grouped-sql.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';

/** Those that are cut by the call rate period. */
const byPeriod: readonly BucketFormat[] = ['dateTime', 'time', 'weekdayTime'];

export type Place = FieldError['in'];
/** What routes read, in the words of the request. */
export interface AskedQuery {
  readonly template: string;
  readonly filter: unknown;
  readonly range: { readonly from: string; readonly to: string } | NamedRange;
  readonly dailyWindow: DailyWindow | null;
  readonly format: BucketFormat | null;
  /** Rows are stretches of time instead of what the template is grouped by. */
  readonly over?: BucketFormat | null;
  /** Tells the service level by this version instead of the one in force at the end of the range. */
  readonly serviceLevelVersion?: number | null;
}

const bad = (where: Place, pointer: string, detail: string): ProblemError =>
  new ProblemError('bad-request', detail, { errors: [{ pointer, detail, in: where }] });

/** @throws ProblemError `bad-request` naming the template. */
export const knownTemplate = (id: string, where: Place): Template => {
  const template = findTemplate(id);
  if (template === null) throw bad(where, '#/template', `There is no template "${id}"; GET /v1/templates names all.`);
  return template;
};

/** @throws ProblemError `bad-request` naming each statistic that does not exist or is not offered there. */
export const knownColumns = (ids: readonly string[], template: Template): readonly Statistic[] => {
  const errors: FieldError[] = [];
  const found = ids.flatMap((id, i) => {
    const statistic = findStatistic(id);
    if (statistic?.templates.includes(template.id)) return [statistic];
    const why = statistic === null ? 'there is no such statistic' : `it is not offered by ${template.name}`;
    errors.push({
      pointer: `#/columns/${i}`,
      detail: `"${id}": ${why}; GET /v1/statistics?template=${template.id} names those that are.`,
      in: 'body',
    });
    return [];
  });
  if (errors.length > 0)
    throw new ProblemError('bad-request', `${counted(errors.length, 'column', 'columns')} cannot be shown.`, { errors });
  return found;
};

/** @throws ProblemError `bad-request` */
export const knownSort = (sort: readonly SortKey[], columns: readonly Statistic[]): readonly SortKey[] => {
  const unknown = sort.find(({ column }) => column !== 'key' && !columns.some(({ id }) => id === column));
  if (unknown !== undefined)
    throw new ProblemError('bad-request', `"${unknown.column}" is no column of this report, so it cannot be sorted by it.`);
  return sort;
};

const parsedFilter = (spec: unknown, where: Place): Filter | null => {
  if (spec === null || spec === undefined) return null;
  const parsed = parseFilter(spec);
  if ('filter' in parsed) return parsed.filter.tests.length === 0 ? null : parsed.filter;
  const errors = parsed.errors.map(({ field, at, message }) => ({
    pointer: field === '' ? '#/filter' : `#/filter/${field}`,
    detail: at > 0 ? `At character ${at + 1}: ${message}` : message,
    in: where,
  }));
  throw new ProblemError('bad-request', 'The filter cannot be read.', { errors });
};

/** The version that was asked for, else the newest within the range that has begun by now. */
const serviceLevelOf = (config: SiteConfig, version: number | null, last: number, where: Place): ServiceLevelVersion => {
  if (version === null) return serviceLevelAt(config, last);
  const all = serviceLevelVersions(config);
  const found = all.find((one) => one.version === version);
  if (found === undefined)
    throw bad(
      where,
      '#/serviceLevelVersion',
      `The service level of this site has the versions 1 to ${all.length}; there is no ${version}.`,
    );
  return found;
};

/** The question with everything it depends on. @throws ProblemError `bad-request` */
export const resolveQuery = (scope: SiteScope, config: SiteConfig, asked: AskedQuery, now: number, where: Place): ResolvedQuery => {
  const template = knownTemplate(asked.template, where);
  const calendar = createCalendar({ timeZone: config.timeZone, resetTime: config.resetTime });
  const { range } = asked;
  const days = 'named' in range ? daysFault(range) : null;
  if (days !== null) throw bad(where, where === 'body' ? '#/range/days' : '#/days', days);
  const { from, to } = 'named' in range ? calendar.rangeOf(range, now) : { from: Date.parse(range.from), to: Date.parse(range.to) };
  if (!(from < to)) throw bad(where, '#/range', 'The range must begin before it ends.');
  if (from < 0) throw bad(where, '#/range', 'The range must not begin before 1970.');
  if (to - from > longestRangeMs) throw bad(where, '#/range', 'The range may be ten years long: ask for the years one by one.');
  const over = asked.over ?? null;
  if (over !== null && template.kind !== 'grouped') throw bad(where, '#/over', 'A list has no figures, so none over time.');
  const byTime = over !== null || template.key.by === 'time';
  const format = over ?? asked.format ?? 'dateTime';
  const periodMs = Math.max(1, Math.floor(config.settings.callRatePeriodMinutes)) * 60_000;
  if (byTime && byPeriod.includes(format) && (to - from) / periodMs > periodsAtMost)
    throw bad(where, '#/range', `The range has more than ${periodsAtMost} periods: choose a shorter one, or group by date, week or month.`);
  const serviceLevel = serviceLevelOf(config, asked.serviceLevelVersion ?? null, Math.min(to - 1, now), where);
  return {
    tenant: scope.tenant,
    site: scope.site,
    config,
    settings: figureSettingsOf(config, serviceLevel),
    serviceLevel,
    calendar,
    template,
    filter: parsedFilter(asked.filter, where),
    members: membersOf(config, scope),
    from,
    to,
    parts: 'named' in range ? calendar.partsOf(range, now) : null,
    dailyWindow: asked.dailyWindow,
    byTime,
    format,
    now,
  };
};
