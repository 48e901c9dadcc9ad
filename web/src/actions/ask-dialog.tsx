import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Dialog } from '../site/dialog.tsx';
import { Field, type InputIds } from '../site/field.tsx';
import { Icon } from '../ui/icons.tsx';
import { type ActionContext, phoneName } from './core/offered-actions.ts';
import type { ActionsOffered, Ask, Phone, SupervisorAction } from './core/types.ts';

interface AskProps {
  readonly context: ActionContext;
  readonly groups: readonly Phone[];
  readonly offered: ActionsOffered | undefined;
  readonly send: (action: SupervisorAction) => void;
  readonly close: () => void;
}

const Warning = ({ words }: { readonly words: readonly string[] }) =>
  words.length === 0 ? null : (
    <div className="banner warn">
      {words.map((line, i) => (
        <p key={line}>
          {i === 0 ? <Icon name="warning" /> : null} {line}
        </p>
      ))}
    </div>
  );

const AskForm = ({
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

/** A number that may be typed; numbers of the site are suggested. */
const NumberInput = ({
  ids,
  value,
  change,
  phones,
}: {
  readonly ids: InputIds;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly phones: readonly Phone[];
}) => {
  const list = useId();
  return (
    <>
      <input
        {...ids}
        type="text"
        inputMode="tel"
        autoComplete="off"
        list={list}
        value={value}
        maxLength={40}
        onChange={(event) => change(event.target.value.trim())}
      />
      <datalist id={list}>
        {phones.map(({ number, name }) => (
          <option key={number} value={number}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
};

const DndForm = ({ ask, offered, ...rest }: { readonly ask: Extract<Ask, { kind: 'dnd' }> } & AskProps) => {
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

const LogInForm = ({ ask, context, groups, ...rest }: { readonly ask: Extract<Ask, { kind: 'logIn' }> } & AskProps) => {
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

const TransferForm = ({ ask, context, groups, ...rest }: { readonly ask: Extract<Ask, { kind: 'transfer' }> } & AskProps) => {
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

const PhoneForm = ({ ask, context, ...rest }: { readonly ask: Extract<Ask, { kind: 'phone' }> } & AskProps) => {
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
      <Warning words={ask.words} />
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
          <Warning words={ask.words} />
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
