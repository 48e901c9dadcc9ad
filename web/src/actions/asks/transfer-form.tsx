import { useState } from 'react';
import { Field } from '../../site/field.tsx';
import { phoneName } from '../core/offered-actions.ts';
import type { Ask } from '../core/types.ts';
import { AskForm } from './ask-form.tsx';
import type { AskProps } from './ask-props.ts';
import { NumberInput } from './number-input.tsx';

/** A call to somebody else. */
export const TransferForm = ({ ask, context, groups, ...rest }: { readonly ask: Extract<Ask, { kind: 'transfer' }> } & AskProps) => {
  const [to, setTo] = useState('');
  const phones = [...context.extensions.map(({ key }) => ({ number: key, name: phoneName(context, key) })), ...groups];
  return (
    <AskForm
      {...rest}
      title="Transfer this call"
      button="Transfer"
      action={to === '' ? null : { kind: 'transfer', call: ask.call, from: ask.from, to }}
    >
      <p>
        {ask.who}; now at <span className="num">{ask.from}</span>.
      </p>
      <Field label="To" help="An extension, a hunt group, or an outside number as it is dialled from a phone here.">
        {(ids) => <NumberInput ids={ids} value={to} change={setTo} phones={phones} />}
      </Field>
    </AskForm>
  );
};
