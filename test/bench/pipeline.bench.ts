import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { percentile, rounded } from './figures.ts';
import { type Board, openBoard } from './pipeline/board.ts';
import { type LoadReport, type StackReady, type StackReport, siteName } from './pipeline/messages.ts';
import { answerOf, ask, endProcesses, startProcess as start } from './pipeline/processes.ts';

const targets = { sustainedPerSecond: 1_000, latencyRate: 175, p99Ms: 250 };
/** Of the events of one second so many may wait for the stream at the end of a stage that was kept up with. */
const waitingShare = 0.5;
const warmUpMs = 3_000;
/** Code gets warm, and boards are no longer new: for half a minute after its join a board is sent again what it may have missed. */
const settleMs = 31_000;
const usage = 'bench pipeline: [--seconds N] [--sites N] [--rate N]; rates are events a second, all sites together';

const number = (text: string | undefined, fallback: number): number => {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(usage);
  return value;
};

interface Stage {
  readonly sites: number;
  readonly wantedPerSecond: number;
  readonly seconds: number;
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly linesPerSecond: number;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number; readonly samples: number };
  readonly spoolDepth: { readonly before: number; readonly after: number };
  readonly sustained: boolean;
  readonly eventsPerBatch: number;
  readonly deltasPerSecond: number;
  readonly awsCallsPer1000Events: Readonly<Record<string, number>>;
  readonly awsCallsPer1000EventsInAll: number;
  readonly requestBytesPerEvent: number;
  readonly stack: { readonly cpuPercent: number; readonly rssMiB: number };
  readonly load: { readonly cpuPercent: number; readonly rssMiB: number };
}

/** Lines and events of a stage so far; a PBX says most things once for each party, and the agent passes on what is new. */
const linesPerEventAtFirst = 1.5;

/** Measures a stage after a warm-up; `boards` are those of all sites. */
const measure = async (
  processes: { readonly stack: ChildProcess; readonly load: ChildProcess; readonly boards: readonly Board[] },
  stage: { readonly sites: number; readonly eventsPerSecond: number; readonly seconds: number },
  linesPerEvent: number,
): Promise<Stage> => {
  const { stack, load, boards } = processes;
  await ask(load, { do: 'load', sites: stage.sites, linesPerSecond: stage.eventsPerSecond * linesPerEvent });
  await wait(warmUpMs);
  for (const board of boards) board.take();
  const [loadBefore, stackBefore] = [await ask<LoadReport>(load, { do: 'report' }), await ask<StackReport>(stack, { do: 'report' })];
  const startedAt = performance.now();
  await wait(stage.seconds * 1_000);
  const seconds = (performance.now() - startedAt) / 1_000;
  const [loadAfter, stackAfter] = [await ask<LoadReport>(load, { do: 'report' }), await ask<StackReport>(stack, { do: 'report' })];
  const taken = boards.map((board) => board.take());
  const latencies = taken.flatMap(({ latencies: of }) => of).sort((a, b) => a - b);
  const events = loadAfter.sent - loadBefore.sent;
  const perThousand = Object.fromEntries(
    Object.entries(stackAfter.counts)
      .map(([operation, count]) => [operation, rounded(((count - (stackBefore.counts[operation] ?? 0)) / events) * 1_000, 1)] as const)
      .filter(([, count]) => count > 0)
      .sort(([, a], [, b]) => b - a),
  );
  const p99 = percentile(latencies, 0.99);
  const eventsPerSecond = events / seconds;
  const usedBy = (before: { readonly cpuSeconds: number }, after: { readonly cpuSeconds: number; readonly rssMiB: number }) => ({
    cpuPercent: rounded(((after.cpuSeconds - before.cpuSeconds) / seconds) * 100),
    rssMiB: after.rssMiB,
  });
  return {
    sites: stage.sites,
    wantedPerSecond: stage.eventsPerSecond,
    seconds: rounded(seconds, 1),
    events,
    eventsPerSecond: rounded(eventsPerSecond),
    linesPerSecond: rounded((loadAfter.lines - loadBefore.lines) / seconds),
    latencyMs: {
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      p99,
      max: latencies.at(-1) ?? 0,
      samples: latencies.length,
    },
    spoolDepth: { before: loadBefore.depth, after: loadAfter.depth },
    // Kept up with: what was asked for got through, and neither the spools nor the way behind the stream fell behind.
    sustained:
      eventsPerSecond >= stage.eventsPerSecond * 0.95 &&
      loadAfter.depth <= Math.max(loadBefore.depth, (stage.eventsPerSecond / stage.sites) * waitingShare) &&
      p99 < 2_000 &&
      loadAfter.refused === 0 &&
      stackAfter.failedBatches === 0,
    eventsPerBatch: rounded(events / Math.max(1, loadAfter.batches - loadBefore.batches), 1),
    deltasPerSecond: rounded(taken.reduce((sum, { deltas }) => sum + deltas, 0) / seconds, 1),
    awsCallsPer1000Events: perThousand,
    awsCallsPer1000EventsInAll: rounded(Object.values(perThousand).reduce((sum, count) => sum + count, 0)),
    requestBytesPerEvent: rounded((stackAfter.requestBytes - stackBefore.requestBytes) / events),
    stack: usedBy(stackBefore, stackAfter),
    load: usedBy(loadBefore, loadAfter),
  };
};

