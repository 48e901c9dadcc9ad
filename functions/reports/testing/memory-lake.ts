import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gap } from '../../domain/engine-output.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Call, Segment, StatusRow } from '../../domain/segment.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import type { DuckDb, LakeReader, LakeTableName, LocalLakeFile, Restated } from '../../lake/lake.ts';
import { lakeTableNames, openDuckDb } from '../../lake/lake.ts';
import { writeParquet } from '../../lake/parquet.ts';
import { callRecord, deriveFacts, type Fact, factRecord, type RowRecord, segmentRecord, statusRecord } from '../../statistics/facts.ts';

/** A site as stores would hold it; its id is that of its configuration. */
export interface ReportedSite {
  readonly tenant: TenantId;
  readonly config: SiteConfig;
  readonly calls: readonly Call[];
  readonly segments: readonly Segment[];
  readonly status?: readonly StatusRow[];
  /** Default: what is derived from calls and segments. */
  readonly facts?: readonly Fact[];
  readonly gaps?: readonly Gap[];
  readonly restated?: readonly Restated[];
  /** Until when its agents were heard, epoch ms; null = it has none. */
  readonly heardThrough?: number | null;
}

const hourMs = 3_600_000;
const hourStart = (at: number): number => Math.floor(at / hourMs) * hourMs;

export const factsOf = ({ calls, segments }: Pick<ReportedSite, 'calls' | 'segments'>): readonly Fact[] => {
  const byCall = new Map<string, Segment[]>(calls.map((call) => [call.logicalCallId, []]));
  for (const segment of segments) byCall.get(segment.logicalCallId)?.push(segment);
  return calls.flatMap((call) => deriveFacts(call, byCall.get(call.logicalCallId) ?? []));
};

interface Cut {
  readonly calls: readonly Call[];
  readonly segments: readonly Segment[];
  readonly facts: readonly Fact[];
  readonly status: readonly StatusRow[];
}
/** The rows of calls that start, and changes of status that happen, where `inside` holds. */
const cutRows = (site: ReportedSite, facts: readonly Fact[], inside: (at: number) => boolean): Cut => {
  const calls = site.calls.filter((call) => inside(call.startedAt));
  const ids = new Set(calls.map((call) => call.logicalCallId));
  return {
    calls,
    segments: site.segments.filter((segment) => ids.has(segment.logicalCallId)),
    facts: facts.filter((fact) => inside(fact.callStartedAt)),
    status: (site.status ?? []).filter((row) => inside(row.at)),
  };
};

const recordsOf = ({ calls, segments, facts, status }: Cut): Record<LakeTableName, readonly RowRecord[]> => {
  const byId = new Map(calls.map((call) => [call.logicalCallId, call]));
  return {
    calls: calls.map(callRecord),
    segments: segments.flatMap((segment) => {
      const call = byId.get(segment.logicalCallId);
      return call === undefined ? [] : [segmentRecord(call, segment)];
    }),
    facts: facts.map(factRecord),
    status: status.map(statusRecord),
  };
};

export interface MemoryLake {
  readonly reader: LakeReader;
  readonly database: DuckDb;
  readonly close: () => Promise<void>;
}

/**
 * Rows of sites as reports read them: whole hours before `sealedThrough` (epoch ms; default none) in Parquet files, the rest as tail.
 * Knows tenants apart. `close` removes its folder.
 */
export const openMemoryLake = async (sites: readonly ReportedSite[], sealedThrough = 0, memoryLimit = '1GB'): Promise<MemoryLake> => {
  const directory = await mkdtemp(join(tmpdir(), 'memory-lake-'));
  const database = await openDuckDb({ threads: 2, memoryLimit, tempDirectory: join(directory, 'spill'), directories: [directory] });
  const connection = await database.connect();
  const sealed = hourStart(sealedThrough);
  const held = await Promise.all(
    sites.map(async (site, index) => {
      const facts = site.facts ?? factsOf(site);
      const records = recordsOf(cutRows(site, facts, (at) => at < sealed));
      const files: Record<LakeTableName, LocalLakeFile[]> = { calls: [], segments: [], facts: [], status: [] };
      return { site, index, facts, records, files };
    }),
  );
  for (const { records, files, index } of held)
    for (const table of lakeTableNames) {
      if (records[table].length === 0) continue;
      const path = join(directory, `${index}-${table}.parquet`);
      await writeParquet(connection, table, records[table], path);
      const { size } = await stat(path);
      files[table].push({ table, key: path, path, bytes: size, rows: records[table].length, except: [] });
    }
  connection.closeSync();

  const read: LakeReader['read'] = async ({ tenant, site, from, to }, wanted) => {
    const found = held.find((one) => one.site.tenant === tenant && one.site.config.id === site);
    const inside = (at: number): boolean => at >= Math.max(sealed, hourStart(from)) && at < hourStart(to - 1) + hourMs;
    const tail = found === undefined ? { calls: [], segments: [], facts: [], status: [] } : cutRows(found.site, found.facts, inside);
    const filesOf = (table: LakeTableName) => (wanted.includes(table) ? (found?.files[table] ?? []) : []);
    return {
      files: { calls: filesOf('calls'), segments: filesOf('segments'), facts: filesOf('facts'), status: filesOf('status') },
      tail: { hours: [], ...tail },
      restated: found?.site.restated ?? [],
      sealedThrough: sealed,
      release: () => {},
    };
  };
  const unused = (): Promise<never> => Promise.reject(new Error('The lake in memory answers `plan` and `read` only.'));
  return {
    reader: { plan: (range) => read(range, lakeTableNames), fetch: unused, read },
    database,
    close: async () => {
      database.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
