import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statistics } from '../../functions/statistics/catalogue.ts';
import { compareReports } from './compare.ts';
import { computeReport, openQuestion, type Report } from './compute-report.ts';
import { computeReportWithStays, openStays } from './compute-stay-report.ts';
import { constantColumns } from './constant-columns.ts';
import { loadTables } from './load-tables.ts';
import { openProduct } from './product.ts';
import type { Question } from './question.ts';
import { type Disagreement, disagreements, type Readings } from './readings.ts';
import { type GroupedTemplate, groupedTemplates } from './rows/template-rows.ts';
import { inventedSite } from './sites/invented-site.ts';
import { simulatedSite } from './sites/simulated-site.ts';
import type { SiteRows } from './sites/site-rows.ts';
import { threads } from './threads.ts';

/** `INDEPENDENT_SIZE=20 npx vitest run test/independent` compares twenty times the calls. */
const size = Number(process.env.INDEPENDENT_SIZE ?? 1);
const seed = Number(process.env.INDEPENDENT_SEED ?? 1);
/** A larger run asks everything of everything; the usual one leaves out what the other site shows as well. */
const large = size > 1;
const wherePiecesMeet: readonly GroupedTemplate[] = ['callsByAgent', 'callsByHuntGroup', 'callsByTelephoneNumber', 'callsByTrunk'];
const hourMs = 3_600_000;
const afterAllCalls = Date.UTC(2027, 0, 1);

const sites = { simulated: simulatedSite(seed, 4 * size), invented: inventedSite(seed, 240 * size) };
type SiteName = keyof typeof sites;
const wholeRange = (site: SiteRows): Question => ({
  site: site.config.id,
  from: Date.UTC(2026, 2, 1),
  to: Date.UTC(2026, 11, 1),
  now: afterAllCalls,
  window: null,
  format: 'dateTime',
});

const questions: Readonly<
  Record<string, { readonly site: SiteName; readonly question: Question; readonly templates: readonly GroupedTemplate[] }>
> = {
  'all of two businesses': { site: 'simulated', question: wholeRange(sites.simulated), templates: groupedTemplates },
  'all that was invented': {
    site: 'invented',
    question: wholeRange(sites.invented),
    templates: large ? groupedTemplates : wherePiecesMeet,
  },
  'nights only, the range cut by now': {
    site: 'simulated',
    question: {
      ...wholeRange(sites.simulated),
      from: Date.UTC(2026, 2, 28, 17, 5),
      to: Date.UTC(2026, 2, 30, 9),
      now: Date.UTC(2026, 2, 30, 2, 17, 1),
      window: { from: '21:30', to: '06:15' },
      format: 'date',
    },
    templates: large ? ['callsByAgent', 'callsByExtension', 'callsByHuntGroup', 'callsByStartTime'] : ['callsByAgent', 'callsByStartTime'],
  },
  'a part of a day': {
    site: 'invented',
    question: {
      ...wholeRange(sites.invented),
      from: Date.UTC(2026, 2, 28, 23, 10),
      to: Date.UTC(2026, 2, 29, 15) + hourMs / 3,
      format: 'time',
    },
    templates: large ? ['callsByAgent', 'callsByUser', 'callsByStartTime'] : ['callsByUser'],
  },
  'by week': { site: 'simulated', question: { ...wholeRange(sites.simulated), format: 'week' }, templates: ['callsByStartTime'] },
  'by month': { site: 'simulated', question: { ...wholeRange(sites.simulated), format: 'month' }, templates: ['callsByStartTime'] },
};

/** Where each disagreement shows. */
const shownBy: Readonly<Record<Disagreement, { readonly question: string; readonly template: GroupedTemplate }>> = {
  'lost-after-an-answer': { question: 'all of two businesses', template: 'callsByExtension' },
  'failed-internal-call-received': { question: 'all of two businesses', template: 'site' },
};

let connection: DuckDBConnection;
let product: Awaited<ReturnType<typeof openProduct>>;
const answers = new Map<string, Awaited<ReturnType<typeof product.run>>>();

const offeredBy = (template: GroupedTemplate): string[] =>
  statistics.filter((one) => one.templates.includes(template)).map((one) => one.id);
const findQuestion = (name: string) => {
  const found = questions[name];
  if (found === undefined) throw new Error(`no question "${name}"`);
  return { ...found, config: sites[found.site].config };
};
const answerOf = async (name: string, template: GroupedTemplate) => {
  const id = `${name} ${template}`;
  const { config, question } = findQuestion(name);
  const answer = answers.get(id) ?? (await product.run(config, question, template, offeredBy(template)));
  answers.set(id, answer);
  return answer;
};
const open = async (name: string, readings: Readings): Promise<void> => {
  const { config, question } = findQuestion(name);
  await openQuestion(connection, question, config, readings);
  await openStays(connection, question, config);
};
const reportOf = async (name: string, template: GroupedTemplate, readings: Readings): Promise<Report> => {
  const { config, question } = findQuestion(name);
  return template === 'callsByAgent' || template === 'callsByExtension' || template === 'callsByUser'
    ? computeReportWithStays(connection, template, question, config, readings)
    : computeReport(connection, template, question, config, readings);
};

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`SET threads = ${threads}`);
  await loadTables(connection, Object.values(sites));
  product = await openProduct(Object.values(sites));
});
afterAll(() => {
  product.close();
  connection.closeSync();
});

describe.each(Object.keys(questions))('%s', (name) => {
  beforeAll(() => open(name, new Set(disagreements)));

  it.each(findQuestion(name).templates)(
    '%s: every key, every column and the totals as plain SQL has them',
    async (template) => {
      const answer = await answerOf(name, template);
      expect(answer.columns.map((column) => column.id).sort()).toEqual(offeredBy(template).sort());
      const differences = compareReports(await reportOf(name, template, new Set(disagreements)), answer);
      expect(differences.slice(0, 20)).toEqual([]);
      expect(answer.rows).toBe(answer.items.length);
    },
    120_000,
  );
});

describe('what is still read differently', () => {
  it.each(disagreements)(
    '%s',
    async (disagreement) => {
      const { question, template } = shownBy[disagreement];
      const byRule = new Set(disagreements.filter((other) => other !== disagreement));
      await open(question, byRule);
      const differences = compareReports(await reportOf(question, template, byRule), await answerOf(question, template));
      expect(differences.length, `the product now follows the rules: take "${disagreement}" off the list`).toBeGreaterThan(0);
    },
    120_000,
  );
});

describe('the data', () => {
  it('gives every column more than one value, but those that cannot have one here', async () => {
    expect(constantColumns([...answers.values()])).toEqual(['unlicensedAgents']);
  });
});
