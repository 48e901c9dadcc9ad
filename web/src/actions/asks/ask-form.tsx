import type { FormEvent, ReactNode } from 'react';
import { Dialog } from '../../site/dialog.tsx';
import type { SupervisorAction } from '../core/types.ts';
import type { AskProps } from './ask-props.ts';

/** A question in a dialog: nothing is sent before the button is pressed. */
export const AskForm = ({
  title,
  button,
  action,
  close,
  send,
  children,
}: {
  readonly title: string;
  readonly button: string;
  /** What would be sent; null while something is missing. */
  readonly action: SupervisorAction | null;
  readonly children: ReactNode;
} & Pick<AskProps, 'close' | 'send'>) => (
  <Dialog title={title} close={close}>
    <form
      className="dialog-body"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (action !== null) send(action);
      }}
    >
      {children}
      <div className="dialog-foot">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="submit" className="button primary" aria-disabled={action === null}>
          {button}
        </button>
      </div>
    </form>
  </Dialog>
);
