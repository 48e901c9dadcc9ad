import { type ReactNode, useState } from 'react';
import { Dialog } from '../site/dialog.tsx';
import { DialogFoot } from './dialog-foot.tsx';

/** Asks before something is done that hurts; stays open with the reason when it fails. */
export const ConfirmDialog = ({
  title,
  button,
  act,
  close,
  children,
}: {
  readonly title: string;
  readonly button: string;
  readonly act: () => Promise<void>;
  readonly close: () => void;
  readonly children: ReactNode;
}) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const go = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await act();
      close();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} close={close}>
      <div className="dialog-body">
        {children}
        <DialogFoot error={error} close={close} busy={busy} act={() => void go()}>
          {button}
        </DialogFoot>
      </div>
    </Dialog>
  );
};
