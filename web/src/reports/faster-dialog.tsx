import type { ReportContent } from '../../../functions/domain/report.ts';
import { Dialog } from '../site/dialog.tsx';
import { compareReports } from './core/compare-reports.ts';
import type { FullReport } from './core/types.ts';

const most = 30;

/** Somebody else saved meanwhile: what differs, and the ways on. Nothing of what was made here is lost before one is chosen. */
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
  readonly theirs: FullReport | null;
  readonly error: string;
  readonly nameOf: (statistic: string) => string;
  readonly take: (theirs: FullReport) => void;
  readonly keepCopy: () => void;
  readonly close: () => void;
}) => {
  const lines = theirs === null ? [] : compareReports(mine, theirs.content, nameOf);
  return (
    <Dialog title="Somebody else was faster" close={close}>
      <div className="dialog-body">
        <p role="alert">
          {theirs === null
            ? 'The report was deleted while you were at it. Your version was not saved; it is still here.'
            : `Somebody saved version ${theirs.version} of this report while you were at it. Your version was not saved; it is still here.`}
        </p>
        {theirs === null ? null : (
          <ul className="change-list" aria-label="What differs">
            {lines.length === 0 ? <li>Nothing differs: both made the same.</li> : null}
            {lines.slice(0, most).map((line) => (
              <li key={line}>{line}</li>
            ))}
            {lines.length > most ? <li className="muted">and {lines.length - most} more</li> : null}
          </ul>
        )}
        {error === '' ? null : (
          <p role="alert" className="banner bad">
            {error}
          </p>
        )}
      </div>
      <div className="dialog-foot picker-foot">
        <button type="button" className="button" onClick={keepCopy}>
          Keep mine as a copy
        </button>
        {theirs === null ? null : (
          <button type="button" className="button primary" onClick={() => take(theirs)}>
            Take theirs
          </button>
        )}
      </div>
    </Dialog>
  );
};
