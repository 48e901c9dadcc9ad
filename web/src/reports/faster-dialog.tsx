import type { ReportContent } from '../../../functions/domain/report.ts';
import { DifferenceList, VersionConflict } from '../site/version-conflict.tsx';
import { compareReports } from './core/compare-reports.ts';
import type { FullReport } from './core/types.ts';

const most = 30;

/** Somebody else saved the report meanwhile: what differs, and the ways on. */
export const FasterDialog = ({
  mine,
  theirs,
  error,
  nameOf,
  take,
  keepCopy,
  close,
}: {
  readonly mine: ReportContent;
  /** Null = the report was deleted. */
  readonly theirs: FullReport | null;
  readonly error: string;
  readonly nameOf: (statistic: string) => string;
  readonly take: (theirs: FullReport) => void;
  readonly keepCopy: () => void;
  readonly close: () => void;
}) => (
  <VersionConflict
    words={
      theirs === null
        ? 'The report was deleted while you were at it. Your version was not saved; it is still here.'
        : `Somebody saved version ${theirs.version} of this report while you were at it. Your version was not saved; it is still here.`
    }
    error={error}
    take={theirs === null ? null : () => take(theirs)}
    keepCopy={keepCopy}
    close={close}
  >
    {theirs === null ? null : <DifferenceList lines={compareReports(mine, theirs.content, nameOf)} most={most} />}
  </VersionConflict>
);
