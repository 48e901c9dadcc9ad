import { useReducer, useRef, useState } from 'react';
import type { ReportContent } from '../../../functions/domain/report.ts';
import type { Site } from '../api/types.ts';
import { type DraftFault, draftFaults, editReport, isSameReport, partOfPointer } from './core/report-draft.ts';
import type { FullReport } from './core/types.ts';
import { useReportSaving } from './use-report-saving.ts';
import { useWhenDraft } from './use-when-draft.ts';

/** A report in the making: what it says now, what of that is saved, and what keeps it from being saved. `report` null = a new one. */
export const useReportDraft = (site: Site, report: FullReport | null, first: ReportContent, done: (report: FullReport) => void) => {
  const [base, setBase] = useState({ report, content: first });
  const [content, act] = useReducer(editReport, first);
  const when = useWhenDraft(first, site.timeZone, act);
  const [tried, setTried] = useState(false);
  const leaving = useRef(false);
  const { state, save, keepCopy, settle } = useReportSaving(site.site, (saved) => {
    leaving.current = true;
    done(saved);
  });
  const told: readonly DraftFault[] =
    state.kind === 'idle'
      ? state.faults.map(({ pointer, detail }) => ({ part: partOfPointer(pointer.replace(/^#\/content/, '#')), detail }))
      : [];
  const dirty = !isSameReport(content, base.content) || when.faults.length > 0;
  return {
    content,
    act,
    when,
    state,
    dirty,
    /** Whether leaving now would lose something. */
    wouldLose: (): boolean => dirty && !leaving.current,
    /** Told once somebody has tried to save. */
    faults: [...(tried ? draftFaults(content) : []), ...when.faults, ...told],
    /** @returns what keeps it from being saved; null = it is being saved */
    save: (shared: boolean): DraftFault | null => {
      if (state.kind === 'saving') return null;
      setTried(true);
      const [fault = null] = [...draftFaults(content), ...when.faults];
      if (fault === null) save(content, base.report, shared);
      return fault;
    },
    take: (theirs: FullReport): void => {
      setBase({ report: theirs, content: theirs.content });
      act({ kind: 'set', patch: theirs.content });
      when.begin(theirs.content);
      settle();
    },
    keepCopy: (): void => keepCopy(content),
    settle,
  };
};
