import type { SiteId, TenantId } from '../domain/ids.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { emptyModel } from './core/live-model.ts';
import { type Snapshot, toSnapshot } from './core/messages.ts';
import type { OwnDevices } from './core/redact.ts';
import { totalsAt } from './core/totals.ts';
import { createDayRules } from './day-rules.ts';
import type { LiveStore } from './live-store.ts';

export type ReadSnapshot = (owner: { readonly tenant: TenantId; readonly site: SiteId }, own: OwnDevices) => Promise<Snapshot>;

/** The live snapshot as it stands now: a site of which nothing is known yet is an empty one, and yesterday's totals are not today's. */
export const createReadSnapshot = (deps: {
  readonly store: Pick<LiveStore, 'read'>;
  readonly findConfig: FindSiteConfig;
  readonly now: () => number;
}): ReadSnapshot => {
  const rulesOf = createDayRules();
  return async (owner, own) => {
    const [stored, config] = await Promise.all([deps.store.read(owner), deps.findConfig(owner.tenant, owner.site)]);
    const model = stored?.model ?? emptyModel;
    const totals = totalsAt(model.totals, deps.now(), rulesOf(config?.config ?? null).dayOf);
    return toSnapshot(owner.site, { ...model, totals }, own);
  };
};
