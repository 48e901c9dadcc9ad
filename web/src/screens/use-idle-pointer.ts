import { useEffect, useState } from 'react';

const idleAfterMs = 5_000;

/** True once nobody has moved the pointer for five seconds. */
export const useIdlePointer = (): boolean => {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const moved = (): void => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), idleAfterMs);
    };
    moved();
    addEventListener('pointermove', moved);
    addEventListener('keydown', moved);
    return () => {
      clearTimeout(timer);
      removeEventListener('pointermove', moved);
      removeEventListener('keydown', moved);
    };
  }, []);
  return idle;
};
