import { useEffect } from 'react';

/** A wall screen must not fall asleep while it shows calls. */
export const useAwake = (wanted: boolean): void => {
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    const hold = async (): Promise<void> => {
      lock = document.hidden ? null : await navigator.wakeLock.request('screen').catch(() => null);
    };
    const again = (): void => void hold();
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, [wanted]);
};
