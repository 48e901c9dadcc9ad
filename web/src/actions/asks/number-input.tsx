import { useId } from 'react';
import type { InputIds } from '../../site/field.tsx';
import type { Phone } from '../core/types.ts';

/** A number that may be typed; numbers of the site are suggested. */
export const NumberInput = ({
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
