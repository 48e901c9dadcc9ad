import { type ClipboardEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import { addAddresses, isLikelyAddress, splitAddresses } from './core/addresses.ts';

/** Addresses, each one a chip: a comma, Enter or leaving the field ends one, and several can be pasted at once (L4731). */
export const ChipsField = ({
  label,
  name,
  help = '',
  values,
  fault,
  change,
}: {
  readonly label: string;
  /** Of the input, by which a fault's place is found. */
  readonly name: string;
  readonly help?: string;
  readonly values: readonly string[];
  readonly fault?: string | undefined;
  readonly change: (values: readonly string[]) => void;
}) => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [told, tell] = useState('');
  const doubtful = values.filter((value) => !isLikelyAddress(value));
  const add = (text: string): void => {
    const added = splitAddresses(text);
    setTyped('');
    if (added.length === 0) return;
    change(addAddresses(values, added));
    tell(`${added.join(', ')} added`);
  };
  const remove = (value: string): void => {
    change(values.filter((each) => each !== value));
    tell(`${value} removed`);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
      // Enter sends the form only when nothing is being typed here.
      if (event.key !== 'Enter' || typed.trim() !== '') event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '' && values.length > 0) remove(values.at(-1) ?? '');
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const text = event.clipboardData.getData('text');
    if (splitAddresses(text).length < 2) return;
    event.preventDefault();
    add(`${typed} ${text}`);
  };
  const words = fault ?? (doubtful.length === 0 ? undefined : `${doubtful.join(', ')}: not an e-mail address.`);
  return (
    <div className="field chips-field">
      <label htmlFor={id}>{label}</label>
      <div className="chips">
        {values.length === 0 ? null : (
          <ul aria-label={`${label}: addresses`}>
            {values.map((value) => (
              <li key={value} className={isLikelyAddress(value) ? 'chip' : 'chip wrong'}>
                <span>{value}</span>
                <button type="button" aria-label={`Remove ${value}`} onClick={() => remove(value)}>
                  <Icon name="offline" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          ref={input}
          id={id}
          name={name}
          type="text"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          aria-describedby={`${id}h ${id}f`}
          aria-invalid={words !== undefined}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => add(typed)}
        />
      </div>
      <p id={`${id}h`} className="field-help">
        {help}
      </p>
      <p id={`${id}f`} className="field-fault" role={words === undefined ? undefined : 'alert'}>
        {words}
      </p>
      <span role="status" className="sr-only">
        {told}
      </span>
    </div>
  );
};
