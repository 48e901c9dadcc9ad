import { Dialog } from '../site/dialog.tsx';
import type { PrintChoice } from './core/print-choice.ts';
import type { Printing } from './use-printing.ts';

/** Says which rows paper would have, and the ways to have all. */
export const PrintDialog = ({
  printing: { here, loading, error, loadAll, printHere, close },
  choice,
  exportPdf,
}: {
  readonly printing: Printing;
  readonly choice: PrintChoice;
  /** Null = this person may not. */
  readonly exportPdf: (() => void) | null;
}) => (
  <Dialog title="Not all rows are here" close={close}>
    <div className="dialog-body">
      <p>{choice.words}</p>
      <p role="status" className="muted num">
        {loading ? `Loading… ${here.toLocaleString('en-GB')} rows` : ''}
      </p>
      {error === '' ? null : (
        <p role="alert" className="banner bad">
          {error}
        </p>
      )}
      <div className="dialog-foot">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="button" className="button" aria-disabled={loading} onClick={() => (loading ? undefined : printHere())}>
          Print what is shown
        </button>
        {exportPdf === null ? null : (
          <button
            type="button"
            className={choice.loadAll ? 'button' : 'button primary'}
            onClick={() => {
              close();
              exportPdf();
            }}
          >
            Export as PDF
          </button>
        )}
        {choice.loadAll ? (
          <button type="button" className="button primary" aria-disabled={loading} onClick={() => (loading ? undefined : loadAll())}>
            Load all and print
          </button>
        ) : null}
      </div>
    </div>
  </Dialog>
);
