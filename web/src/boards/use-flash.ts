import { useEffect, useState } from 'react';
import { useStill } from './use-media-query.ts';

/** One swap of colours takes so long: a flash a second, for all tiles together, where three are the limit (WCAG 2.3.1). */
const halfMs = 500;

/** Whether flashing tiles show their colours swapped now. Nothing flashes where motion is not wanted, and while paused. */
export const useFlash = (wanted: boolean, paused: boolean): boolean => {
  const still = useStill();
  const runs = wanted && !paused && !still;
  const [swapped, setSwapped] = useState(false);
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setSwapped((now) => !now), halfMs);
    return () => {
      clearInterval(timer);
      setSwapped(false);
    };
  }, [runs]);
  return swapped;
};
