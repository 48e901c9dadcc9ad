import { useEffect, useState } from 'react';
import { Field } from '../../site/field.tsx';
import { type InputType, parseFigure, printFigure, unitHint } from './core/figure-input.ts';
import { useEditor } from './editor-context.ts';

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** A value typed in the unit of its figure. What cannot be read stays, is marked, and holds saving back. */
export const FigureField = ({
  id,
  label,
  type,
  value,
  fault,
  change,
}: {
  /** Unique on the page. */
  readonly id: string;
  readonly label: string;
  readonly type: InputType;
  /** Null = nothing given yet. */
  readonly value: number | null;
  readonly fault?: string | undefined;
  readonly change: (value: number) => void;
}) => {
  const { markUnread } = useEditor();
  const print = (given: number | null): string => (given === null ? '' : printFigure(type, given));
  const [text, setText] = useState(() => print(value));
  const [shown, setShown] = useState({ value, type });
  // Undo, or another field: the input follows. What was typed here already says the same.
  if (shown.value !== value || shown.type !== type) {
    setShown({ value, type });
    const read = parseFigure(type, text);
    if (shown.type !== type || 'fault' in read || read.value !== value) setText(print(value));
  }
  const read = text === '' && value === null ? null : parseFigure(type, text);
  const unreadable = read !== null && 'fault' in read ? read.fault : undefined;
  useEffect(() => {
    markUnread(id, unreadable !== undefined);
    return () => markUnread(id, false);
  }, [id, unreadable, markUnread]);
  return (
    <Field label={label} help={sentence(unitHint(type))} fault={unreadable ?? fault}>
      {(ids) => (
        <span className="with-unit">
          <input
            {...ids}
            type="text"
            className="short"
            inputMode={type === 'duration' ? undefined : 'decimal'}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              const next = parseFigure(type, event.target.value);
              if ('value' in next) change(next.value);
            }}
          />
          {type === 'percentage' ? <span className="muted">%</span> : null}
        </span>
      )}
    </Field>
  );
};
