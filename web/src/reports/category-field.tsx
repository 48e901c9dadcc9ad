import { useId } from 'react';
import { Field } from '../site/field.tsx';

/** A category there is, or a new one by its name. */
export const CategoryField = ({
  value,
  categories,
  fault,
  change,
}: {
  readonly value: string;
  readonly categories: readonly string[];
  readonly fault?: string | undefined;
  readonly change: (category: string) => void;
}) => {
  const list = useId();
  return (
    <Field label="Category" help="Choose one, or write the name of a new one." fault={fault}>
      {(ids) => (
        <>
          <input
            {...ids}
            type="text"
            list={list}
            maxLength={60}
            autoComplete="off"
            value={value}
            onChange={(event) => change(event.target.value)}
          />
          <datalist id={list}>
            {categories.map((category) => (
              <option key={category} value={category} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
};
