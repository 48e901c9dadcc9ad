import type { OutboxBatch } from '../../domain/engine-output.ts';
import { siteIdSchema, tenantIdSchema } from '../../domain/ids.ts';
import type { ReadOutbox } from '../outbox-batch.ts';
import type { StateStore } from '../state-store.ts';

/** What a site has published after number `n`, up to now, without holes. @throws Error when some of it is gone (kept two days). */
export const createReadAfter =
  <S>(deps: { readonly states: Pick<StateStore<S>, 'read'>; readonly readOutbox: ReadOutbox }) =>
  async ({ tenant, site }: { readonly tenant: string; readonly site: string }, n: number): Promise<readonly OutboxBatch[]> => {
    const last = (await deps.states.read({ tenant: tenantIdSchema.parse(tenant), site: siteIdSchema.parse(site) }))?.state.n ?? n;
    if (last <= n) return [];
    const batches = await deps.readOutbox(tenant, site, n + 1, last);
    if (batches.length !== last - n)
      throw new Error(`of outbox batches ${n + 1} to ${last} of ${site} only ${batches.length} are there: run the rebuild again`);
    return batches;
  };
