import { afterAll, beforeAll, expect, it } from 'vitest';
import { rowsOfLines, simulateSite } from '../../test/conservation/simulated-site.ts';
import { propertySeed } from '../../test/property-seed.ts';
import type { TenantId } from '../domain/ids.ts';
import { findTemplate } from '../statistics/catalogue.ts';
import type { Fact } from '../statistics/facts.ts';
import { type FactFormula, isFactFormula } from '../statistics/formulas.ts';
import type { ExplainAnswer } from './explain-schemas.ts';
import type { QueryAnswer } from './query-schemas.ts';
import { type ExplainedCase, explainedCases } from './testing/explained-cases.ts';
import { factsOf } from './testing/memory-lake.ts';
import { type ExplainInput, type MemoryReports, openMemoryReports } from './testing/memory-reports.ts';

/** Calls behind the figures, and every which figure is explained: all of them with EXPLAIN_STEP=1. */
const calls = Number(process.env.EXPLAIN_CALLS ?? 400);
const step = Number(process.env.EXPLAIN_STEP ?? 217);
const cases = explainedCases(step, propertySeed);
const timeoutMs = 30_000 + cases.length * (4_000 + calls * 2);

let reports: MemoryReports;
let facts: readonly Fact[];
let from: number;
let to: number;

beforeAll(
  async () => {
    const simulated = simulateSite(2, calls);
    const rows = rowsOfLines(simulated.config, simulated.lines);
    const config = { ...simulated.config, settings: { ...simulated.config.settings, callRatePeriodMinutes: 60 } };
    const stored = { calls: [...rows.calls.values()], segments: [...rows.segments.values()], status: [...rows.status.values()] };
    const strict = { ...config, id: 'strict', settings: { ...config.settings, ignoreAbandoned: true, abandonedSeconds: 12 } };
    const tenant = 'customer' as TenantId;
    const starts = stored.calls.map(({ startedAt }) => startedAt).sort((a, b) => a - b);
    // Begins and ends in the middle of the day, so that there are calls and stays outside, and some of the hours are in files.
    from = (starts[Math.floor(calls / 20)] ?? 0) + 1;
    to = starts[Math.floor((calls * 19) / 20)] ?? 0;
    facts = factsOf(stored).filter(({ callStartedAt }) => callStartedAt >= from && callStartedAt < to);
    const sealedThrough = starts[Math.floor(calls * 0.9)] ?? 0;
    const now = (starts.at(-1) ?? 0) + 60_000;
    const sites = [config, strict].map((one) => ({ tenant, config: one, ...stored }));
    reports = await openMemoryReports({ sites, now, sealedThrough });
  },
  60_000 + calls * 20,
);
afterAll(() => reports.close());

const iso = (at: number): string => new Date(at).toISOString();
const askQuery = ({ template, statistic, asking }: ExplainedCase): Promise<QueryAnswer> => {
  const { site, ...question } = asking;
  return reports.query(site, { template, columns: [statistic.id], range: { from: iso(from), to: iso(to) }, limit: 1_000, ...question });
};
const explainer =
  ({ template, statistic, asking }: ExplainedCase) =>
  (more: Partial<ExplainInput> = {}): Promise<ExplainAnswer> => {
    const { site, filter, dailyWindow, format } = asking;
    return reports.explain(site, {
      statistic: statistic.id,
      template,
      from: iso(from),
      to: iso(to),
      ...(filter === undefined ? {} : { filter: JSON.stringify(filter) }),
      ...(dailyWindow === undefined ? {} : { windowFrom: dailyWindow.from, windowTo: dailyWindow.to }),
      ...(format === undefined ? {} : { format }),
      limit: 1_000,
      ...more,
    });
  };

/** counted + notCounted = all, and the reasons are words that add up. */
const expectWholeStory = (answer: ExplainAnswer): void => {
  for (const part of answer.parts) {
    expect(part.counted + part.notCounted).toBe(part.all);
    expect(part.reasons.reduce((sum, { rows }) => sum + rows, 0)).toBe(part.notCounted);
    for (const { reason } of part.reasons) expect(reason).toMatch(/[a-z]{2}/);
    expect(part.words).toMatch(/[a-z]{2}/);
  }
};

