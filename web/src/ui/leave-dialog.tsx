import type { ReactNode } from 'react';
import { Dialog } from '../site/dialog.tsx';

/** Whoever leaves what is not saved is asked first. */
export const LeaveDialog = ({
  leave,
  stay,
  children,
}: {
  readonly leave: () => void;
  readonly stay: () => void;
  /** What would be lost. */
  readonly children: ReactNode;
}) => (
  <Dialog title="Leave without saving?" close={stay}>
    <div className="dialog-body">
      <p>{children}</p>
    </div>
    <div className="dialog-foot picker-foot">
      <button type="button" className="button" onClick={leave}>
        Leave without saving
      </button>
      <button type="button" className="button primary" onClick={stay}>
        Stay
      </button>
    </div>
  </Dialog>
);
