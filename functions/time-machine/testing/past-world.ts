import { type EngineState, foldEvents, initialEngineState } from '../../call-engine/core/fold-events.ts';
import { createEventArchive } from '../../call-engine/event-archive.ts';
import { createIngest } from '../../call-engine/ingest.ts';
import { createIngestSite } from '../../call-engine/ingest-site.ts';
import { createArchiveReader } from '../../call-engine/rebuild/read-archive.ts';
import { reachedBy } from '../../call-engine/replay/checkpoint.ts';
import { createCheckpointStore } from '../../call-engine/replay/checkpoint-store.ts';
import { createLinkListing } from '../../call-engine/replay/list-link.ts';
import { createOpenReplay } from '../../call-engine/replay.ts';
import { type ReadState, StateConflict } from '../../call-engine/state-store.ts';
import { bodyOf, headerOf, kinesisEvent, makeAgent, makeFrame } from '../../call-engine/testing/frames.ts';
import { createMemoryS3 } from '../../call-engine/testing/memory-s3.ts';
import { createVerifyFrames } from '../../call-engine/verify-frames.ts';
import { createHistoryReader, createHourReader, createReadGaps } from '../../call-history/events.ts';
import { createHistoryProjection } from '../../call-history/project.ts';
import type { CallEvent } from '../../domain/call-event.ts';
import type { OutboxBatch } from '../../domain/engine-output.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../../domain/ids.ts';
import type { LiveState } from '../../domain/live.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { verifyAgentSignature } from '../../edge-agents/agent-keys.ts';
import { createMemoryDynamo } from '../../lake/testing/memory-dynamo.ts';
import { emptyModel, evolveModel } from '../../live/core/live-model.ts';
import { createDayRules } from '../../live/day-rules.ts';
import { type AskedFigure, createSiteFigures } from '../../live/site-figures.ts';
import { silentLog } from '../../runtime/log.ts';
import { silentMetrics } from '../../runtime/metrics.ts';
import { unpackJson } from '../../runtime/pack.ts';
import type { SiteConfigVersion } from '../../tenants/types.ts';
import { createOpenSession } from '../past-session.ts';

/** What boards show of a site. */
export interface Shown {
  readonly live: LiveState;
  readonly figures: ReadonlyMap<string, unknown>;
  readonly gaps: readonly unknown[];
}
/** Events that were folded together. */
export interface Folded {
  readonly events: readonly CallEvent[];
  readonly config: SiteConfig;
}

/** What is live, kept as batches are published. */
export const createLiveSite = (config: SiteConfig, figures: readonly AskedFigure[], owner: { tenant: string; site: string }) => {
  const rulesOf = createDayRules();
  let model = emptyModel;
  let kept: ReturnType<typeof createSiteFigures> | null = null;
  return {
    apply: (batch: Omit<OutboxBatch, 'v' | 'tenant' | 'site'>, current: SiteConfig): void => {
      const whole: OutboxBatch = { v: 1, ...owner, ...batch };
      model = evolveModel(model, whole, rulesOf(current)).model;
      if (kept === null) {
        kept = createSiteFigures(config, { calls: [], status: [], gaps: [], live: [] }, batch.at);
        kept.keep(figures);
      }
      kept.configure(current);
      kept.apply(whole);
    },
    shown: (at: number): Shown => {
      const reading = kept?.read(figures, at);
      return { live: model.live, figures: reading?.values ?? new Map(), gaps: reading?.gaps ?? [] };
    },
  };
};

