import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { screensKey } from './screens-api.ts';

/** One change at a time, with what went wrong in words; the list of screens is read anew after it. */
export const useSending = (site: string) => {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const send = async (work: () => Promise<unknown>, done: () => void): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: screensKey(site) });
      done();
    } catch (reason) {
      const [fault] = reason instanceof ApiError ? reason.faults : [];
      setError(fault?.detail ?? (reason instanceof Error ? reason.message : String(reason)));
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, send };
};
