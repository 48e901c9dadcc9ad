/** Published door of the lake: what queries need. */
export { type LakeTableName, lakeTableNames } from './constants.ts';
export { type DuckDb, type DuckDbOptions, openDuckDb, sqlText } from './duckdb.ts';
export { lakeFilesSql } from './relation-sql.ts';
export { type LakeTable, lakeTables } from './tables.ts';
export type {
  FilesByTable,
  LakeFile,
  LakePlan,
  LakeRange,
  LakeReader,
  LakeReading,
  LakeSite,
  LocalLakeFile,
  Restated,
  Stretch,
  Tail,
} from './types.ts';
