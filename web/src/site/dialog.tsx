import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Icon } from '../ui/icons.tsx';

/** The browser's own modal dialog: it keeps the focus inside, closes by Escape, and gives the focus back. */
export const Dialog = ({
  title,
  close,
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Before it leaves the page: only a dialog that is closed returns the focus.
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="button icon-button" aria-label="Close" onClick={close}>
          <Icon name="offline" />
        </button>
      </div>
      {children}
    </dialog>
  );
};
