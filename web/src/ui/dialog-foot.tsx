import type { ReactNode } from 'react';

/** End of a dialog: what went wrong, the way back, and the button that does it; without `act` it sends the form it stands in. */
export const DialogFoot = ({
  error,
  close,
  busy,
  act,
  children,
}: {
  /** In words; null or empty = nothing went wrong. */
  readonly error: string | null;
  readonly close: () => void;
  readonly busy: boolean;
  readonly act?: () => void;
  readonly children: ReactNode;
}) => (
  <>
    {error === null || error === '' ? null : (
      <p role="alert" className="banner bad">
        {error}
      </p>
    )}
    <div className="dialog-foot">
      <button type="button" className="button" onClick={close}>
        Cancel
      </button>
      <button
        type={act === undefined ? 'submit' : 'button'}
        className="button primary"
        aria-disabled={busy}
        {...(act === undefined ? {} : { onClick: () => (busy ? undefined : act()) })}
      >
        {children}
      </button>
    </div>
  </>
);
