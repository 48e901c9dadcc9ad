import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SiteId, TenantId } from '../../functions/domain/ids.ts';
import type { Segment } from '../../functions/domain/segment.ts';
import type { SiteConfig } from '../../functions/domain/site-config.ts';
import { openDuckDb } from '../../functions/lake/duckdb.ts';
import type { LakeReader, LakeReading } from '../../functions/lake/types.ts';
import type { QueryBody } from '../../functions/reports/query-schemas.ts';
import { createRunQuery } from '../../functions/reports/run-query.ts';
import { deriveFacts } from '../../functions/statistics/facts.ts';
import type { Question } from './question.ts';
import type { SiteRows } from './sites/site-rows.ts';
import { threads } from './threads.ts';

const tenant = 'independent' as TenantId;
const hourMs = 3_600_000;
const hourStart = (at: number): number => Math.floor(at / hourMs) * hourMs;

/** All rows of a site as if none were in files yet: the hours that touch the range, whole. */
const createMemoryReader = (sites: readonly SiteRows[]): LakeReader => {
  const facts = new Map(
    sites.map(({ config, calls, segments }) => {
      const ofCall = new Map<string, Segment[]>(calls.map((call) => [call.logicalCallId, []]));
      for (const row of segments) ofCall.get(row.logicalCallId)?.push(row);
      return [config.id, calls.map((call) => ({ call, facts: deriveFacts(call, ofCall.get(call.logicalCallId) ?? []) }))] as const;
    }),
  );
  const files = { calls: [], segments: [], facts: [], status: [] };
  const read: LakeReader['read'] = async ({ site, from, to }) => {
    const rows = sites.find(({ config }) => config.id === site);
    const within = (at: number): boolean => at >= hourStart(from) && at < hourStart(to - 1) + hourMs;
    const calls = (facts.get(site) ?? []).filter(({ call }) => within(call.startedAt));
    const ids = new Set(calls.map(({ call }) => call.logicalCallId));
    const reading: LakeReading = {
      files,
      tail: {
        hours: [],
        calls: calls.map(({ call }) => call),
        segments: (rows?.segments ?? []).filter((row) => ids.has(row.logicalCallId)),
        facts: calls.flatMap((one) => one.facts),
        status: (rows?.status ?? []).filter((row) => within(row.at)),
      },
      restated: [],
      sealedThrough: 0,
      release: () => {},
    };
    return reading;
  };
  const unused = () => Promise.reject(new Error('memory reader: only read() is served'));
  return { plan: unused, fetch: unused, read };
};

/** The product's own query over the same rows; `close` frees its database. */
export const openProduct = async (sites: readonly SiteRows[]) => {
  const database = await openDuckDb({
    threads,
    memoryLimit: '1GB',
    tempDirectory: join(tmpdir(), 'independent-duckdb'),
    directories: [],
  });
  const lake = createMemoryReader(sites);
  const ask = async (config: SiteConfig, now: number, body: QueryBody) => {
    const query = createRunQuery({
      lake,
      duckDb: async () => database,
      sitesOf: async () => sites.map((site) => site.config.id),
      gapsOf: async () => [],
      heardThrough: async () => now,
      gate: (work) => work(),
      now: () => now,
    });
    return query({ tenant, site: config.id as SiteId, reseller: 'independent' }, config, body);
  };
  const run = (config: SiteConfig, question: Question, template: string, columns: readonly string[]) =>
    ask(config, question.now, {
      template,
      columns: [...columns],
      range: { from: new Date(question.from).toISOString(), to: new Date(question.to).toISOString() },
      limit: 1000,
      ...(question.window === null ? {} : { dailyWindow: question.window }),
      ...(template === 'callsByStartTime' ? { format: question.format } : {}),
    });
  return { run, ask, close: () => database.close() };
};
