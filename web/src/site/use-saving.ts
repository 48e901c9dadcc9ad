import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError, type Fault } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import type { Outcome, VersionNote } from './core/types.ts';
import { configurationKey, configurationQuery, fetchNewest, type Send } from './queries.ts';

export type SavingState =
  | { readonly kind: 'form'; readonly error: string | null; readonly faults: readonly Fault[] }
  | { readonly kind: 'checking' | 'loading' }
  | { readonly kind: 'review'; readonly send: Send; readonly outcome: Outcome; readonly error: string | null }
  | { readonly kind: 'saving'; readonly send: Send; readonly outcome: Outcome }
  | { readonly kind: 'conflict'; readonly newest: VersionNote | null; readonly detail: string };

export interface Saving {
  readonly state: SavingState;
  readonly faults: readonly Fault[];
  /** Asks what a change would do, and shows it. */
  readonly check: (send: Send) => void;
  readonly save: (allowPast: boolean) => void;
  readonly back: () => void;
  /** Fetches what somebody else saved; what was typed stays. */
  readonly reload: () => void;
}

const form: SavingState = { kind: 'form', error: null, faults: [] };
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const failed = (error: unknown): SavingState => ({
  kind: 'form',
  error: wordsOf(error),
  faults: error instanceof ApiError ? error.faults : [],
});

/** From a form to a new version: first what would change, in words; then, when that is meant, saved. Made from `version` and no other. */
export const useSaving = (site: string, version: number, saved: (outcome: Outcome) => void): Saving => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [state, setState] = useState<SavingState>(form);
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  const become = (next: SavingState): void => {
    if (open.current) setState(next);
  };

  const refused = async (error: unknown, otherwise: SavingState): Promise<void> => {
    if (!(error instanceof ApiError) || error.status !== 412) return become(otherwise);
    const newest = await fetchNewest(api, site).catch(() => null);
    become({ kind: 'conflict', newest, detail: error.message });
  };

  const check = async (send: Send): Promise<void> => {
    setState({ kind: 'checking' });
    try {
      const outcome = await send(api, site, { version, dryRun: true, allowPast: false });
      if (outcome.changes.length === 0) become({ kind: 'form', error: 'Nothing would change: all of this stands already.', faults: [] });
      else become({ kind: 'review', send, outcome, error: null });
    } catch (error) {
      await refused(error, failed(error));
    }
  };

  const save = async (allowPast: boolean): Promise<void> => {
    if (state.kind !== 'review') return;
    const { send, outcome } = state;
    setState({ kind: 'saving', send, outcome });
    try {
      const done = await send(api, site, { version, dryRun: false, allowPast });
      await queries.invalidateQueries({ queryKey: configurationKey(site) });
      // Name, zone and reset time of the site may be others now, and there is a row more in the log.
      void queries.invalidateQueries({ queryKey: ['sites'] });
      void queries.invalidateQueries({ queryKey: ['audit', site] });
      become(form);
      saved(done);
    } catch (error) {
      const again: SavingState =
        error instanceof ApiError && error.faults.length > 0 ? failed(error) : { kind: 'review', send, outcome, error: wordsOf(error) };
      await refused(error, again);
    }
  };

  const reload = async (): Promise<void> => {
    setState({ kind: 'loading' });
    await queries.invalidateQueries({ queryKey: configurationKey(site) });
    const { error } = await queries
      .fetchQuery({ ...configurationQuery(api, site), staleTime: 0 })
      .then(() => ({ error: null }))
      .catch((reason: unknown) => ({ error: wordsOf(reason) }));
    become({ kind: 'form', error, faults: [] });
  };

  return {
    state,
    faults: state.kind === 'form' ? state.faults : [],
    check: (send) => void check(send),
    save: (allowPast) => void save(allowPast),
    back: () => setState(form),
    reload: () => void reload(),
  };
};
