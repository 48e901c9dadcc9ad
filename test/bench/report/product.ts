import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDbOptions, type LakeReader, type LakeReading, type LocalLakeFile, openDuckDb } from '../../../functions/lake/lake.ts';
import { queriesAtOnce } from '../../../functions/reports/constants.ts';
import type { ExplainDeps } from '../../../functions/reports/explained.ts';
import { createGate } from '../../../functions/reports/gate.ts';
import { fileOf } from './make-lake.ts';
import { dates, scope } from './site.ts';

const noFiles = { calls: [], segments: [], facts: [], status: [] };

/** Files of the dates that a range touches, as the lake's reader gives them once they are in its cache; every hour is sealed. */
const readerOf = (directory: string): LakeReader => {
  const plan: LakeReader['plan'] = async ({ to }) => ({
    files: noFiles,
    tail: { hours: [], calls: [], segments: [], facts: [], status: [] },
    restated: [],
    sealedThrough: to,
  });
  return {
    plan,
    fetch: async () => ({ files: [], release: () => {} }),
    read: async (range, tables): Promise<LakeReading> => {
      const wanted = dates.filter((date) => Date.parse(date) < range.to && Date.parse(date) + 86_400_000 > range.from);
      const filesOf = (table: 'facts' | 'segments'): LocalLakeFile[] =>
        wanted.flatMap((date) => {
          const path = fileOf(directory, table, date);
          if (!tables.includes(table) || !existsSync(path)) return [];
          return [{ table, key: path, bytes: statSync(path).size, rows: 0, except: [], path }];
        });
      const files = { ...noFiles, facts: filesOf('facts'), segments: filesOf('segments') };
      return { ...(await plan(range)), files, release: () => {} };
    },
  };
};

/** All a question needs, as a process of the product with such a DuckDB has it, over files on this machine and without AWS. `now` lies after the year. */
export const productOver = (directory: string, spill: string, settings: Pick<DuckDbOptions, 'threads' | 'memoryLimit'>): ExplainDeps => {
  let database: ReturnType<typeof openDuckDb> | undefined;
  return {
    lake: readerOf(directory),
    duckDb: () => {
      database ??= openDuckDb({ ...settings, tempDirectory: join(spill, 'duckdb'), directories: [directory] });
      return database;
    },
    sitesOf: async () => [scope.site],
    gapsOf: async () => [],
    heardThrough: async () => null,
    liveCalls: async () => [],
    gate: createGate(queriesAtOnce),
    now: () => Date.parse('2026-01-15T12:00:00Z'),
  };
};
