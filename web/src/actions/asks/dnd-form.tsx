import { useState } from 'react';
import { Field } from '../../site/field.tsx';
import type { Ask } from '../core/types.ts';
import { AskForm } from './ask-form.tsx';
import type { AskProps } from './ask-props.ts';

/** A telephone into do not disturb, with what callers read. */
export const DndForm = ({ ask, offered, ...rest }: { readonly ask: Extract<Ask, { kind: 'dnd' }> } & AskProps) => {
  const messages = offered?.dndMessages ?? [];
  const [message, setMessage] = useState(String(messages[0]?.number ?? ''));
  const [text, setText] = useState('');
  const extra = text.trim();
  return (
    <AskForm
      {...rest}
      title={`Do not disturb: ${ask.who}`}
      button="Set do not disturb"
      action={{
        kind: 'setDnd',
        extension: ask.extension,
        on: true,
        ...(message === '' ? {} : { message: Number(message) }),
        ...(extra === '' ? {} : { text: extra }),
      }}
    >
      <Field label="Message" help="Shown on the phones of those who call.">
        {(ids) => (
          <select {...ids} value={message} onChange={(event) => setMessage(event.target.value)}>
            {messages.length === 0 ? <option value="">The first one of the PBX</option> : null}
            {messages.map((each) => (
              <option key={each.number} value={each.number}>
                {each.number} · {each.text}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Text" help="May be left empty. Stands behind the message, as “until 3”; at most 16 characters.">
        {(ids) => <input {...ids} type="text" maxLength={16} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
    </AskForm>
  );
};
