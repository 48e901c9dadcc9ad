import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportFormats } from '../../functions/domain/report.ts';
import { writeReportFile } from '../../functions/exports/report-files.ts';
import { column, openTableRows } from '../../functions/exports/testing/table-rows.ts';

/** Writes a report in every format and prints the first bytes of each: run as a bundle, away from the folder with the packages. */
const directory = mkdtempSync(join(tmpdir(), 'trunkline-written-'));
const columns = [column('key', 'key'), column('callsIn', 'count')];
const open = await openTableRows(directory, columns, [['1001 Reception', 3]], { totals: ['', 3] });
const begins: Record<string, string> = {};
for (const format of exportFormats) {
  const chart = { kind: 'bar', columns: ['callsIn'] } as const;
  const { files } = await writeReportFile(open, { format, title: 'Calls', path: directory, logo: null, generatedAt: 0, chart });
  begins[format] = readFileSync(files[0]?.path ?? '')
    .subarray(0, 4)
    .toString('utf8');
}
open.close();
rmSync(directory, { recursive: true, force: true });
process.stdout.write(JSON.stringify(begins));
