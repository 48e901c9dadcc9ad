import { performance } from 'node:perf_hooks';
import { type EngineState, foldEvents, initialEngineState } from '../../functions/call-engine/core/fold-events.ts';
import { createEventArchive } from '../../functions/call-engine/event-archive.ts';
import type { StoredState } from '../../functions/call-engine/ports.ts';
import { createArchiveReader } from '../../functions/call-engine/rebuild/read-archive.ts';
import { isDue, reachedBy } from '../../functions/call-engine/replay/checkpoint.ts';
import { createCheckpointStore } from '../../functions/call-engine/replay/checkpoint-store.ts';
import { createLinkListing } from '../../functions/call-engine/replay/list-link.ts';
import { createOpenReplay } from '../../functions/call-engine/replay.ts';
import { bodyOf, headerOf, makeAgent, makeFrame } from '../../functions/call-engine/testing/frames.ts';
import { createMemoryS3 } from '../../functions/call-engine/testing/memory-s3.ts';
import type { HourRows } from '../../functions/call-history/events.ts';
import type { OutboxBatch } from '../../functions/domain/engine-output.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../../functions/domain/ids.ts';
import { type AskedFigure, askedFigure } from '../../functions/live/site-figures.ts';
import { createKeptRows } from '../../functions/live/testing/kept-rows.ts';
import { statistics } from '../../functions/statistics/catalogue.ts';
import { createOpenSession } from '../../functions/time-machine/past-session.ts';
import { asLink, simulatedEvents, siteConfigs } from '../../functions/time-machine/testing/site-links.ts';

const eventsPerCall = 17;
const hours = 12;
const eventsPerBatch = 12;
const startAt = Date.UTC(2026, 2, 2, 7);
const hourOf = (at: number): string => new Date(at).toISOString().slice(0, 13);

const figures: readonly AskedFigure[] = [{}, { huntGroup: '2%' }].flatMap((filter) =>
  statistics.flatMap(({ id }) => {
    const figure = askedFigure({ statistic: id, template: 'site', filter });
    return 'key' in figure ? [figure] : [];
  }),
);

/** Time of a frame at the end of a busy day: the first of a process, and the next ones of play. Storage answers at once here. */
export async function run(args: readonly string[] = []): Promise<Record<string, unknown>> {
  const wanted = Number(args[0] ?? 100_000);
  const [config] = siteConfigs('02:00');
  if (config === undefined) throw new Error('no configuration');
  const owner = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse(config.id), reseller: 'north' };
  const events = asLink(simulatedEvents(config, 7, startAt, hours, Math.round(wanted / eventsPerCall / hours)), 'link-a');
  const { client: s3, sent } = createMemoryS3();
  const bucket = 'events';
  const archive = createEventArchive({ client: s3, bucket });
  const checkpoints = createCheckpointStore({ client: s3, bucket });
  const agent = makeAgent('agent-1', owner.tenant, owner.site);
  const kept = createKeptRows();
  let state: StoredState<EngineState> = { version: 0, n: 0, links: {}, engine: initialEngineState(config.id) };
  for (let from = 0; from < events.length; from += eventsPerBatch) {
    const some = events.slice(from, from + eventsPerBatch);
    const [first, last] = [some[0], some.at(-1)];
    if (first === undefined || last === undefined) break;
    const bytes = makeFrame(agent, headerOf(first.seq, last.seq, { agent: agent.key.agent, link: first.link }), bodyOf(some));
    await archive({
      owner,
      link: first.link,
      frames: [{ firstSeq: first.seq, lastSeq: last.seq, bytes, place: 0 }],
      startedAt: first.at,
      configVersion: 1,
      stateVersion: state.version,
      declaredLost: [],
    });
    const folded = foldEvents(state.engine, some, config);
    const batch: OutboxBatch = { v: 1, ...owner, n: state.n + 1, at: epochMs(last.at), emitted: folded.emitted };
    kept.apply(batch);
    const after = { version: state.version + 1, n: state.n + 1, links: { [first.link]: last.seq }, engine: folded.state };
    if (isDue(state, after)) await checkpoints.put(owner, { ...after, configVersion: 1, at: reachedBy(after.engine) });
    state = after;
  }
  const rows = kept.rows();
  const byHour = new Map<string, { calls: HourRows['calls'][number][]; status: HourRows['status'][number][] }>();
  const hour = (at: number) => {
    const known = byHour.get(hourOf(at)) ?? { calls: [], status: [] };
    byHour.set(hourOf(at), known);
    return known;
  };
  for (const one of rows.calls) hour(one.call.startedAt).calls.push(one);
  for (const row of rows.status) hour(row.at).status.push(row);
  const open = createOpenSession({
    openReplay: createOpenReplay({
      engine: { initial: initialEngineState, fold: foldEvents },
      states: { read: async () => ({ state, parts: 1 }) },
      checkpoints,
      listing: createLinkListing({ client: s3, bucket }),
      archive: createArchiveReader({ client: s3, bucket }),
      findConfigVersion: async (_tenant, _site, version) => ({ version, at: epochMs(0), author: 'bench', config }),
      now: () => startAt + hours * 3_600_000,
    }),
    hours: {
      marks: async () => new Map([...byHour.keys()].map((key) => [key, { n: 1, left: 0, restatedAt: null }])),
      rows: async (_owner, key) => byHour.get(key) ?? { calls: [], status: [] },
    },
    gapsOf: async () => [],
  });
  const at = startAt + (hours - 1) * 3_600_000 + 50 * 60_000;
  sent.clear();
  const started = performance.now();
  const opened = await open(owner, at);
  if (opened.kind === 'before') throw new Error('nothing is known of the moment');
  (await opened.session.to(at, figures)).figures.read(figures, at);
  const coldMs = performance.now() - started;
  const reads = Object.fromEntries(sent);
  const warm: number[] = [];
  for (let i = 1; i <= 60; i++) {
    const begun = performance.now();
    const moment = await opened.session.to(at + i * 5_000, figures);
    moment.figures.read(figures, at + i * 5_000);
    warm.push(performance.now() - begun);
  }
  warm.sort((a, b) => a - b);
  return {
    events: events.length,
    calls: rows.calls.length,
    figures: figures.length,
    objects: state.version,
    coldFrameMs: Math.round(coldMs),
    coldReads: reads,
    frameOfPlayMs: { p50: Number((warm[30] ?? 0).toFixed(1)), longest: Number((warm.at(-1) ?? 0).toFixed(1)) },
  };
}
