import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeLakeReader, type DuckDb, type DuckDbOptions, openDuckDb } from '../lake/lake.ts';
import type { Environment } from '../runtime/env.ts';
import type { AnsweredRows } from './answer-rows.ts';
import { composeSources } from './compose-sources.ts';
import { queriesAtOnce } from './constants.ts';
import { createGate } from './gate.ts';
import { createOpenRows } from './open-rows.ts';
import type { OpenReport } from './open-rows-types.ts';
import { createResultCache } from './result-cache.ts';
import type { QueryDeps } from './run-query.ts';

/** A Lambda has 512 MB to 10 GB below `/tmp`; a month of a busy site is some ten megabytes. */
const cacheBytes = 384 * 1024 * 1024;
export const forPages = { threads: 2, memoryLimit: '1GB' } as const;
/** Whole reports are written with little memory, whatever their length; the rest of 512 MB is for who makes files of them. */
export const forWholeReports = { threads: 2, memoryLimit: '160MB' } as const;

/** The lake's reader with its cache, and one DuckDB, opened when first asked. Each engine counts and clears its own files. */
const composeEngine = (env: Environment, settings: Pick<DuckDbOptions, 'threads' | 'memoryLimit'>) => {
  const directory = join(tmpdir(), `trunkline-reports-${process.pid}-${randomUUID().slice(0, 8)}`);
  const cache = { directory: join(directory, 'cache'), maxBytes: cacheBytes };
  let database: Promise<DuckDb> | undefined;
  const open = async (): Promise<DuckDb> => {
    try {
      return await openDuckDb({ ...settings, tempDirectory: join(directory, 'spill'), directories: [cache.directory] });
    } catch (error) {
      database = undefined;
      throw error;
    }
  };
  return {
    lake: composeLakeReader(env, cache),
    duckDb: (): Promise<DuckDb> => {
      database ??= open();
      return database;
    },
  };
};

/** What queries run on in this process. */
export const composeQueryEngine = (env: Environment): Pick<QueryDeps, 'lake' | 'duckDb' | 'gate' | 'results'> => ({
  ...composeEngine(env, forPages),
  gate: createGate(queriesAtOnce),
  results: createResultCache<AnsweredRows>(),
});

/** What whole reports are opened with in this process. */
export const composeOpenRows = (env: Environment): OpenReport =>
  createOpenRows({ ...composeEngine(env, forWholeReports), ...composeSources(env) });
