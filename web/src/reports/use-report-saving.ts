import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportContent } from '../../../functions/domain/report.ts';
import { ApiError, type Fault } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import type { FullReport } from './core/types.ts';
import { fetchReport, fullReportQuery, makeReport, reportsKey, saveReport } from './reports-api.ts';

export type SavingState =
  | { readonly kind: 'idle'; readonly error: string; readonly faults: readonly Fault[] }
  | { readonly kind: 'saving' }
  /** Somebody else saved `theirs` meanwhile; null = it is there no more. */
  | { readonly kind: 'conflict'; readonly theirs: FullReport | null; readonly error: string };

const idle: SavingState = { kind: 'idle', error: '', faults: [] };
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Saves a report as the next version of the one it was made from, or as a new one; tells a collision from a refusal. */
export const useReportSaving = (site: string, saved: (report: FullReport) => void) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [state, setState] = useState<SavingState>(idle);

  const keep = async (full: FullReport): Promise<void> => {
    queries.setQueryData(fullReportQuery(api, site, full.id).queryKey, full);
    await queries.invalidateQueries({ queryKey: [...reportsKey(site), 'list'] });
    setState(idle);
    saved(full);
  };
  const run = async (content: ReportContent, before: FullReport | null, shared: boolean): Promise<void> => {
    setState({ kind: 'saving' });
    try {
      await keep(before === null ? await makeReport(api, site, { content, shared }) : await saveReport(api, site, before, content));
    } catch (error) {
      if (before !== null && error instanceof ApiError && error.status === 412)
        setState({ kind: 'conflict', theirs: await fetchReport(api, site, before.id).catch(() => null), error: '' });
      else setState({ kind: 'idle', error: wordsOf(error), faults: error instanceof ApiError ? error.faults : [] });
    }
  };
  const keepCopy = async (content: ReportContent): Promise<void> => {
    try {
      await keep(await makeReport(api, site, { content: { ...content, name: `${content.name} (copy)`.slice(0, 80) } }));
    } catch (error) {
      setState((now) => (now.kind === 'conflict' ? { ...now, error: wordsOf(error) } : now));
    }
  };
  return {
    state,
    /** `before` null = a new one. */
    save: (content: ReportContent, before: FullReport | null, shared: boolean) => void run(content, before, shared),
    keepCopy: (content: ReportContent) => void keepCopy(content),
    settle: () => setState(idle),
  };
};
