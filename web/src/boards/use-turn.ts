import { useEffect, useState } from 'react';

/** Counts up by itself every so many seconds, for what takes turns; stands still while paused. */
export const useTurn = (seconds: number, paused: boolean): number => {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (paused) return;
    const timer = setInterval(() => setTurn((now) => now + 1), seconds * 1_000);
    return () => clearInterval(timer);
  }, [seconds, paused]);
  return turn;
};
