import type { OutboxBatch } from '../../domain/engine-output.ts';
import { verifyAgentSignature } from '../../edge-agents/agent-keys.ts';
import { type Log, silentLog } from '../../runtime/log.ts';
import { silentMetrics } from '../../runtime/metrics.ts';
import { unpackJson } from '../../runtime/pack.ts';
import type { ArchiveBatch } from '../event-archive.ts';
import { createIngest } from '../ingest.ts';
import { createIngestSite, type IngestSiteDeps } from '../ingest-site.ts';
import type { Rejection, StoredState } from '../ports.ts';
import type { Commit } from '../state-params.ts';
import { type ReadState, StateConflict } from '../state-store.ts';
import { createVerifyFrames } from '../verify-frames.ts';
import type { TestAgent } from './frames.ts';
import { type ToyState, toyEngine } from './toy-engine.ts';

/** A world in memory behind the ports of the ingest: what would lie in DynamoDB and S3. */
export const createWorld = (agents: readonly TestAgent[], overrides: Partial<IngestSiteDeps<ToyState>> = {}) => {
  const states = new Map<string, ReadState<ToyState>>();
  const outbox: OutboxBatch[] = [];
  const rejections = new Map<string, Rejection>();
  const archived: ArchiveBatch[] = [];
  const waiting = new Map<string, number>();
  const calls = { read: 0, commit: 0, archive: 0 };
  const log: Log = silentLog;
  const deps: IngestSiteDeps<ToyState> = {
    engine: toyEngine,
    states: {
      read: async (owner) => {
        calls.read += 1;
        return states.get(owner.site) ?? null;
      },
      commit: async (commit: Commit) => {
        calls.commit += 1;
        if ((states.get(commit.owner.site)?.state.version ?? 0) !== commit.readVersion) throw new StateConflict('test');
        const engine = unpackJson(Buffer.concat(commit.state)) as ToyState;
        const state: StoredState<ToyState> = { version: commit.readVersion + 1, n: commit.n, links: commit.links, engine };
        states.set(commit.owner.site, { state, parts: commit.state.length });
        for (const part of commit.outbox) outbox.push(unpackJson(part.body) as OutboxBatch);
      },
    },
    archive: async (batch) => {
      calls.archive += 1;
      archived.push(batch);
    },
    reject: async (rejection) => {
      rejections.set(rejection.id, rejection);
    },
    waitingSince: async (owner, _link, _missing, now) => {
      const key = owner.site;
      waiting.set(key, waiting.get(key) ?? now);
      return waiting.get(key) ?? now;
    },
    findConfig: async () => null,
    now: () => 1_000_000,
    log,
    metrics: silentMetrics,
    ...overrides,
  };
  /** A new process over the same world: nothing warm. */
  const startConsumer = (more: Partial<IngestSiteDeps<ToyState>> = {}) => {
    const site = { ...deps, ...more };
    return createIngest({
      verifyFrames: createVerifyFrames({
        findKey: async (id) => agents.find((agent) => agent.key.agent === id)?.key ?? null,
        verify: verifyAgentSignature,
      }),
      ingestSite: createIngestSite(site),
      reject: site.reject,
      log,
      metrics: site.metrics,
    });
  };
  return {
    deps,
    calls,
    startConsumer,
    archived,
    rejections,
    outbox,
    folded: (site = 'harbour'): readonly string[] => states.get(site)?.state.engine.folded ?? [],
    stateOf: (site = 'harbour') => states.get(site)?.state ?? null,
  };
};
