import type { OutboxBatch } from '../domain/engine-output.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import type { ConnectionStore } from './connection-store.ts';
import { emptyModel, evolveModel, type LiveModel } from './core/live-model.ts';
import { mergeDeltas, mergeNumbered, type NumberedDelta, type SiteDelta } from './core/site-delta.ts';
import { createDayRules } from './day-rules.ts';
import type { SiteOf } from './live-params.ts';
import type { LiveStore, StoredLive } from './live-store.ts';
import type { DeltaSince, Push } from './push.ts';
import type { PushFigures } from './push-figures.ts';

export interface LiveProjectionDeps {
  readonly store: LiveStore;
  readonly connections: Pick<ConnectionStore, 'subscribers'>;
  readonly push: Push;
  readonly pushFigures: PushFigures;
  readonly findConfig: FindSiteConfig;
  readonly now: () => number;
}
interface Kept {
  readonly stored: StoredLive;
  /** The last deltas, oldest first, so that pushes need no read. */
  readonly recent: readonly NumberedDelta[];
}

const keptSites = 2_000;
const keptDeltas = 64;

const nothingStored: StoredLive = { model: emptyModel, parts: 0 };

/** The deltas in memory that lead on from `from`, or null when they do not reach back so far. */
const recentAfter = (recent: readonly NumberedDelta[], from: number): readonly NumberedDelta[] | null => {
  const after = recent.filter((delta) => delta.n > from);
  const first = after[0];
  return first !== undefined && first.from <= from ? after : null;
};

/** Rows that figures may count, also where the live state stays as it is. */
const countsAnything = ({ emitted }: OutboxBatch): boolean => emitted.some(({ type }) => type !== 'directory' && type !== 'anomaly');

/**
 * Keeps the live snapshot of each site and tells the boards. Per run of batches: one transaction (snapshot and delta), one look at the
 * subscribers, one message to each. A replay pushes again what it carries, as the push may be what failed; clients drop what they have.
 */
export const createLiveProjection = (deps: LiveProjectionDeps) => {
  const kept = new Map<string, Kept>();
  const rulesOf = createDayRules();
  const keyOf = (owner: SiteOf): string => `${owner.tenant} ${owner.site}`;

  const load = async (owner: SiteOf, fresh: boolean): Promise<Kept> => {
    const known = fresh ? undefined : kept.get(keyOf(owner));
    if (known !== undefined) return known;
    const loaded: Kept = { stored: (await deps.store.read(owner)) ?? nothingStored, recent: [] };
    if (kept.size >= keptSites) kept.clear();
    kept.set(keyOf(owner), loaded);
    return loaded;
  };

  const project = async (owner: SiteOf, before: Kept, batches: readonly OutboxBatch[]): Promise<Kept> => {
    const config = await deps.findConfig(tenantIdSchema.parse(owner.tenant), siteIdSchema.parse(owner.site));
    const rules = rulesOf(config?.config ?? null);
    let model: LiveModel = before.stored.model;
    const deltas: SiteDelta[] = [];
    for (const batch of batches) {
      const step = evolveModel(model, batch, rules);
      model = step.model;
      if (step.delta !== null) deltas.push(step.delta);
    }
    const delta: NumberedDelta | null =
      deltas.length === 0 ? null : { from: before.stored.model.deltaN, n: model.deltaN, delta: mergeDeltas(deltas) };
    kept.delete(keyOf(owner));
    const parts = await deps.store.write(owner, { n: before.stored.model.n, parts: before.stored.parts }, model, delta, deps.now());
    const after: Kept = { stored: { model, parts }, recent: delta === null ? before.recent : [...before.recent, delta].slice(-keptDeltas) };
    kept.set(keyOf(owner), after);
    return after;
  };

  return {
    position: async (tenant: string, site: string, fresh: boolean): Promise<number> => (await load({ tenant, site }, fresh)).stored.model.n,
    apply: async (owner: SiteOf, batches: readonly OutboxBatch[], seen: readonly OutboxBatch[]): Promise<void> => {
      const before = await load(owner, false);
      const { stored, recent } = batches.length === 0 ? before : await project(owner, before, batches);
      const from = Math.min(...[...batches, ...seen].map((batch) => batch.n)) - 1;
      const changed = stored.model.deltaN > from;
      if (!changed && ![...batches, ...seen].some(countsAnything)) return;
      const subscribers = await deps.connections.subscribers(owner);
      if (subscribers.length === 0) return;
      const since: DeltaSince = async (start) => {
        if (start >= stored.model.deltaN) return 'none';
        const deltas = recentAfter(recent, start) ?? (await deps.store.deltasAfter(owner, start, stored.model.deltaN));
        return deltas === null ? 'lost' : mergeNumbered(deltas);
      };
      if (changed) await deps.push(owner, from, since, subscribers);
      await deps.pushFigures(owner, seen.length === 0 ? batches : seen, subscribers);
    },
  };
};
