import type { z } from '@hono/zod-openapi';
import type { Doing } from '../audit/types.ts';
import { pagedFormats } from '../domain/report.ts';
import type { OpenReport } from '../reports/report-rows.ts';
import { type FieldError, ProblemError } from '../runtime/problem.ts';
import type { ResolveFilter } from '../saved-reports/stored-reports.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { bulkRangeMs } from './constants.ts';
import { type MakeExportDeps, makeExport } from './make-export.ts';
import type { bulkInput, exportInput } from './schemas.ts';
import type { StoredExport } from './types.ts';
import { finalUntil } from './write-bulk.ts';
import { refuseTooManyPages } from './write-report-file.ts';

export interface AskExportDeps extends MakeExportDeps {
  readonly findConfig: FindSiteConfig;
  readonly openRows: OpenReport;
  readonly resolveFilter: ResolveFilter;
}
const bad = (pointer: string, detail: string): ProblemError => {
  const error: FieldError = { pointer, detail, in: 'body' };
  return new ProblemError('bad-request', detail, { errors: [error] });
};

/**
 * An export of a report, with the filter as it means now to who asks. What cannot be asked at all, and pages for too many rows, are refused here.
 * @throws ProblemError `bad-request`, `too-many`, `unavailable`
 */
export const askExport =
  (deps: AskExportDeps) =>
  async (doing: Doing, body: z.output<typeof exportInput>): Promise<StoredExport> => {
    const { scope, who } = doing;
    const { content, format } = body;
    const config = await deps.findConfig(scope.tenant, scope.site);
    if (config === null) throw new ProblemError('not-found', 'The site has no configuration yet.');
    const resolved = await deps.resolveFilter(scope, who, body.filterRef === undefined ? content.filter : body.filterRef);
    if ('fault' in resolved) throw bad(body.filterRef === undefined ? '#/content/filter' : '#/filterRef', resolved.fault);
    const asAt = deps.now();
    const range = body.range ?? null;
    const isPaged = pagedFormats.includes(format);
    // Files without end are only looked at for what is wrong with the report: a millisecond of it costs next to nothing.
    const moment = { from: new Date(asAt).toISOString(), to: new Date(asAt + 1).toISOString() };
    const open = await deps.openRows(scope, config.config, content, { filter: resolved.spec, range: isPaged ? range : moment, asAt });
    const { rows } = open;
    open.close();
    if (isPaged) refuseTooManyPages(format, rows);
    const filter = resolved.spec === null ? null : { ...resolved.spec };
    return makeExport(deps)(doing, {
      name: content.name,
      format,
      rows: isPaged ? rows : null,
      work: { kind: 'report', content, filter, range, asAt },
    });
  };

/** Files of all rows of a range. @throws ProblemError `bad-request`, `forbidden`, `too-many`, `unavailable` */
export const askBulk =
  (deps: MakeExportDeps) =>
  async (doing: Doing, body: z.output<typeof bulkInput>): Promise<StoredExport> => {
    if (doing.scope.units !== undefined)
      throw new ProblemError(
        'forbidden',
        'You see calls of some business units only; these files hold all calls of the site. Export a report instead.',
      );
    const { what, format, evenIfIncomplete } = body;
    const [from, to] = [Date.parse(body.from), Date.parse(body.to)];
    if (!(from < to)) throw bad('#/to', 'The range must begin before it ends.');
    if (from < 0) throw bad('#/from', 'The range must not begin before 1970.');
    if (to - from > bulkRangeMs) throw bad('#/to', 'The range may be ten years long.');
    if (from >= finalUntil(deps.now()))
      throw bad('#/from', 'Nothing from there on is final yet: an hour can be fetched a quarter of an hour after its end.');
    const name = `${what}, ${body.from.slice(0, 10)} to ${body.to.slice(0, 10)}`;
    return makeExport(deps)(doing, { name, format, rows: null, work: { kind: 'bulk', what, from, to, evenIfIncomplete } });
  };
