import { isoOf } from '../domain/public-json.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { Statistic } from '../statistics/catalogue.ts';
import { explainPath, headingOf } from '../statistics/catalogue.ts';
import { describeFilter } from '../statistics/filters.ts';
import {
  type FieldFormula,
  type FigureValue,
  isFactFormula,
  isStayFormula,
  roundFigure,
  type StayFormula,
} from '../statistics/formulas.ts';
import { configRows } from './core/config-rows.ts';
import { gapCover } from './core/gap-cover.ts';
import type { SortKey } from './core/grouped-sql.ts';
import { type ListRow, listValue } from './core/list-value.ts';
import { needsUnreturned } from './core/needs.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import { type GapSources, type KnownGaps, knownGaps, noGaps } from './figure-gaps.ts';
import type { Gate } from './gate.ts';
import { bucketsOf, intervalsOf, type OpenQueryDeps, openQuery } from './open-query.ts';
import { decodePage, encodePage, questionHash } from './page-cursor.ts';
import type { QueryAnswer, QueryBody } from './query-schemas.ts';
import { readStays } from './read-stays.ts';
import { knownColumns, knownTemplate, resolveQuery } from './resolve-query.ts';
import { runGrouped } from './run-grouped.ts';
import { runList } from './run-list.ts';
import { runStatusList } from './run-status-list.ts';
import { stayFiguresOf } from './stay-question.ts';

export interface QueryDeps extends OpenQueryDeps, GapSources {
  /** Lets a few queries run at once; the others wait. */
  readonly gate: Gate;
  readonly now: () => number;
}

type Item = QueryAnswer['items'][number];
interface Rows {
  readonly items: readonly Item[];
  readonly totals: QueryAnswer['totals'];
  readonly count: number;
  readonly inferredEnds: number;
  readonly restatedAt: number | null;
}
interface Asked {
  readonly query: ResolvedQuery;
  readonly columns: readonly Statistic[];
  readonly sort: readonly SortKey[];
  readonly offset: number;
  readonly limit: number;
}

const shown = (unit: Statistic['unit'], value: FigureValue | boolean): FigureValue | boolean => {
  if (unit === 'instant' && typeof value === 'number') return isoOf(value);
  return typeof value === 'boolean' ? value : roundFigure(unit, value);
};
const valuesOf = (columns: readonly Statistic[], read: (column: Statistic) => FigureValue | boolean): Item['values'] =>
  Object.fromEntries(columns.map((column) => [column.id, shown(column.unit, read(column))]));

const stayFigures = (columns: readonly Statistic[]): readonly { readonly id: string; readonly formula: StayFormula }[] =>
  columns.flatMap(({ id, formula }) => (isStayFormula(formula) ? [{ id, formula }] : []));

const staysFor = async (deps: QueryDeps, { query, columns }: Asked, known: KnownGaps) => {
  const figures = stayFigures(columns);
  const rows = query.template.stays;
  return figures.length === 0 || rows === null
    ? null
    : stayFiguresOf(query, rows, figures, await readStays(deps, query, known.outages), known);
};

const grouped = async (deps: QueryDeps, asked: Asked, known: KnownGaps): Promise<Rows> => {
  const { query, columns, sort, offset, limit } = asked;
  const stays = await staysFor(deps, asked, known);
  const buckets = query.template.key.by === 'time' ? bucketsOf(query) : [];
  const windows = intervalsOf(query);
  const byKey = new Map<string, (typeof buckets)[number][]>();
  for (const bucket of buckets) {
    const same = byKey.get(bucket.key);
    if (same === undefined) byKey.set(bucket.key, [bucket]);
    else same.push(bucket);
  }
  const coverOf = (key: string) =>
    gapCover(query.template.key.by === 'time' ? (byKey.get(key) ?? []) : windows, known.stretches, query.now);
  const unknownKeys = known.stretches.length === 0 ? [] : [...byKey.keys()].filter((key) => coverOf(key) === 'whole');
  const open = await openQuery(deps, query, { rows: null, unreturned: needsUnreturned(query.template, columns) });
  try {
    const result = await runGrouped(open, query, { columns, sort, offset, limit, stays, unknownKeys });
    const labels = new Map(buckets.map(({ key, label }) => [key, label]));
    const empty = query.template.key.by !== 'time' && query.template.key.by !== 'none' ? query.template.key.emptyLabel : null;
    const items = result.rows.map(({ key, name, rows, values }): Item => {
      const cover = coverOf(key);
      const gap = cover === 'whole' && rows > 0 ? 'partly' : cover;
      return {
        key: open.universe.key === null ? null : key,
        name,
        label: labels.get(key) ?? (key === '' ? (empty ?? query.template.name) : key),
        gap,
        logicalCallId: null,
        segmentId: null,
        values: valuesOf(columns, ({ id }) => (gap === 'whole' ? null : (values[id] ?? null))),
      };
    });
    return {
      items,
      totals: valuesOf(columns, ({ id }) => result.totals[id] ?? null),
      count: result.count,
      inferredEnds: result.inferredEnds,
      restatedAt: open.restatedAt,
    };
  } finally {
    open.close();
  }
};

