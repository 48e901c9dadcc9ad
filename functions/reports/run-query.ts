import { isoOf } from '../domain/public-json.ts';
import { periodMinutesOf, type SiteConfig } from '../domain/site-config.ts';
import { limitWords } from '../domain/unit-words.ts';
import type { SiteScope } from '../identity/types.ts';
import type { Statistic } from '../statistics/catalogue.ts';
import { explainPath, headingOf } from '../statistics/catalogue.ts';
import { describeFilter } from '../statistics/filters.ts';
import { isFactFormula, isStayFormula } from '../statistics/formulas.ts';
import { type AnsweredRows, answerRows, type RowsAsked } from './answer-rows.ts';
import { checkOver } from './check-over.ts';
import { asksServiceLevel, definitionNotes, definitionsOf } from './core/definitions.ts';
import { quietBetween } from './core/quiet-keys.ts';
import { type GapSources, type KnownGaps, knownGaps, noGaps } from './figure-gaps.ts';
import type { Gate } from './gate.ts';
import type { OpenQueryDeps } from './open-query.ts';
import { decodePage, pagesAround, questionHash } from './page-cursor.ts';
import type { QueryAnswer, QueryBody } from './query-schemas.ts';
import { knownColumns, knownSort, knownTemplate, resolveQuery } from './resolve-query.ts';
import { cachedAnswer, type ResultCache } from './result-cache.ts';

export interface QueryDeps extends OpenQueryDeps, GapSources {
  /** Lets a few queries run at once; the others wait. */
  readonly gate: Gate;
  readonly now: () => number;
  /** Answers that cannot change any more; absent = every question is computed. */
  readonly results?: ResultCache<AnsweredRows>;
}

const explainOf = (column: Statistic, scope: SiteScope, body: QueryBody, asked: RowsAsked): string | null => {
  const { template, byTime, format } = asked.query;
  if (!isFactFormula(column.formula) && !isStayFormula(column.formula)) return null;
  return explainPath({
    site: scope.site,
    statistic: column.id,
    template: template.id,
    range: body.range,
    filter: body.filter ?? null,
    dailyWindow: body.dailyWindow ?? null,
    format: byTime && (body.over ?? null) === null ? format : null,
    over: body.over ?? null,
    serviceLevelVersion: asksServiceLevel(column) ? (body.serviceLevelVersion ?? null) : null,
  });
};

const quietOf = ({ query }: RowsAsked, known: KnownGaps, offset: number, { items, count }: AnsweredRows): string[] | null => {
  const quiet =
    offset > 0
      ? null
      : quietBetween(
          query,
          known.stretches,
          items.flatMap(({ key }) => (key === null ? [] : [key])),
          count,
        );
  return quiet === null ? null : [...quiet];
};

/** Answers a report; `filterRef` is resolved before, by whoever knows who asks. @throws ProblemError `bad-request`, `bad-cursor` */
export const createRunQuery =
  (deps: QueryDeps) =>
  async (scope: SiteScope, config: SiteConfig, body: QueryBody): Promise<QueryAnswer> => {
    if (body.filterRef !== undefined) throw new Error('a question with a filter reference reached the engine unresolved');
    const { cursor, limit, ...question } = body;
    const hash = questionHash([scope.site, scope.units ?? null, question]);
    const { offset, asAt } = decodePage(hash, cursor, deps.now());
    const template = knownTemplate(body.template, 'body');
    const columns = knownColumns(template.fixedColumns ?? body.columns, template);
    const { dailyWindow = null, format = null, over = null } = body;
    const query = resolveQuery(
      scope,
      config,
      {
        template: body.template,
        filter: body.filter,
        range: body.range,
        dailyWindow,
        format,
        over,
        serviceLevelVersion: body.serviceLevelVersion ?? null,
      },
      asAt,
      'body',
    );
    if (over !== null) checkOver(columns);
    const asked: RowsAsked = { query, columns, sort: knownSort(body.sort ?? [], columns), offset, limit };
    // A list of what is configured knows no time, so no gap.
    const known = template.kind === 'configList' ? noGaps : await knownGaps(deps, scope, query);
    const { rows, cached } = await cachedAnswer(deps, scope, asked, known, (lake) =>
      deps.gate(() => answerRows({ ...deps, lake }, asked, known), scope.tenant),
    );
    const definitions = definitionsOf(query, columns);
    return {
      site: scope.site,
      template: { id: template.id, name: template.name, counts: template.counts },
      range: { from: isoOf(query.from), to: isoOf(query.to), asAt: isoOf(query.now) },
      timeZone: config.timeZone,
      resetTime: config.resetTime,
      periodMinutes: periodMinutesOf(config),
      ruleSet: 1,
      filter: query.filter === null ? null : describeFilter(query.filter),
      limitedTo: limitWords(config, scope),
      columns: columns.map((column) => ({
        id: column.id,
        name: column.name,
        heading: headingOf(column, config),
        type: column.type,
        unit: column.unit,
        ours: column.ours,
        line: column.line,
        explain: explainOf(column, scope, body, asked),
      })),
      items: [...rows.items],
      quiet: quietOf(asked, known, offset, rows),
      totals: rows.totals,
      rows: rows.count,
      inferredEnds: rows.inferredEnds,
      definitions: [...definitions],
      notes: [...definitionNotes(definitions)],
      cached,
      ...pagesAround(hash, { offset, asAt }, { limit, items: rows.items.length, rows: rows.count }),
      gaps: [...known.gaps],
      incomplete: known.gaps.length > 0,
      restatedAt: rows.restatedAt === null ? null : isoOf(rows.restatedAt),
    };
  };
