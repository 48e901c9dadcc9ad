import { errorFields, type Log } from '../../runtime/log.ts';
import type { EngineState } from '../core/fold-events.ts';
import type { Owner, StoredState } from '../ports.ts';
import { isDue, reachedBy } from './checkpoint.ts';
import type { CheckpointStore } from './checkpoint-store.ts';

/** What the ingest does after the events of one archived run of batches are committed. */
export type KeepCheckpoint<S> = (owner: Owner, before: StoredState<S>, after: StoredState<S>, configVersion: number) => Promise<void>;

/** Copies the state now and then. One that fails is only missing: a replay begins at the one before, so the ingest goes on. */
export const createKeepCheckpoints =
  (deps: { readonly store: Pick<CheckpointStore, 'put'>; readonly log: Log }): KeepCheckpoint<EngineState> =>
  async (owner, before, after, configVersion) => {
    if (!isDue(before, after)) return;
    try {
      await deps.store.put(owner, { ...after, configVersion, at: reachedBy(after.engine) });
    } catch (error) {
      deps.log.warn('checkpoint cannot be kept', { tenant: owner.tenant, site: owner.site, ...errorFields(error) });
    }
  };
