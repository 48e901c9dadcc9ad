import { useState } from 'react';

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Blocked storage: the choice holds until the page is left.
  }
};

export const readStored = read;
export const writeStored = write;

/** A choice that outlives the page, as text. */
export const useStored = (key: string, initial: string): readonly [string, (value: string) => void] => {
  const [value, setValue] = useState(() => read(key) ?? initial);
  return [
    value,
    (next) => {
      write(key, next);
      setValue(next);
    },
  ];
};