/**
 * PBX line to socket delta through the whole local stack: simulated PBXs and real agents in one process, the stack with every handler in
 * another, boards here. First one site at 175 events/s for the latency, then all sites at growing rates until one is not kept up with.
 */
export async function run(args: readonly string[] = []): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: { type: 'string' }, sites: { type: 'string' }, rate: { type: 'string' }, profile: { type: 'string' } },
  });
  const [seconds, sites] = [number(values.seconds, 20), number(values.sites, 10)];
  const rates = values.rate === undefined ? [1, 1.5, 2, 3].map((times) => times * targets.sustainedPerSecond) : [number(values.rate, 0)];
  const dir = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
  const children: ChildProcess[] = [];
  const boards: Board[] = [];
  const [loadAverageBefore = 0] = loadavg();
  try {
    const stack = start('stack-process.ts', [join(dir, 'stack'), String(sites)], values.profile);
    children.push(stack);
    const { api, ws, token, codes } = await answerOf<StackReady>(stack);
    const pairs = Object.entries(codes).map(([site, code]) => `${site}=${code}`);
    const load = start('load-process.ts', [join(dir, 'agents'), api, ...pairs], values.profile);
    children.push(load);
    await answerOf(load);
    for (let up = 0; up < sites; await wait(200)) up = (await ask<LoadReport>(load, { do: 'report' })).up;
    for (let i = 0; i < sites; i += 1) boards.push(await openBoard(ws, token, siteName(i)));
    const processes = { stack, load, boards };

    await ask(load, { do: 'load', sites, linesPerSecond: targets.latencyRate * linesPerEventAtFirst });
    await wait(settleMs);
    const atOneSite = await measure(processes, { sites: 1, eventsPerSecond: targets.latencyRate, seconds }, linesPerEventAtFirst);
    const linesPerEvent = atOneSite.linesPerSecond / atOneSite.eventsPerSecond;
    const stages: Stage[] = [];
    for (const rate of rates) {
      const stage = await measure(processes, { sites, eventsPerSecond: rate, seconds }, linesPerEvent);
      stages.push(stage);
      if (!stage.sustained) break;
    }
    const best = stages.filter((stage) => stage.sustained).at(-1);
    return {
      targets,
      // Others at work on this machine make every figure worse.
      loadAverageBefore: rounded(loadAverageBefore, 1),
      latencyAtOneSite: atOneSite,
      sustainedPerSecond: best?.eventsPerSecond ?? 0,
      sustainedReached: (best?.eventsPerSecond ?? 0) >= targets.sustainedPerSecond * 0.95,
      latencyReached: atOneSite.latencyMs.p99 < targets.p99Ms,
      linesPerEvent: rounded(linesPerEvent, 2),
      boardFaults: boards.reduce((sum, board) => sum + board.faults(), 0),
      stages,
    };
  } finally {
    for (const board of boards) board.close();
    await endProcesses(children);
    rmSync(dir, { recursive: true, force: true });
  }
}
