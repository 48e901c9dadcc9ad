import { useEffect, useState } from 'react';

/** The value as it last was for `ms` without a change; compared by what it says, not by which object says it. */
export const useRested = <T>(value: T, ms: number): T => {
  const [rested, setRested] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(JSON.parse(text) as T), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return rested;
};
