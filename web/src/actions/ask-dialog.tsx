import { AskForm } from './asks/ask-form.tsx';
import type { AskProps } from './asks/ask-props.ts';
import { AskWarning } from './asks/ask-warning.tsx';
import { DndForm } from './asks/dnd-form.tsx';
import { LogInForm } from './asks/log-in-form.tsx';
import { PhoneForm } from './asks/phone-form.tsx';
import { TransferForm } from './asks/transfer-form.tsx';
import type { Ask } from './core/types.ts';

/** What must be said or confirmed before the PBX is asked. */
export const AskDialog = ({
  ask,
  label,
  ...rest
}: { readonly ask: Exclude<Ask, { kind: 'nothing' }>; readonly label: string } & AskProps) => {
  switch (ask.kind) {
    case 'sure':
      return (
        <AskForm {...rest} title={ask.title} button={label} action={ask.action}>
          <AskWarning words={ask.words} />
        </AskForm>
      );
    case 'dnd':
      return <DndForm ask={ask} {...rest} />;
    case 'logIn':
      return <LogInForm ask={ask} {...rest} />;
    case 'transfer':
      return <TransferForm ask={ask} {...rest} />;
    case 'phone':
      return <PhoneForm ask={ask} {...rest} />;
  }
};
