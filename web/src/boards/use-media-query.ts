import { useSyncExternalStore } from 'react';

/** Whether a media query holds now, such as `(prefers-reduced-motion: reduce)`. */
export const useMediaQuery = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );

export const useStill = (): boolean => useMediaQuery('(prefers-reduced-motion: reduce)');
