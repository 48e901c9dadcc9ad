import { useState } from 'react';
import { Field } from '../../site/field.tsx';
import { phoneName } from '../core/offered-actions.ts';
import type { Ask, SupervisorAction } from '../core/types.ts';
import { AskForm } from './ask-form.tsx';
import type { AskProps } from './ask-props.ts';
import { AskWarning } from './ask-warning.tsx';
import { NumberInput } from './number-input.tsx';

/** Which telephone answers a call or takes it. */
export const PhoneForm = ({ ask, context, ...rest }: { readonly ask: Extract<Ask, { kind: 'phone' }> } & AskProps) => {
  const [phone, setPhone] = useState(ask.phones[0]?.number ?? '');
  const action: SupervisorAction =
    ask.verb === 'answer' ? { kind: 'answer', call: ask.call, extension: phone } : { kind: 'take', call: ask.call, to: phone };
  const verb = ask.verb === 'answer' ? 'Answer' : 'Take the call';
  return (
    <AskForm
      {...rest}
      title={ask.verb === 'answer' ? 'Answer this call' : 'Take this call'}
      button={verb}
      action={phone === '' ? null : action}
    >
      <p>{ask.who}.</p>
      <AskWarning words={ask.words} />
      <Field label="Phone" help={ask.phones.length === 0 ? 'No extension is yours: say at which phone.' : ''}>
        {(ids) =>
          ask.phones.length === 0 ? (
            <NumberInput
              ids={ids}
              value={phone}
              change={setPhone}
              phones={context.extensions.map(({ key }) => ({ number: key, name: phoneName(context, key) }))}
            />
          ) : (
            <select {...ids} value={phone} onChange={(event) => setPhone(event.target.value)}>
              {ask.phones.map(({ number, name }) => (
                <option key={number} value={number}>
                  {name === '' ? number : `${number} ${name}`}
                </option>
              ))}
            </select>
          )
        }
      </Field>
    </AskForm>
  );
};
