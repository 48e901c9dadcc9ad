import { isoOf } from '../domain/public-json.ts';
import { serviceLevelsWithin, serviceLevelVersions } from '../domain/service-level-versions.ts';
import { type ServiceLevelFormula, type SiteConfig, serviceLevelFormulas } from '../domain/site-config.ts';
import { limitWords } from '../domain/unit-words.ts';
import type { SiteScope } from '../identity/types.ts';
import type { NamedRange } from '../statistics/calendar.ts';
import { findStatistic, type Statistic } from '../statistics/catalogue.ts';
import { answerRows } from './answer-rows.ts';
import { type KnownGaps, knownGaps } from './figure-gaps.ts';
import { resolveQuery } from './resolve-query.ts';
import type { QueryDeps } from './run-query.ts';
import type { ServiceLevelsAnswer } from './service-level-schemas.ts';

type Values = Readonly<Record<string, unknown>>;
type Told = ServiceLevelsAnswer['total'];

const statisticOf = (formula: ServiceLevelFormula): Statistic => {
  const found = findStatistic(`serviceLevel${formula}`);
  if (found === null) throw new Error(`the catalogue has no service level ${formula}`);
  return found;
};
/** A side of the fraction, as a column of its own: what counts is said once, in the catalogue. */
const side = (formula: ServiceLevelFormula, which: 'part' | 'whole'): Statistic => {
  const statistic = statisticOf(formula);
  if (statistic.formula.kind !== 'ratio') throw new Error(`service level ${formula} is no ratio`);
  return { ...statistic, id: `${formula}.${which}`, unit: 'calls', formula: statistic.formula[which] };
};
const columns: readonly Statistic[] = serviceLevelFormulas.flatMap((formula) => [
  statisticOf(formula),
  side(formula, 'part'),
  side(formula, 'whole'),
]);
const callsPrinted = 1_000;

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const toldOf = (values: Values): Told => {
  const of = (formula: ServiceLevelFormula, which: 'part' | 'whole') => numberOf(values[`${formula}.${which}`]);
  return {
    // F2 counts what was answered, and the others what they add to it.
    answered: of('F2', 'whole'),
    abandoned: of('F1', 'whole') - of('F2', 'whole'),
    answeredWithin: of('F2', 'part'),
    abandonedWithin: of('F1', 'part') - of('F2', 'part'),
    abandonedShort: of('F5', 'part') - of('F3', 'part'),
    levels: Object.fromEntries(
      serviceLevelFormulas.map((formula) => {
        const value = values[`serviceLevel${formula}`];
        return [formula, typeof value === 'number' ? value : null];
      }),
    ) as Told['levels'],
  };
};

export interface ServiceLevelsAsked {
  readonly range: { readonly from: string; readonly to: string } | NamedRange;
  readonly version: number | null;
}

/**
 * The five formulas over one range, side by side: in total, by statistics day and by hunt group (there visits of calls).
 * @throws ProblemError `bad-request`
 */
export const createServiceLevels =
  (deps: QueryDeps) =>
  async (scope: SiteScope, config: SiteConfig, { range, version }: ServiceLevelsAsked): Promise<ServiceLevelsAnswer> => {
    const now = deps.now();
    const question = (template: string, over: 'date' | null) =>
      resolveQuery(
        scope,
        config,
        { template, filter: null, range, dailyWindow: null, format: null, over, serviceLevelVersion: version },
        now,
        'query',
      );
    const byDay = question('site', 'date');
    const known: KnownGaps = await knownGaps(deps, scope, byDay);
    const page = { columns, sort: [], offset: 0, limit: callsPrinted };
    const { days, groups } = await deps.gate(
      async () => ({
        days: await answerRows(deps, { query: byDay, ...page }, known),
        groups: await answerRows(deps, { query: question('callsByHuntGroup', null), ...page }, known),
      }),
      scope.tenant,
    );
    const { serviceLevel, settings } = byDay;
    const within = new Set(serviceLevelsWithin(config, byDay.from, Math.min(byDay.to, now + 1)).map((one) => one.version));
    const current = serviceLevelVersions(config).findLast(({ startsAt }) => startsAt <= now)?.version;
    return {
      site: scope.site,
      range: { from: isoOf(byDay.from), to: isoOf(byDay.to), asAt: isoOf(now) },
      timeZone: config.timeZone,
      limitedTo: limitWords(config, scope),
      used: serviceLevel.version,
      seconds: serviceLevel.seconds,
      shortSeconds: settings.abandonedMs / 1_000,
      ignoreAbandoned: settings.ignoreAbandoned,
      versions: serviceLevelVersions(config).map(({ version: number, from, formula, seconds }) => ({
        version: number,
        from,
        formula,
        seconds,
        current: number === current,
        within: within.has(number),
      })),
      formulas: serviceLevelFormulas.map((formula) => ({ formula, words: statisticOf(formula).words.replace(/^Ours: /, '') })),
      total: toldOf(days.totals ?? {}),
      days: days.items.map(({ key, label, gap, values }) => ({ key: key ?? '', label, gap, ...toldOf(values) })),
      huntGroups: groups.items.map(({ key, name, values }) => ({ key: key ?? '', name, ...toldOf(values) })),
      gaps: [...known.gaps],
      incomplete: known.gaps.length > 0,
      restatedAt: days.restatedAt === null ? null : isoOf(days.restatedAt),
    };
  };
