import { expect, it } from 'vitest';
import type { TenantId } from '../../functions/domain/ids.ts';
import { type MemoryReports, openMemoryReports } from '../../functions/reports/testing/memory-reports.ts';
import { sitesOf, tell, timeoutMs } from './calls-of-test.ts';
import { type ListedCall, reportSums } from './list-sums.ts';
import { segmentsByCall } from './row-laws.ts';
import { rowsOfLines, simulateSite } from './simulated-site.ts';

const range = { from: '2026-03-01T00:00:00Z', to: '2026-06-01T00:00:00Z' };

/** All rows of a report, page by page, and its totals row. */
const wholeReport = async (reports: MemoryReports, site: string, template: string) => {
  const columns = ['callsHandled', 'totalTalkTime'];
  const values: Readonly<Record<string, unknown>>[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<MemoryReports['query']>> = await reports.query(site, {
      template,
      columns,
      range,
      format: 'date',
      limit: 40,
      ...(cursor === null ? {} : { cursor }),
    });
    values.push(...page.items.map((item) => item.values));
    cursor = page.cursor;
    if (cursor === null) return { rows: page.rows, values, totals: page.totals };
  }
};
const sum = (values: readonly Readonly<Record<string, unknown>>[], id: string): number =>
  values.reduce((total, row) => total + Number(row[id] ?? 0), 0);

it(
  'the rows of every report come to the list, after the exceptions of rule set 1 §8.3, §8.4 and §8.13',
  async () => {
    const { calls, seeds } = sitesOf(200, 2);
    let compared = 0;
    for (const seed of seeds) {
      const { name, config, lines } = simulateSite(seed, calls);
      const rows = rowsOfLines(config, lines);
      const stored = { calls: [...rows.calls.values()], segments: [...rows.segments.values()] };
      const reports = await openMemoryReports({
        sites: [{ tenant: 'customer' as TenantId, config, ...stored }],
        now: Date.parse(range.to),
        sealedThrough: Date.parse(range.to),
      });
      try {
        const list = async (template: string, column: string): Promise<number> =>
          (await reports.query(config.id, { template, columns: [column], range, limit: 1 })).rows;
        expect(await list('callList', 'callDuration'), name).toBe(stored.calls.length);
        expect(await list('callListSegmented', 'callDuration'), name).toBe(stored.segments.length);
        const listed: ListedCall[] = [...segmentsByCall(rows)].flatMap(([id, segments]) => {
          const call = rows.calls.get(id);
          return call === undefined ? [] : [{ call, segments }];
        });
        for (const { template, exceptions, handled, talkMs } of reportSums(listed)) {
          const report = await wholeReport(reports, config.id, template);
          const found = { handled: sum(report.values, 'callsHandled'), talkMs: sum(report.values, 'totalTalkTime') };
          expect({ template, ...found }, `${name}: ${exceptions}`).toEqual({ template, handled, talkMs });
          expect(report.values.length, template).toBe(report.rows);
          expect(report.totals, template).toEqual({ callsHandled: handled, totalTalkTime: talkMs });
        }
        const inbound = listed.filter(({ call }) => call.callType === 'external' && call.direction === 'in');
        const summary = await reports.query(config.id, { template: 'inboundCallSummary', columns: ['callsInbound'], range });
        expect(summary.totals).toMatchObject({
          callsInbound: inbound.length,
          callsLost: inbound.filter(({ call }) => call.outcome === 'lost').length,
        });
        compared += stored.calls.length;
      } finally {
        await reports.close();
      }
    }
    tell('group sums', { calls: compared, sites: seeds.length });
  },
  timeoutMs,
);
