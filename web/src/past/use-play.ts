import { useCallback, useEffect, useState } from 'react';
import { useServices } from '../app/services.ts';
import type { Speed } from './core/play.ts';

export interface Play {
  /** The moment on show, epoch ms. */
  readonly at: number;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Where play began: its stretches count from there. */
  readonly begun: number;
  readonly go: (at: number) => void;
  readonly setPlaying: (playing: boolean) => void;
  readonly setSpeed: (speed: Speed) => void;
}

const beatMs = 1_000;

/** The moment on show, going forward by `speed` seconds each second while it plays; it stops where now is. */
export const usePlay = (start: number, ready: boolean): Play => {
  const { clock } = useServices();
  const [at, setAt] = useState(start);
  const [begun, setBegun] = useState(start);
  const [playing, setOn] = useState(false);
  const [speed, setRate] = useState<Speed>(15);
  useEffect(() => {
    if (!playing || !ready) return;
    const timer = setInterval(() => {
      setAt((before) => {
        const next = before + speed * beatMs;
        return next > clock.now() ? before : next;
      });
    }, beatMs);
    return () => clearInterval(timer);
  }, [playing, ready, speed, clock]);
  useEffect(() => {
    if (playing && at + speed * beatMs > clock.now()) setOn(false);
  }, [playing, at, speed, clock]);
  const go = useCallback(
    (to: number): void => {
      const known = Math.min(Math.floor(to / beatMs) * beatMs, Math.floor(clock.now() / beatMs) * beatMs);
      setAt(known);
      setBegun(known);
    },
    [clock],
  );
  const setPlaying = (on: boolean): void => {
    setBegun(at);
    setOn(on);
  };
  const setSpeed = (to: Speed): void => {
    setBegun(at);
    setRate(to);
  };
  return { at, playing, speed, begun, go, setPlaying, setSpeed };
};