/** Every row of every page of a part, with the verdict asked for. */
const listAll = async (explain: ReturnType<typeof explainer>, more: Partial<ExplainInput>): Promise<ExplainAnswer['items']> => {
  const items: ExplainAnswer['items'] = [];
  for (let cursor: string | null = null; ; ) {
    const page: ExplainAnswer = await explain({ ...more, ...(cursor === null ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.cursor;
    if (cursor === null) return items;
  }
};

/** What the listed rows of a figure come to, done by hand. */
const byHand = (formula: FactFormula, parts: ExplainAnswer['parts'], counted: readonly (number | null)[]): number | null => {
  const [one, other] = parts.map(({ contribution }) => contribution ?? 0);
  const known = counted.filter((value) => value !== null);
  switch (formula.kind) {
    case 'count':
    case 'sum':
      return one ?? 0;
    case 'average':
      return known.length === 0 ? null : (one ?? 0) / known.length;
    case 'min':
      return known.length === 0 ? null : Math.min(...known);
    case 'max':
      return known.length === 0 ? null : Math.max(...known);
    case 'ratio':
    case 'shareOfReport':
      return other === undefined || other === 0 ? null : (one ?? 0) / other;
  }
};

const checkParts = async (explain: ReturnType<typeof explainer>, answer: ExplainAnswer, formula: FactFormula): Promise<void> => {
  let first: readonly (number | null)[] = [];
  for (const part of answer.parts) {
    const counted = await listAll(explain, { part: part.id, verdict: 'in' });
    const contributions = counted.map(({ contribution }) => contribution);
    expect(counted.length).toBe(part.counted);
    expect(counted.every((item) => item.counted && item.reason === null)).toBe(true);
    const compared = part === answer.parts[0] && (formula.kind === 'min' || formula.kind === 'max');
    const sum = contributions.reduce<number>((total, value) => total + (value ?? 0), 0);
    expect(part.contribution ?? 0).toBe(compared ? 0 : sum);
    const out = await explain({ part: part.id, verdict: 'out', limit: 50 });
    expect(out.items.length).toBe(Math.min(50, part.notCounted));
    const reasons = new Set(part.reasons.map(({ reason }) => reason));
    expect(out.items.every((item) => !item.counted && item.contribution === null && reasons.has(item.reason ?? ''))).toBe(true);
    if (part === answer.parts[0]) first = contributions;
  }
  const value = typeof answer.value === 'string' ? Date.parse(answer.value) : answer.value;
  const mine = byHand(formula, answer.parts, first);
  expect(value).toBe(mine === null || answer.statistic.unit !== 'ms' ? mine : Math.round(mine));
};

const check = async (one: ExplainedCase): Promise<void> => {
  const { statistic, template } = one;
  const report = await askQuery(one);
  const explain = explainer(one);
  const whole = await explain();
  expectWholeStory(whole);
  expect(whole.value).toBe(report.totals?.[statistic.id]);
  const grains = findTemplate(template)?.grains ?? [];
  if (isFactFormula(statistic.formula)) {
    const all = facts.filter(({ grain }) => grains.includes(grain)).length;
    expect(whole.parts.map((part) => part.all)).toEqual(whole.parts.map(() => all));
    await checkParts(explain, whole, statistic.formula);
  }
  // A row in the middle, the last one (where a missing key stands), and one that the report does not have.
  const rows = [report.items[Math.floor(report.items.length / 2)], report.items.at(-1)].filter((item) => item !== undefined);
  for (const { key, name, label, values } of rows) {
    if (key === null) continue;
    const row = await explain({ key, limit: 1 });
    expectWholeStory(row);
    expect({ key, value: row.value }).toEqual({ key, value: values[statistic.id] });
    expect(row.row).toBe(name === null || name === '' || name === label ? label : `${name} ${label}`);
  }
  if (rows.some(({ key }) => key !== null)) {
    const none = await explain({ key: 'no such row', limit: 1 });
    expectWholeStory(none);
    expect(none.parts[0]?.counted ?? 0).toBe(0);
  }
};

it(
  'every figure explains itself: in + out = all, the rows come to the value, and the value is that of the report',
  async () => {
    expect(cases.length).toBeGreaterThan(Math.floor(2_700 / step));
    const wrong: string[] = [];
    for (const one of cases)
      await check(one).catch((error: unknown) => {
        const { template, statistic, asking } = one;
        const told = error instanceof Error ? error.message.split('\n').slice(0, 12).join(' ') : String(error);
        wrong.push(`${template} ${statistic.id} ${JSON.stringify(asking)}: ${told}`);
      });
    expect(wrong.length, `${wrong.length} of ${cases.length}:\n${wrong.slice(0, 30).join('\n')}`).toBe(0);
  },
  timeoutMs,
);