/** A site with its ingest, archive, history and what is live; and the way back. `configs[i]` is version i + 1. */
export const createPastWorld = (params: {
  readonly configs: readonly SiteConfig[];
  readonly figures: readonly AskedFigure[];
  /** Whether a copy of the state is kept after a delivery. */
  readonly keeps: () => boolean;
}) => {
  const { configs, figures } = params;
  const [first] = configs;
  if (first === undefined) throw new Error('a site has a configuration');
  const owner = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse(first.id), reseller: 'north' };
  const agent = makeAgent('agent-1', owner.tenant, owner.site);
  const { client: s3, objects, sent } = createMemoryS3(50);
  const bucket = 'events';
  const { client: dynamo } = createMemoryDynamo(async () => {}, 200);
  const history = createHistoryProjection({ client: dynamo, table: 'history', now: () => 0 });
  const checkpoints = createCheckpointStore({ client: s3, bucket });
  const folded: Folded[] = [];
  const outbox: OutboxBatch[] = [];
  let stored: ReadState<EngineState> | null = null;
  let version = 1;
  let now = 0;
  const configOf = (wanted: number): SiteConfigVersion | null => {
    const config = configs[wanted - 1];
    return config === undefined ? null : { version: wanted, at: epochMs(0), author: 'test', config };
  };
  const states = {
    read: async () => stored,
    commit: async ({
      state,
      n,
      links,
      readVersion,
      outbox: parts,
    }: Parameters<Parameters<typeof createIngestSite<EngineState>>[0]['states']['commit']>[0]) => {
      if ((stored?.state.version ?? 0) !== readVersion) throw new StateConflict('test');
      stored = {
        state: { version: readVersion + 1, n, links, engine: unpackJson(Buffer.concat(state)) as EngineState },
        parts: state.length,
      };
      for (const { body } of parts) outbox.push(unpackJson(body) as OutboxBatch);
    },
  };
  const ingest = createIngest({
    verifyFrames: createVerifyFrames({ findKey: async () => agent.key, verify: verifyAgentSignature }),
    ingestSite: createIngestSite<EngineState>({
      engine: {
        initial: initialEngineState,
        fold: (state, events, config) => {
          folded.push({ events, config });
          return foldEvents(state, events, config);
        },
      },
      states,
      archive: createEventArchive({ client: s3, bucket }),
      keepCheckpoint: async (_owner, _before, after, configVersion) => {
        if (params.keeps()) await checkpoints.put(owner, { ...after, configVersion, at: reachedBy(after.engine) });
      },
      reject: async () => undefined,
      waitingSince: async (_owner, _link, _missing, since) => since,
      patienceMs: 0,
      findConfig: async () => configOf(version),
      now: () => now,
      log: silentLog,
      metrics: silentMetrics,
    }),
    reject: async () => undefined,
    log: silentLog,
    metrics: silentMetrics,
  });
  const live = createLiveSite(first, figures, owner);
  const openReplay = createOpenReplay({
    engine: { initial: initialEngineState, fold: foldEvents },
    states,
    checkpoints,
    listing: createLinkListing({ client: s3, bucket }),
    archive: createArchiveReader({ client: s3, bucket }),
    findConfigVersion: async (_tenant, _site, wanted) => configOf(wanted),
    now: () => now,
  });
  let projected = 0;
  return {
    owner,
    s3,
    bucket,
    objects,
    sent,
    folded,
    openReplay,
    hours: createHourReader({ client: dynamo, table: 'history' }),
    /** One invocation: frames of consecutive events, one a link; then all projections follow. */
    deliver: async (frames: readonly (readonly CallEvent[])[], configVersion: number): Promise<void> => {
      version = configVersion;
      const made = frames.flatMap((events) => {
        const [from, to] = [events[0], events.at(-1)];
        return from === undefined || to === undefined
          ? []
          : [makeFrame(agent, headerOf(from.seq, to.seq, { agent: agent.key.agent, link: from.link }), bodyOf(events))];
      });
      now = Math.max(now, ...frames.flat().map(({ at }) => at));
      const { batchItemFailures } = await ingest(kinesisEvent(made));
      if (batchItemFailures.length > 0) throw new Error('a batch was not taken in');
      const fresh = outbox.slice(projected);
      projected = outbox.length;
      if (projected === fresh.length) await history.position(owner.tenant, owner.site, false);
      await history.apply(owner, fresh);
      for (const batch of fresh) live.apply(batch, configs[configVersion - 1] ?? first);
    },
    shown: live.shown,
    openSession: createOpenSession({
      openReplay,
      hours: createHourReader({ client: dynamo, table: 'history' }),
      gapsOf: createReadGaps(createHistoryReader({ client: dynamo, table: 'history', consistent: true })),
    }),
  };
};
export type PastWorld = ReturnType<typeof createPastWorld>;
