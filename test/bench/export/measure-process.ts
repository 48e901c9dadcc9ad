// Writes a million segments as one file, in a process of its own so that its memory is its own, and prints one JSON object.
import { readFileSync } from 'node:fs';
import { type ExportFormat, reportContentSchema } from '../../../functions/domain/report.ts';
import { writeReportFile } from '../../../functions/exports/report-files.ts';
import { createOpenRows, forWholeReports } from '../../../functions/reports/report-rows.ts';
import { productOver } from '../report/product.ts';
import { listColumns } from '../report/questions.ts';
import { config, scope, year } from '../report/site.ts';

const [directory = '', folder = '', format = 'csv'] = process.argv.slice(2);
const deps = productOver(directory, folder, forWholeReports);
const now = deps.now();
const content = reportContentSchema.parse({
  name: 'every segment',
  category: 'Bench',
  template: 'callListSegmented',
  columns: listColumns.map((statistic) => ({ statistic })),
  range: { from: new Date(year.from).toISOString(), to: new Date(year.to).toISOString() },
});

const memory: number[] = [];
const residentMiB = (): number => {
  const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Math.round(Number(kibibytes) / 1024);
};
const idleMiB = residentMiB();
const sampling = setInterval(() => memory.push(residentMiB()), 100);

const began = performance.now();
const open = await createOpenRows(deps)(scope, config, content, { asAt: now, runMs: 600_000 });
const openedMs = Math.round(performance.now() - began);
const { files } = await writeReportFile(open, {
  format: format as ExportFormat,
  title: content.name,
  logo: null,
  path: folder,
  generatedAt: now,
});
const ms = Math.round(performance.now() - began);
open.close();
clearInterval(sampling);
const [file] = files;
const half = memory.slice(Math.floor(memory.length / 2));
console.log(
  JSON.stringify({
    format,
    path: file?.path,
    rows: file?.rows ?? 0,
    bytes: file?.bytes ?? 0,
    openedMs,
    ms,
    rowsPerSecond: Math.round(((file?.rows ?? 0) / ms) * 1000),
    memoryMiB: {
      idle: idleMiB,
      peak: Math.round(process.resourceUsage().maxRSS / 1024),
      /** Whether it grows with the rows: the highest of the first and of the second half. */
      firstHalf: Math.max(0, ...memory.slice(0, Math.floor(memory.length / 2))),
      secondHalf: Math.max(0, ...half),
    },
  }),
);
process.exit(0);
