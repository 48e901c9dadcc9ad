import type { RebuildReport } from '../../functions/call-engine/rebuild/rebuild-site.ts';
import { rowKinds } from '../../functions/call-history/events.ts';

const listed = 20;
const columns = ['read', 'unchanged', 'added', 'changed', 'deleted', 'newer', 'spared'] as const;

const firstOf = <T>(items: readonly T[], all: boolean, line: (item: T) => string): readonly string[] => {
  const shown = all ? items : items.slice(0, listed);
  return [...shown.map(line), ...(shown.length < items.length ? [`  ... and ${items.length - shown.length} more (--all lists them)`] : [])];
};

/** The report for people. Names rows and fields, never what is in them. */
export const rebuildText = (report: RebuildReport, dryRun: boolean, all: boolean, seconds: number): string => {
  const iso = (at: number): string => new Date(at).toISOString();
  const cells = (name: string, values: readonly (string | number)[]): string =>
    `  ${name.padEnd(14)}${values.map((value) => String(value).padStart(10)).join('')}`;
  const { problems, changes } = report;
  return [
    `${report.owner.site}, ${iso(report.range.from)} to ${iso(report.range.to)}${dryRun ? ': nothing was written (--dry-run)' : ''}`,
    `${report.events} events of ${report.links} links in ${report.objects} objects folded in ${seconds.toFixed(1)} s; state of outbox batch ${report.asOf}`,
    ...(report.objectsWithoutOrder > 0 && report.links > 1
      ? [`${report.objectsWithoutOrder} objects are from before the order across links was kept: there it follows the clocks of the agents`]
      : []),
    '',
    cells('', columns),
    ...rowKinds.map((kind) =>
      cells(
        kind,
        columns.map((column) => report.kinds[kind][column]),
      ),
    ),
    '',
    ...firstOf(
      changes,
      all,
      (change) =>
        `  ${dryRun ? 'would be ' : ''}${change.what} ${change.kind} ${change.id}${change.fields.length > 0 ? `: ${change.fields.join(', ')}` : ''}`,
    ),
    ...(changes.length === 0 ? [`  nothing to write${report.addOnly ? '' : ': history is what the archive says'}`] : []),
    ...(problems.length === 0
      ? []
      : [
          '',
          `${problems.length} problems of the archive${report.addOnly ? ': rows were only added, none changed or deleted (--accept-damage does so)' : ''}`,
          ...firstOf(problems, all, (problem) => `  ${problem.what} ${problem.object ?? ''}: ${problem.detail}`),
        ]),
    '',
  ].join('\n');
};
