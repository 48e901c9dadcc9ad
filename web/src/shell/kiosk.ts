import { useSearch } from '@tanstack/react-router';

/** Wall screens: `?kiosk` hides what nobody there can press, and enlarges the rest. */
export const useKiosk = (): boolean => {
  const search: { readonly kiosk?: unknown } = useSearch({ strict: false });
  return search.kiosk !== undefined;
};
