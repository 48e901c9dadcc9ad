import { isoOf } from '../domain/public-json.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import type { SiteScope } from '../identity/types.ts';
import { findStatistic, type Statistic } from '../statistics/catalogue.ts';
import { answerRows } from './answer-rows.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import { type KnownGaps, knownGaps } from './figure-gaps.ts';
import { holdLake } from './hold-lake.ts';
import { type OpenQueryDeps, tablesOf } from './open-query.ts';
import { resolveQuery } from './resolve-query.ts';
import type { QueryDeps } from './run-query.ts';
import type { PreviewAnswer } from './service-level-schemas.ts';

const slots = [1, 2, 3, 4, 5, 6] as const;
const ids = [
  'callsHandled',
  'callsInbound',
  'callsLost',
  'shortCalls',
  'callsAnsweredWithinTarget',
  'serviceLevel',
  'unreturnedLostCalls',
  ...slots.flatMap((slot) => [`answeredWithin${slot}`, `lostWithin${slot}`]),
];
const statistic = (id: string): Statistic => {
  const found = findStatistic(id);
  if (found === null) throw new Error(`the catalogue has no "${id}"`);
  return found;
};
const columns = ids.map(statistic);
const handled = [statistic('callsHandled')];
/** Whole weeks compare best; a site that had no call in the last one is told by its newest days. */
const ranges = { lastWeek: { named: 'lastWeek' }, last7Days: { named: 'lastDays', days: 7 } } as const;
type Told = keyof typeof ranges;

type Figures = PreviewAnswer['before'];

interface Questions {
  readonly config: SiteConfig;
  readonly site: ResolvedQuery;
  readonly byTime: ResolvedQuery;
  /** With the calls that the configuration leaves out. */
  readonly whole: ResolvedQuery;
}
const questionsOf = (
  scope: SiteScope,
  config: SiteConfig,
  serviceLevelVersion: number | null,
  range: (typeof ranges)[Told],
  now: number,
): Questions => {
  const question = (template: string, by: SiteConfig) =>
    resolveQuery(scope, by, { template, filter: null, range, dailyWindow: null, format: null, serviceLevelVersion }, now, 'body');
  return {
    config,
    site: question('site', config),
    byTime: question('callsByStartTime', config),
    whole: question('site', { ...config, settings: { ...config.settings, ignoreAbandoned: false } }),
  };
};

/** The main figures of a range by one configuration. */
const figuresBy = async (deps: OpenQueryDeps, known: KnownGaps, { config, ...questions }: Questions): Promise<Figures> => {
  const page = { sort: [], offset: 0, limit: 1 };
  const main = await answerRows(deps, { query: questions.site, columns, ...page }, known);
  const byTime = await answerRows(deps, { query: questions.byTime, columns: handled, ...page }, known);
  const whole = await answerRows(deps, { query: questions.whole, columns: handled, ...page }, known);
  const value = (id: string): number => Number(main.totals?.[id] ?? 0);
  const level = main.totals?.serviceLevel;
  const { from, to, serviceLevel } = questions.site;
  return {
    callsHandled: value('callsHandled'),
    callsInbound: value('callsInbound'),
    callsLost: value('callsLost'),
    abandonedLeftOut: Number(whole.totals?.callsHandled ?? 0) - value('callsHandled'),
    shortCalls: value('shortCalls'),
    callsAnsweredWithinTarget: value('callsAnsweredWithinTarget'),
    serviceLevel: typeof level === 'number' ? level : null,
    unreturnedLostCalls: value('unreturnedLostCalls'),
    ringCategories: slots.map((slot) => ({
      seconds: config.settings.ringCategories[slot - 1] ?? 0,
      answered: value(`answeredWithin${slot}`),
      lost: value(`lostWithin${slot}`),
    })),
    startTimeRows: byTime.count,
    serviceLevelWords: `${serviceLevel.formula} within ${serviceLevel.seconds} s`,
    range: { from: isoOf(from), to: isoOf(to) },
  };
};

const isEmpty = ({ callsHandled, abandonedLeftOut }: Figures): boolean => callsHandled + abandonedLeftOut === 0;

const toldWords = (told: Told, empty: boolean): string => {
  if (told === 'lastWeek') return 'Last week';
  return empty
    ? 'Neither last week nor the last 7 days hold a call, so there is nothing to tell by'
    : 'The last 7 days, today among them, as last week holds no call';
};

/** What a change does that calls of last week cannot show. */
const notShownOf = (before: SiteConfig, after: SiteConfig): readonly string[] => {
  const differs = (field: keyof SiteConfig['settings']): boolean =>
    JSON.stringify(before.settings[field]) !== JSON.stringify(after.settings[field]);
  const told: readonly (readonly [boolean, string])[] = [
    [
      differs('resetTimersOncePerCall'),
      'Timers once per call: from where ring times count is stored with each call, so it shows in calls from now on, and in those of the past after a rebuild.',
    ],
    [
      before.resetTime !== after.resetTime,
      'Reset time: days, weeks and named ranges of the past are cut at the new time at once, as shown here. Who was logged in or in do not disturb over the reset was noted at the old one, so times in a state of a day that has passed can be short between the two times.',
    ],
    [differs('accountCodes'), 'Account codes: only the columns Code 1 to Code 10 and their headings follow.'],
    [differs('tagFieldNames'), 'Tag fields: only headings follow.'],
    [differs('callBackDueMinutes'), 'Call-backs: the list of lost calls to return shows from now on what is overdue by the new limit.'],
  ];
  return told.flatMap(([is, words]) => (is ? [words] : []));
};

/**
 * Last week as it is told now, and as it would have been told with a change that is not saved: the same engine over the same rows, read once, so
 * that a change of nothing shows no difference while calls come in. Where last
 * week holds no call by either, the last seven days. A new version of the service level begins later than last week, so its figures are told by
 * the newest version as if it had counted then.
 */
export const createPreviewSettings =
  (deps: QueryDeps) =>
  async (scope: SiteScope, before: SiteConfig, after: SiteConfig): Promise<PreviewAnswer> => {
    const now = deps.now();
    const [old, changed] = [before.settings.serviceLevelChanges, after.settings.serviceLevelChanges];
    const newest = JSON.stringify(old) === JSON.stringify(changed) ? null : changed.length + 1;
    const both = async (told: Told) => {
      const [was, would] = [questionsOf(scope, before, null, ranges[told], now), questionsOf(scope, after, newest, ranges[told], now)];
      const [from, to] = [Math.min(was.site.from, would.site.from), Math.max(was.site.to, would.site.to)];
      const known = await knownGaps(deps, scope, { from, to, now });
      // Lost calls are looked for up to now, at all sites.
      const held = holdLake(deps.lake, { from, to: Math.max(to, now + 1) }, tablesOf(was.site, null));
      const by = { ...deps, lake: held.lake };
      try {
        return await deps.gate(
          async () => ({ told, gaps: known.gaps, was: await figuresBy(by, known, was), would: await figuresBy(by, known, would) }),
          scope.tenant,
        );
      } finally {
        await held.release();
      }
    };
    const week = await both('lastWeek');
    const { told, was, would, gaps } = isEmpty(week.was) && isEmpty(week.would) ? await both('last7Days') : week;
    return {
      site: scope.site,
      timeZone: before.timeZone,
      told,
      toldWords: toldWords(told, isEmpty(was) && isEmpty(would)),
      before: was,
      after: would,
      notShown: [...notShownOf(before, after)],
      gaps: [...gaps],
      incomplete: gaps.length > 0,
    };
  };
