import { Field } from '../site/field.tsx';

/** One of a few, with words for each. */
export const ChoiceField = <T extends string>({
  label,
  help = '',
  value,
  choices,
  fault,
  change,
}: {
  readonly label: string;
  readonly help?: string;
  readonly value: T;
  readonly choices: readonly (readonly [value: T, words: string])[];
  readonly fault?: string | undefined;
  readonly change: (value: T) => void;
}) => (
  <Field label={label} help={help} fault={fault}>
    {(ids) => (
      <select
        {...ids}
        value={value}
        onChange={(event) => {
          const chosen = choices.find(([each]) => each === event.target.value);
          if (chosen !== undefined) change(chosen[0]);
        }}
      >
        {choices.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    )}
  </Field>
);
