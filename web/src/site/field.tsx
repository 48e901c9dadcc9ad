import { type ReactNode, useId } from 'react';

export interface InputIds {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

/** Label, input, one sentence of help, and what is wrong with what was typed, read together. */
export const Field = ({
  label,
  help,
  fault,
  children,
}: {
  readonly label: string;
  readonly help?: string;
  readonly fault?: string | undefined;
  readonly children: (ids: InputIds) => ReactNode;
}) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}h ${id}f`, 'aria-invalid': fault !== undefined })}
      <p id={`${id}h`} className="field-help">
        {help}
      </p>
      <p id={`${id}f`} className="field-fault" role={fault === undefined ? undefined : 'alert'}>
        {fault}
      </p>
    </div>
  );
};

export const CheckField = ({
  label,
  help,
  fault,
  checked,
  change,
}: {
  readonly label: string;
  readonly help?: string;
  readonly fault?: string | undefined;
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
}) => {
  const id = useId();
  return (
    <div className="field check-field">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        aria-describedby={`${id}h`}
        aria-invalid={fault !== undefined}
        onChange={(event) => change(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      <p id={`${id}h`} className="field-help">
        {help} {fault === undefined ? null : <span className="field-fault">{fault}</span>}
      </p>
    </div>
  );
};

export const UnitSelect = ({
  ids,
  value,
  choices,
  none,
  change,
}: {
  readonly ids: InputIds;
  readonly value: string | null;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly none: string;
  readonly change: (value: string | null) => void;
}) => (
  <select {...ids} value={value ?? ''} onChange={(event) => change(event.target.value === '' ? null : event.target.value)}>
    <option value="">{none}</option>
    {choices.map(({ id, label }) => (
      <option key={id} value={id}>
        {label}
      </option>
    ))}
  </select>
);
