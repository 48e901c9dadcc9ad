import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { moveFile } from '../runtime/move-file.ts';
import { sqlLiteral } from '../statistics/formulas.ts';
import { aboutLines } from './core/about-lines.ts';
import { csvHead, csvSql, parquetSql } from './core/copy-sql.ts';
import { createWallOf } from './core/wall-clock.ts';
import type { WriteRows } from './file-question.ts';

/** A third of what DuckDB takes by itself: the writer holds a group a thread, which is not in the database's own limit of memory. */
const rowGroupRows = 40_960;

/** RFC 4180 in UTF-8 with its mark, written by DuckDB: of any length, in no memory of ours. */
export const writeCsv: WriteRows = async (open, _question, path) => {
  const head = csvHead(open.columns);
  if (open.rows === 0) {
    await writeFile(path, head);
    return 0;
  }
  const made = join(open.directory, `${randomUUID()}.csv`);
  const options = `FORMAT csv, HEADER false, DELIMITER ',', QUOTE '"', ESCAPE '"', NULL '', NEW_LINE '\\r\\n', PREFIX ${sqlLiteral(head)}, SUFFIX ${sqlLiteral('\r\n')}`;
  await open.copy((column, sqlName) => csvSql(column, sqlName, open.timeZone), options, made);
  await moveFile(made, path);
  return open.rows;
};

/** Typed columns by statistic, with the question and its totals in the file's metadata. */
export const writeParquetRows: WriteRows = async (open, question, path) => {
  const made = join(open.directory, `${randomUUID()}.parquet`);
  const wallOf = createWallOf(open.timeZone);
  const about = {
    about: aboutLines(open, question, wallOf),
    columns: open.columns.map(({ id, name, header, type, unit }) => ({ id, name, header, type, unit })),
    totals: open.totals === null ? null : Object.fromEntries(open.columns.map(({ id }, i) => [id, open.totals?.[i] ?? null])),
  };
  const options = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupRows}, KV_METADATA {trunkline: ${sqlLiteral(JSON.stringify(about))}}`;
  await open.copy(parquetSql, options, made);
  await moveFile(made, path);
  return open.rows;
};
