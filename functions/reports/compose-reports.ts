import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeLakeReader, type DuckDb, openDuckDb } from '../lake/lake.ts';
import type { Environment } from '../runtime/env.ts';
import { queriesAtOnce } from './constants.ts';
import { createGate } from './gate.ts';
import type { QueryDeps } from './run-query.ts';

/** Of this process alone: another one counts and clears its own files. */
const directory = join(tmpdir(), `trunkline-reports-${process.pid}`);
/** A Lambda has 512 MB to 10 GB below `/tmp`; a month of a busy site is some ten megabytes. */
const cacheBytes = 384 * 1024 * 1024;

/** What queries run on in this process: the lake's reader with its cache, and one DuckDB, opened when first asked. */
export const composeQueryEngine = (env: Environment): Pick<QueryDeps, 'lake' | 'duckDb' | 'gate'> => {
  const cache = { directory: join(directory, 'cache'), maxBytes: cacheBytes };
  let database: Promise<DuckDb> | undefined;
  const open = async (): Promise<DuckDb> => {
    try {
      return await openDuckDb({
        threads: 2,
        memoryLimit: '1GB',
        tempDirectory: join(directory, 'spill'),
        directories: [cache.directory],
      });
    } catch (error) {
      database = undefined;
      throw error;
    }
  };
  return {
    lake: composeLakeReader(env, cache),
    duckDb: () => {
      database ??= open();
      return database;
    },
    gate: createGate(queriesAtOnce),
  };
};
