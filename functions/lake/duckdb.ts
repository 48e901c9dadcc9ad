import { mkdir } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlLiteral } from '../statistics/formulas.ts';

export interface DuckDbOptions {
  readonly threads: number;
  /** As DuckDB writes it, e.g. `1GB`. */
  readonly memoryLimit: string;
  /** Where it may spill what does not fit. Created when missing. */
  readonly tempDirectory: string;
  /** The only other folders it may read from and write to. */
  readonly directories: readonly string[];
}
export interface DuckDb {
  /** Connections share the database and run side by side. */
  readonly connect: () => Promise<DuckDBConnection>;
  readonly close: () => void;
}

const folder = (path: string): string => sqlLiteral(path.endsWith('/') ? path : `${path}/`);

/**
 * An in-memory database that can touch nothing but the given folders, loads no extension, and whose settings cannot be changed any more,
 * whatever SQL it is given.
 */
export const openDuckDb = async (options: DuckDbOptions): Promise<DuckDb> => {
  await mkdir(options.tempDirectory, { recursive: true, mode: 0o700 });
  // Loaded when first used: functions that describe queries without running any have no need of its binary.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const settings = [
    `threads = ${options.threads}`,
    `memory_limit = ${sqlLiteral(options.memoryLimit)}`,
    `temp_directory = ${sqlLiteral(options.tempDirectory)}`,
    'autoinstall_known_extensions = false',
    'autoload_known_extensions = false',
    'allow_community_extensions = false',
    'preserve_insertion_order = true',
    `allowed_directories = [${[...options.directories, options.tempDirectory].map(folder).join(', ')}]`,
    'enable_external_access = false',
    'lock_configuration = true',
  ];
  try {
    for (const setting of settings) await connection.run(`SET ${setting}`);
  } catch (error) {
    instance.closeSync();
    throw error;
  } finally {
    connection.closeSync();
  }
  return { connect: () => instance.connect(), close: () => instance.closeSync() };
};
