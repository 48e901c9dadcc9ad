import { isoOf } from '../domain/public-json.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import { limitWords } from '../domain/unit-words.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { describeFormula, findStatistic, type Statistic } from '../statistics/catalogue.ts';
import { describeFilter } from '../statistics/filters.ts';
import { isFactFormula, isLiveFormula, isStayFormula, roundFigure } from '../statistics/formulas.ts';
import { longestRingMs } from './constants.ts';
import { definitionsOf } from './core/definitions.ts';
import { bucketsOf } from './core/intervals.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import { explainFacts, periodOf } from './explain-facts.ts';
import { explainNow } from './explain-now.ts';
import type { ExplainAnswer, ExplainQuery } from './explain-schemas.ts';
import { explainStayFigure } from './explain-stay-figure.ts';
import type { Asked, ExplainDeps, Explained } from './explained.ts';
import { type KnownGaps, knownGaps } from './figure-gaps.ts';
import { decodePage, encodePage, questionHash } from './page-cursor.ts';
import { resolveQuery } from './resolve-query.ts';

const rangeOf = (
  asked: ExplainQuery,
): { readonly from: string; readonly to: string } | { readonly named: NonNullable<ExplainQuery['named']>; readonly days?: number } => {
  const { from, to, named, days } = asked;
  if (named === undefined && from !== undefined && to !== undefined) return { from, to };
  if (named === undefined && (from !== undefined || to !== undefined))
    throw new ProblemError('bad-request', 'Give both `from` and `to`, or `named`.');
  return { named: named ?? 'today', ...(days === undefined ? {} : { days }) };
};
const filterOf = (text: string | undefined): unknown => {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProblemError('bad-request', '`filter` is not JSON.', {
      cause,
      errors: [{ pointer: '#/filter', detail: 'give an object as JSON', in: 'query' }],
    });
  }
};

/** A row by the words that the report has for it. What a user is stored under says nothing to anybody. */
const rowWords = (query: ResolvedQuery, key: string, name: string | null): string => {
  const by = query.template.key;
  if (query.byTime) return bucketsOf(query).find((bucket) => bucket.key === key)?.label ?? key;
  if (key === '') return (by.by === 'time' || by.by === 'none' ? null : by.emptyLabel) ?? query.template.name;
  if (name === null || name === '' || name === key) return key;
  return by.by === 'userId' ? name : `${name} ${key}`;
};

/**
 * How a figure came about: every row of its range is either counted or not, and says why. @throws ProblemError `bad-request`, `bad-cursor`,
 * `not-found` for a statistic that does not exist.
 */
export const createRunExplain =
  (deps: ExplainDeps) =>
  async (
    scope: SiteScope,
    config: { readonly version: number; readonly config: SiteConfig },
    body: ExplainQuery,
  ): Promise<ExplainAnswer> => {
    const statistic = findStatistic(body.statistic);
    if (statistic === null) throw new ProblemError('not-found', `There is no statistic "${body.statistic}"; GET /v1/statistics names all.`);
    const { cursor, limit, ...question } = body;
    const hash = questionHash([scope.site, scope.units ?? null, question]);
    const { offset, asAt } = decodePage(hash, cursor, deps.now());
    const { windowFrom, windowTo } = body;
    if ((windowFrom === undefined) !== (windowTo === undefined))
      throw new ProblemError('bad-request', 'Give both `windowFrom` and `windowTo`.');
    const dailyWindow = windowFrom === undefined || windowTo === undefined ? null : { from: windowFrom, to: windowTo };
    const asked = {
      template: body.template,
      filter: filterOf(body.filter),
      range: rangeOf(body),
      dailyWindow,
      format: body.format ?? null,
      over: body.over ?? null,
      serviceLevelVersion: body.serviceLevelVersion ?? null,
    };
    const { formula } = statistic;
    let query = resolveQuery(scope, config.config, asked, asAt, 'query');
    if (isLiveFormula(formula) && formula.kind === 'rate')
      query = { ...query, from: asAt - query.settings.callRatePeriodMs - longestRingMs, to: asAt + 1, dailyWindow: null };
    const ask: Asked = { scope, query, key: body.key ?? null, verdict: body.verdict, part: body.part ?? null, offset, limit };
    const { explained, known } = await deps.gate(async () => {
      const gaps = await knownGaps(deps, scope, { from: query.from, to: query.to, now: query.now });
      return { known: gaps, explained: await explain(deps, ask, statistic, gaps) };
    }, scope.tenant);
    const end = offset + explained.items.length;
    const { value } = explained;
    return {
      site: scope.site,
      statistic: {
        id: statistic.id,
        name: statistic.name,
        words: statistic.words,
        ours: statistic.ours,
        line: statistic.line,
        type: statistic.type,
        unit: statistic.unit,
      },
      formula: describeFormula(formula, query.settings, query.template.counts),
      ruleSet: 1,
      configVersion: config.version,
      template: { id: query.template.id, name: query.template.name, counts: query.template.counts, words: query.template.words },
      key: body.key ?? null,
      row: body.key === undefined ? null : rowWords(query, body.key, explained.name),
      timeZone: config.config.timeZone,
      resetTime: config.config.resetTime,
      range: { from: isoOf(query.from), to: isoOf(query.to), asAt: isoOf(query.now) },
      filter: query.filter === null ? null : describeFilter(query.filter),
      limitedTo: limitWords(config.config, scope),
      value: statistic.unit === 'instant' && typeof value === 'number' ? isoOf(value) : roundFigure(statistic.unit, value),
      parts: [...explained.parts],
      items: [...explained.items],
      definitions: [...definitionsOf(query, [statistic])],
      cursor: explained.items.length === limit && end < explained.count ? encodePage(hash, { offset: end, asAt }) : null,
      gaps: [...known.gaps],
      incomplete: known.gaps.length > 0,
      restatedAt: explained.restatedAt === null ? null : isoOf(explained.restatedAt),
    };
  };

const explain = (deps: ExplainDeps, ask: Asked, statistic: Statistic, known: KnownGaps): Promise<Explained> => {
  const { formula } = statistic;
  if (isFactFormula(formula)) return explainFacts(deps, ask, formula, statistic);
  if (isStayFormula(formula)) return explainStayFigure(deps, ask, statistic, formula, known);
  if (isLiveFormula(formula))
    return formula.kind === 'rate'
      ? explainFacts(deps, ask, { kind: 'count', of: formula.of }, statistic, periodOf(formula, ask.query))
      : explainNow(deps, ask, formula);
  return Promise.resolve({ value: null, name: null, parts: [], items: [], count: 0, restatedAt: null });
};
