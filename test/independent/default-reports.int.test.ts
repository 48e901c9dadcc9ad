import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportContent } from '../../functions/domain/report.ts';
import { defaultReports } from '../../functions/saved-reports/core/default-reports/default-reports.ts';
import { inboundCallSummary } from '../../functions/saved-reports/core/default-reports/inbound-call-summary.ts';
import { findStatistic } from '../../functions/statistics/catalogue.ts';
import { builtInFilters } from '../../functions/statistics/filters.ts';
import { compareReports } from './compare.ts';
import { computeReport, openQuestion } from './compute-report.ts';
import { computeReportWithStays, openStays } from './compute-stay-report.ts';
import { configuredRows, listSql } from './lists/list-rows.ts';
import { loadTables } from './load-tables.ts';
import { openProduct } from './product.ts';
import type { Question } from './question.ts';
import { disagreements } from './readings.ts';
import { type GroupedTemplate, groupedTemplates } from './rows/template-rows.ts';
import { februaryInNewYork, marchInLondon } from './sites/month-site.ts';
import type { SiteRows } from './sites/site-rows.ts';
import { tracedRows } from './sites/traced-site.ts';
import { threads } from './threads.ts';

/** `INDEPENDENT_SIZE=10` has the whole of both months, with ten times the calls an hour, and asks every report of both. */
const size = Number(process.env.INDEPENDENT_SIZE ?? 1);
const seed = Number(process.env.INDEPENDENT_SEED ?? 1);
const march = marchInLondon(seed, 3 * size, size > 1 ? 31 : 4);
const february = februaryInNewYork(seed, 3 * size, size > 1 ? 29 : 4);
const traces: SiteRows = { ...tracedRows('traces', Date.UTC(2026, 4, 1)), config: { ...march.config, id: 'traces' } };
const months = {
  'March in London': { site: march, from: Date.UTC(2026, 2, 1, 2), to: Date.UTC(2026, 3, 1, 1) },
  'February of a leap year in New York': { site: february, from: Date.UTC(2028, 1, 1, 7), to: Date.UTC(2028, 2, 1, 7) },
  'every trace': { site: traces, from: Date.UTC(2026, 4, 1), to: Date.UTC(2026, 11, 1) },
} as const;
type Month = keyof typeof months;
const readings = new Set(disagreements);

/** What each filter of a default report asks of a row of table `r`, of a call `c`, of a segment `s`; none of them is taken from the product. */
const filterSql = (content: ReportContent, site: SiteRows): { row: string; c: string; s: string } => {
  const { filter } = content;
  const codes = site.config.dialPlan.serviceCodes.map((code) => `'${code}'`).join(', ');
  const whole = { row: 'true', c: 'true', s: 'true' };
  if (filter === null) return whole;
  const id = filter.kind === 'own' ? filter.name : filter.id;
  switch (id) {
    case 'Unmatched external calls':
      return { ...whole, row: `external AND contact IS NULL` };
    case 'outboundExternalCalls':
      return { ...whole, row: 'external AND outbound' };
    case 'inboundExternalCalls':
      return { ...whole, row: 'external AND inbound' };
    case 'serviceCodes':
      return { ...whole, row: `external AND outbound AND outside IN (${codes})` };
    case 'invalidDialledNumbers':
      return { ...whole, c: `c."callType" = 'external' AND c.direction = 'out' AND c.outcome = 'failed' AND c.trunk IS NULL` };
    case 'lostCalls':
      return { ...whole, c: `c."logicalCallId" IN (SELECT "logicalCallId" FROM s WHERE outcome = 'lost')` };
    case 'trunkToTrunkCalls':
      return { ...whole, c: 'c."trunkToTrunk"' };
    default:
      throw new Error(`the check does not know the filter "${id}"`);
  }
};

let connection: DuckDBConnection;
let product: Awaited<ReturnType<typeof openProduct>>;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`SET threads = ${threads}`);
  await loadTables(connection, [march, february, traces]);
  product = await openProduct([march, february, traces]);
});
afterAll(() => {
  product.close();
  connection.closeSync();
});

const specOf = (content: ReportContent): Record<string, unknown> | undefined => {
  if (content.filter === null) return undefined;
  if (content.filter.kind === 'own') return content.filter.spec;
  const { id } = content.filter;
  return { ...builtInFilters.find((one) => one.id === id)?.spec };
};
/** The question of a report over all there is. */
const bodyOf = (content: ReportContent, month: Month) => {
  const { from, to } = months[month];
  const filter = specOf(content);
  return {
    template: content.template,
    columns: content.columns.map(({ statistic }) => statistic),
    range: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    ...(filter === undefined ? {} : { filter }),
    ...(content.format === null ? {} : { format: content.format }),
    ...(content.sort.length === 0 ? {} : { sort: content.sort }),
    limit: 1000,
  };
};
const questionOf = (content: ReportContent, month: Month): Question => {
  const { site, from, to } = months[month];
  return { site: site.config.id, from, to, now: to + 86_400_000, window: null, format: content.format ?? 'dateTime' };
};
const isGrouped = (template: string): template is GroupedTemplate => groupedTemplates.some((one) => one === template);
const hasStays = (content: ReportContent): boolean =>
  content.columns.some(({ statistic }) => ['acd', 'dnd'].some((word) => findStatistic(statistic)?.group.toLowerCase().includes(word)));

