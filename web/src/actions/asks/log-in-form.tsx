import { useState } from 'react';
import { Field } from '../../site/field.tsx';
import { phoneName } from '../core/offered-actions.ts';
import type { Ask } from '../core/types.ts';
import { AskForm } from './ask-form.tsx';
import type { AskProps } from './ask-props.ts';
import { NumberInput } from './number-input.tsx';

/** An agent at a telephone, for one hunt group or all. */
export const LogInForm = ({ ask, context, groups, ...rest }: { readonly ask: Extract<Ask, { kind: 'logIn' }> } & AskProps) => {
  const [extension, setExtension] = useState('');
  const [group, setGroup] = useState('');
  return (
    <AskForm
      {...rest}
      title={`Log in: ${ask.who}`}
      button="Log in"
      action={
        extension === ''
          ? null
          : { kind: 'agentState', agent: ask.agent, to: 'logIn', extension, ...(group === '' ? {} : { huntGroup: group }) }
      }
    >
      <Field label="Phone" help="The extension where the agent sits.">
        {(ids) => (
          <NumberInput
            ids={ids}
            value={extension}
            change={setExtension}
            phones={context.extensions.map(({ key }) => ({ number: key, name: phoneName(context, key) }))}
          />
        )}
      </Field>
      <Field label="Hunt group" help="All: every group the agent belongs to.">
        {(ids) => (
          <select {...ids} value={group} onChange={(event) => setGroup(event.target.value)}>
            <option value="">All</option>
            {groups.map(({ number, name }) => (
              <option key={number} value={number}>
                {name === '' ? number : `${name} (${number})`}
              </option>
            ))}
          </select>
        )}
      </Field>
    </AskForm>
  );
};
