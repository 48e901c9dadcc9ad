import type { SiteScope } from '../identity/types.ts';
import type { OpenReport } from '../reports/report-rows.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { FindSite, FindSiteConfig } from '../tenants/types.ts';
import { exportRunMs } from './constants.ts';
import type { FileLogo } from './core/file-types.ts';
import { drawReportChart } from './draw-report-chart.ts';
import type { ExportInHand, WrittenExport } from './export-in-hand.ts';
import type { ExportWork } from './types.ts';
import { writeReportFile } from './write-report-file.ts';

export interface WriteReportWorkDeps {
  readonly findConfig: FindSiteConfig;
  readonly findSite: FindSite;
  readonly openRows: OpenReport;
  readonly readLogo: (scope: SiteScope) => Promise<FileLogo | null>;
  readonly now: () => number;
}

/** Writes a report as it was asked for: with the filter as it was resolved, and the days that "today" meant then. @throws ProblemError */
export const writeReportWork = async (
  deps: WriteReportWorkDeps,
  { found, scope, path, watch }: ExportInHand,
  work: Extract<ExportWork, { kind: 'report' }>,
): Promise<WrittenExport> => {
  const [config, site] = await Promise.all([deps.findConfig(scope.tenant, scope.site), deps.findSite(scope.site, scope.tenant)]);
  if (site === null) throw new ProblemError('not-found', 'The site is no longer there.');
  if (config === null) throw new ProblemError('not-found', 'The site has no configuration any more.');
  const { content, filter, range, asAt } = work;
  const open = await deps.openRows(scope, config.config, content, { filter, range, asAt, runMs: exportRunMs });
  watch.stop = open.cancel;
  try {
    watch.rowsTotal = open.rows;
    const picture = await drawReportChart(deps.openRows, {
      scope,
      config: config.config,
      content,
      filter,
      range,
      asAt,
      runMs: exportRunMs,
      format: found.format,
      rows: open,
      onOpen: (cancel) => {
        watch.stop = cancel ?? open.cancel;
      },
    });
    const { files, notes } = await writeReportFile(
      { ...open, place: { customer: site.customerName, site: site.name } },
      {
        format: found.format,
        title: content.name,
        logo: await deps.readLogo(scope),
        path,
        generatedAt: deps.now(),
        chart: picture?.chart ?? null,
        chartWords: picture?.words ?? null,
        onProgress: (rows) => {
          watch.rowsDone = rows;
        },
        cancelled: () => watch.over,
      },
    );
    return { files, rows: open.rows, bulk: null, notes };
  } finally {
    watch.stop = () => {};
    open.close();
  }
};
