import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReportContent } from '../domain/report.ts';
import { limitWords } from '../domain/unit-words.ts';
import { inBatches } from '../runtime/in-batches.ts';
import { ProblemError } from '../runtime/problem.ts';
import { builtInFilters, describeFilter } from '../statistics/filters.ts';
import { sqlLiteral, sqlName } from '../statistics/formulas.ts';
import { checkOver } from './check-over.ts';
import { queryRunMs } from './constants.ts';
import { definitionNotes, definitionsOf } from './core/definitions.ts';
import { quietKeys } from './core/quiet-keys.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import { shownColumns } from './core/rows-columns.ts';
import { type GapSources, knownGaps, noGaps } from './figure-gaps.ts';
import { isInterrupt } from './gate.ts';
import type { OpenQueryDeps } from './open-query.ts';
import type { Cell, OpenReport, OpenReportOptions, RowsColumn } from './open-rows-types.ts';
import { knownColumns, knownSort, knownTemplate, resolveQuery } from './resolve-query.ts';
import { openSource } from './rows-source.ts';
import { plain, yesOrNo } from './run-list.ts';

export interface OpenRowsDeps extends OpenQueryDeps, GapSources {}

/** @throws ProblemError `bad-request` for a saved filter that nobody looked up */
const filterOf = (content: ReportContent, over: OpenReportOptions): unknown => {
  if (over.filter !== undefined) return over.filter;
  const ref = content.filter;
  if (ref === null) return null;
  if (ref.kind === 'own') return ref.spec;
  const found = ref.kind === 'builtIn' ? builtInFilters.find(({ id }) => id === ref.id) : undefined;
  if (found === undefined) throw new ProblemError('bad-request', `The filter "${ref.id}" of the report "${content.name}" is not there.`);
  return found.spec;
};

const statisticsOf = (content: ReportContent, template: ReturnType<typeof knownTemplate>) => {
  const ids = template.fixedColumns ?? content.columns.map(({ statistic }) => statistic);
  if (ids.length === 0) throw new ProblemError('bad-request', `The report "${content.name}" has no columns.`);
  if (new Set(ids).size < ids.length) throw new ProblemError('bad-request', `The report "${content.name}" names a column twice.`);
  return knownColumns(ids, template);
};

const windowWords = ({ dailyWindow, parts }: ResolvedQuery): string | null => {
  const words = [
    ...(parts === null ? [] : ['Monday to Friday']),
    ...(dailyWindow === null ? [] : [`${dailyWindow.from} to ${dailyWindow.to} each day`]),
  ];
  return words.length === 0 ? null : words.join(', ');
};

const notesOf = (inferredEnds: number): readonly string[] =>
  inferredEnds === 0
    ? []
    : [
        `Of ${inferredEnds === 1 ? 'one row' : `${inferredEnds.toLocaleString('en-GB')} rows`} the end was inferred, as the phone system did not report it.`,
      ];

/** A folder of its own where the database may write: below the one it spills to. */
const madeDirectory = async (connection: DuckDBConnection): Promise<string> => {
  const found = await connection.runAndReadAll(`SELECT current_setting('temp_directory')`);
  const directory = join(String(found.getRows()[0]?.[0]), `rows-${randomUUID()}`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return directory;
};

/** Runs SQL one after the other, each no longer than `runMs`, and nothing more once it was stopped. */
const createRunner = (connection: DuckDBConnection, runMs: number) => {
  let stopped: ProblemError | null = null;
  const stop = (why: string): void => {
    stopped ??= new ProblemError('unavailable', why);
    connection.interrupt();
  };
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (stopped !== null) throw stopped;
    try {
      return await work();
    } catch (error) {
      throw stopped !== null && isInterrupt(error) ? stopped : error;
    }
  };
  return {
    stop,
    guarded,
    run: async (sql: string): Promise<void> => {
      const timer = setTimeout(() => stop('The report takes too long: choose a shorter range, or filter by less.'), runMs);
      try {
        await guarded(() => connection.run(sql));
      } finally {
        clearTimeout(timer);
      }
    },
  };
};

const cellOf = ({ type }: Pick<RowsColumn, 'type'>, value: unknown): Cell => (type === 'yesNo' ? yesOrNo(plain(value)) : plain(value));

/** Asks a report for all its rows. What it reads stays held until `close`. */
export const createOpenRows =
  (deps: OpenRowsDeps): OpenReport =>
  async (scope, config, content, over) => {
    const { runMs = queryRunMs, asAt } = over;
    const template = knownTemplate(content.template, 'body');
    const statistics = statisticsOf(content, template);
    const { dailyWindow, format } = content;
    const stretches = over.over ?? null;
    const asked = {
      template: template.id,
      filter: filterOf(content, over),
      range: over.range ?? content.range,
      dailyWindow,
      format,
      over: stretches,
    };
    const query = resolveQuery(scope, config, asked, asAt, 'body');
    if (stretches !== null) checkOver(statistics);
    const columns = shownColumns(template, statistics, content, config, stretches !== null);
    const sort = stretches === null ? knownSort(content.sort, statistics) : [];
    const known = template.kind === 'configList' ? noGaps : await knownGaps(deps, scope, query);
    const source = await openSource(deps, { query, statistics, columns, sort, known, runMs });
    source.unlimit();
    const runner = createRunner(source.connection, runMs);
    const directory = await madeDirectory(source.connection).catch((error: unknown) => {
      source.close();
      throw error;
    });
    let prepared: Promise<string> | undefined;
    const select = (): Promise<string> => {
      prepared ??= source.select(runner.run, directory);
      return prepared;
    };
    async function* chunks(): AsyncGenerator<readonly Cell[][]> {
      const sql = await select();
      const result = await runner.guarded(() => source.connection.stream(sql));
      for (;;) {
        const chunk = await runner.guarded(() => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk.getRows().map((row) => columns.map((column, i) => cellOf(column, row[i])));
      }
    }
    return {
      columns,
      range: { from: query.from, to: query.to, asAt },
      timeZone: config.timeZone,
      templateName: template.name,
      counts: template.counts,
      filterWords: query.filter === null ? null : describeFilter(query.filter),
      limitedTo: limitWords(config, scope),
      windowWords: windowWords(query),
      rows: source.rows,
      totals: source.totals,
      quiet: () => quietKeys(query, known.stretches),
      gaps: [...known.gaps],
      incomplete: known.gaps.length > 0,
      restatedAt: source.restatedAt,
      notes: [...definitionNotes(definitionsOf(query, statistics)), ...notesOf(source.inferredEnds)],
      batches: (rowsAtOnce) => inBatches(chunks(), rowsAtOnce),
      copy: async (spell, options, path) => {
        const sql = await select();
        const spelled = columns.map((column) => spell(column, sqlName(column.id))).join(', ');
        await runner.run(`COPY (SELECT ${spelled} FROM (${sql})) TO ${sqlLiteral(path)} (${options})`);
      },
      directory,
      close: () => {
        source.close();
        rmSync(directory, { recursive: true, force: true });
      },
      cancel: () => runner.stop('The report was stopped.'),
    };
  };