/** A cell as the API writes it: instants in ISO 8601, whole milliseconds. */
const written = (column: string, value: unknown): unknown => {
  const plain = typeof value === 'bigint' ? Number(value) : (value ?? null);
  return findStatistic(column)?.unit === 'instant' && typeof plain === 'number' ? new Date(plain).toISOString() : plain;
};

/** Questions follow each other by the dozen: what they have in common is made once. */
let opened = '';
const open = async (question: Question, { config }: SiteRows): Promise<void> => {
  const name = JSON.stringify(question);
  if (opened !== name) await openQuestion(connection, question, config, readings);
  opened = name;
};

const checkGrouped = async (content: ReportContent, template: GroupedTemplate, month: Month): Promise<void> => {
  const { site } = months[month];
  const question = questionOf(content, month);
  await open(question, site);
  if (hasStays(content)) await openStays(connection, question, site.config);
  const answer = await product.ask(site.config, question.now, bodyOf(content, month));
  const { row } = filterSql(content, site);
  const report =
    hasStays(content) && (template === 'callsByAgent' || template === 'callsByExtension' || template === 'callsByUser')
      ? await computeReportWithStays(connection, template, question, site.config, readings)
      : await computeReport(
          connection,
          template,
          question,
          site.config,
          readings,
          row === 'true' ? '' : `DELETE FROM r WHERE NOT (${row})`,
        );
  const items = [...answer.items];
  for (let { cursor } = answer; cursor !== null; ) {
    const next = await product.ask(site.config, question.now, { ...bodyOf(content, month), cursor });
    items.push(...next.items);
    cursor = next.cursor;
  }
  expect(compareReports(report, { ...answer, items }).slice(0, 10)).toEqual([]);
  expect(items.length).toBe(answer.rows);
  // What stands beside Calls Inbound as answered is a part of it.
  for (const { values } of items)
    for (const answered of ['callsAnswered', 'callsInAnsExternal'])
      if ('callsInbound' in values) expect(Number(values[answered] ?? 0)).toBeLessThanOrEqual(Number(values.callsInbound));
  rowsSeen.set(content.name, (rowsSeen.get(content.name) ?? 0) + items.length);
};

const checkList = async (content: ReportContent, month: Month): Promise<void> => {
  const { site } = months[month];
  const question = questionOf(content, month);
  const { from, to } = question;
  const ask = (cursor?: string) =>
    product.ask(site.config, question.now, { ...bodyOf(content, month), ...(cursor === undefined ? {} : { cursor }) });
  const rows: unknown[][] = [];
  const ids = content.columns.map(({ statistic }) => statistic);
  for (let page = await ask(); ; page = await ask(page.cursor ?? undefined)) {
    rows.push(...page.items.map(({ values }) => ids.map((id) => values[id] ?? null)));
    if (page.cursor === null) break;
  }
  rowsSeen.set(content.name, (rowsSeen.get(content.name) ?? 0) + rows.length);
  const list = listSql[content.template];
  if (list === undefined) {
    expect(ids).toEqual(['deviceNumber', 'deviceDescription', 'deviceNodeId']);
    expect(rows).toEqual(configuredRows(content.template, site.config));
    return;
  }
  await open(question, site);
  const { c, s } = filterSql(content, site);
  const { from: relation, columns } = list(content.template === 'callListSegmented' ? s : c, { site: site.config.id, from, to });
  const selected = ids.map((id) => {
    const sql = columns[id];
    if (sql === undefined) throw new Error(`the check has no column "${id}" of ${content.template}`);
    return `${sql} AS "${id}"`;
  });
  const found = (await connection.runAndReadAll(`SELECT ${selected.join(', ')} FROM ${relation}`)).getRows();
  const ours = found.map((row) => row.map((value, i) => written(ids[i] ?? '', value)));
  const [sortedBy] = content.sort;
  const place = ids.indexOf(sortedBy?.column ?? '');
  const inOrder = rows.map((row) => String(row[place]));
  // What is sorted by is in order; rows with the same instant may stand either way.
  expect(inOrder).toEqual([...inOrder].sort((a, b) => (sortedBy?.descending === true ? b.localeCompare(a) : a.localeCompare(b))));
  const texts = (list: readonly unknown[][]) => list.map((row) => JSON.stringify(row)).sort();
  expect(texts(rows)).toEqual(texts(ours));
};

const rowsSeen = new Map<string, number>();
const everyReport = [inboundCallSummary, ...defaultReports].map(({ content }) => content);
const askedOf: Readonly<Record<Month, readonly ReportContent[]>> = {
  'March in London': everyReport,
  'February of a leap year in New York': everyReport.filter(({ template }) => size > 1 || template === 'callsByStartTime'),
  // What the simulated businesses do not do: calls from line to line, numbers that do not exist.
  'every trace': everyReport.filter(({ category, template }) => category === 'Call Lists' || (size > 1 && isGrouped(template))),
};

describe.each(Object.keys(months) as Month[])('%s', (month) => {
  it.each(askedOf[month].map((content) => [content.name, content] as const))(
    '%s is what plain SQL says',
    async (_, content) => {
      if (isGrouped(content.template)) await checkGrouped(content, content.template, month);
      else await checkList(content, month);
    },
    120_000,
  );
});

describe('the data', () => {
  it('has rows for every default report', () => {
    expect(everyReport.filter(({ name }) => (rowsSeen.get(name) ?? 0) === 0).map(({ name }) => name)).toEqual([]);
  });
});