const fieldColumns = (columns: readonly Statistic[]): readonly { readonly id: string; readonly formula: FieldFormula }[] =>
  columns.flatMap(({ id, formula }) => (formula.kind === 'field' ? [{ id, formula }] : []));

const listItem = (columns: readonly Statistic[], row: ListRow, query: ResolvedQuery): Item => {
  const text = (name: string): string | null => (typeof row.row[name] === 'string' ? row.row[name] : null);
  return {
    key: null,
    name: null,
    label: '',
    gap: null,
    logicalCallId: text('logicalCallId'),
    segmentId: text('segmentId'),
    values: valuesOf(columns, ({ formula }) => (formula.kind === 'field' ? listValue(formula, row, query.settings) : null)),
  };
};

const listed = async (deps: QueryDeps, { query, columns, sort, offset, limit }: Asked): Promise<Rows> => {
  const request = { columns: fieldColumns(columns), sort, offset, limit };
  const items = (rows: readonly ListRow[]) => rows.map((row) => listItem(columns, row, query));
  switch (query.template.kind) {
    case 'configList': {
      const rows = configRows(query.config, query.template.id, query.members, query.now);
      const page = rows.slice(offset, offset + limit).map((row) => ({ row, fact: null, whole: false }));
      return { items: items(page), totals: null, count: rows.length, inferredEnds: 0, restatedAt: null };
    }
    case 'statusList': {
      const { rows, count, restatedAt } = await runStatusList(deps, query, request);
      return { items: items(rows), totals: null, count, inferredEnds: 0, restatedAt };
    }
    case 'callList':
    case 'segmentList':
    case 'grouped': {
      const rows = query.template.kind === 'callList' ? 'calls' : 'segments';
      const open = await openQuery(deps, query, { rows, unreturned: needsUnreturned(query.template, columns) });
      try {
        const result = await runList(open, query, request);
        return {
          items: items(result.rows),
          totals: null,
          count: result.count,
          inferredEnds: result.inferredEnds,
          restatedAt: open.restatedAt,
        };
      } finally {
        open.close();
      }
    }
  }
};

/** Answers a report. @throws ProblemError `bad-request`, `bad-cursor` */
export const createRunQuery =
  (deps: QueryDeps) =>
  async (scope: SiteScope, config: SiteConfig, body: QueryBody): Promise<QueryAnswer> => {
    const { cursor, limit, ...question } = body;
    const hash = questionHash([scope.site, scope.units ?? null, question]);
    const { offset, asAt } = decodePage(hash, cursor, deps.now());
    const template = knownTemplate(body.template, 'body');
    const columns = knownColumns(template.fixedColumns ?? body.columns, template);
    const query = resolveQuery(
      scope,
      config,
      {
        template: body.template,
        filter: body.filter,
        range: body.range,
        dailyWindow: body.dailyWindow ?? null,
        format: body.format ?? null,
      },
      asAt,
      'body',
    );
    const sort = body.sort ?? [];
    const unknown = sort.find(({ column }) => column !== 'key' && !columns.some(({ id }) => id === column));
    if (unknown !== undefined)
      throw new ProblemError('bad-request', `"${unknown.column}" is no column of this report, so it cannot be sorted by it.`);
    const asked: Asked = { query, columns, sort, offset, limit };
    const { rows, known } = await deps.gate(async () => {
      // A list of what is configured knows no time, so no gap.
      const gaps =
        template.kind === 'configList' ? noGaps : await knownGaps(deps, scope, { from: query.from, to: query.to, now: query.now });
      return { known: gaps, rows: await (template.kind === 'grouped' ? grouped(deps, asked, gaps) : listed(deps, asked)) };
    }, scope.tenant);
    const end = offset + rows.items.length;
    return {
      site: scope.site,
      template: { id: template.id, name: template.name, counts: template.counts },
      range: { from: isoOf(query.from), to: isoOf(query.to), asAt: isoOf(query.now) },
      timeZone: config.timeZone,
      resetTime: config.resetTime,
      ruleSet: 1,
      filter: query.filter === null ? null : describeFilter(query.filter),
      columns: columns.map((column) => ({
        id: column.id,
        name: column.name,
        heading: headingOf(column, config),
        type: column.type,
        unit: column.unit,
        ours: column.ours,
        line: column.line,
        explain:
          isFactFormula(column.formula) || isStayFormula(column.formula)
            ? explainPath({
                site: scope.site,
                statistic: column.id,
                template: template.id,
                range: body.range,
                filter: body.filter ?? null,
                dailyWindow: body.dailyWindow ?? null,
                format: template.key.by === 'time' ? query.format : null,
              })
            : null,
      })),
      items: [...rows.items],
      totals: rows.totals,
      rows: rows.count,
      inferredEnds: rows.inferredEnds,
      cursor: rows.items.length === limit && end < rows.count ? encodePage(hash, { offset: end, asAt }) : null,
      gaps: [...known.gaps],
      incomplete: known.gaps.length > 0,
      restatedAt: rows.restatedAt === null ? null : isoOf(rows.restatedAt),
    };
  };
