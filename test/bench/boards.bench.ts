import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Api, boardOf, createApi } from './boards/make-boards.ts';
import { openWall, type Wall } from './boards/wall.ts';
import { percentile, rounded } from './figures.ts';
import { type LoadReport, type StackReady, type StackReport, siteName, usage } from './pipeline/messages.ts';
import { answerOf, ask, endProcesses, startProcess } from './pipeline/processes.ts';

const targets = { eventsPerSecond: 175, p99MsOf10: 250, p99MsOf1000: 2_500, changeToAllMs: 1_000 };
const distinctBoards = 50;
const manyBoards = 0.15;
const socketsAtOnce = 20;
/** A PBX says most things once for each party, and the agent passes on what is new. */
const linesPerEvent = 1.5;
const warmUpMs = 5_000;
const connectionsPost = 'ApiGatewayManagement POST';
const usageText = 'bench boards: [--seconds N] [--boards N]';

interface Processes {
  readonly stack: Parameters<typeof ask>[0];
  readonly load: Parameters<typeof ask>[0];
}

/**
 * Latencies of single events. A message says what changed since the round before, of which another board may have heard where this one was
 * not touched: whatever changed this one happened between the two, at an even rate. So each message gives as many samples as events came
 * with its round, the oldest of which waited longest.
 */
const latenciesOf = (taken: readonly ReturnType<Wall['take']>[]): readonly number[] => {
  const rounds = [...new Set(taken.flatMap(({ told }) => told.map(({ asOf }) => asOf)))].sort((a, b) => a - b);
  const before = new Map(rounds.map((asOf, i) => [asOf, rounds[i - 1] ?? asOf]));
  const step = 1_000 / targets.eventsPerSecond;
  const latencies: number[] = [];
  for (const { told } of taken)
    for (const { at, asOf, from } of told) {
      const since = Math.max(from, before.get(asOf) ?? asOf);
      for (let event = asOf; event === asOf || event > since; event -= step) latencies.push(at - event);
    }
  return latencies.sort((a, b) => a - b);
};

/** From the first board that had a change to the last, by number of the change; only changes that many were told. */
const spreads = (taken: readonly ReturnType<Wall['take']>[]): readonly number[] => {
  const bySeq = new Map<number, { first: number; last: number; boards: number }>();
  for (const { told } of taken)
    for (const { seq, at } of told) {
      const known = bySeq.get(seq);
      if (known === undefined) bySeq.set(seq, { first: at, last: at, boards: 1 });
      else {
        known.first = Math.min(known.first, at);
        known.last = Math.max(known.last, at);
        known.boards += 1;
      }
    }
  return [...bySeq.values()]
    .filter(({ boards }) => boards >= taken.length * manyBoards)
    .map(({ first, last }) => last - first)
    .sort((a, b) => a - b);
};

const changeReachesAll = async (api: Api, site: string, variable: string, walls: readonly Wall[]): Promise<number> => {
  const value = randomUUID();
  const startedAt = Date.now();
  await api.ask('PUT', `/v1/sites/${site}/variables/${variable}`, { name: 'Target', value });
  for (let waited = 0; waited < 30_000; waited += 20) {
    const seen = walls.map((wall) => wall.sawValue(value));
    if (seen.every((at) => at !== null)) return Math.max(...seen.map((at) => at ?? 0)) - startedAt;
    await wait(20);
  }
  throw new Error('a change of a variable did not reach all boards within 30 s');
};

const measure = async (processes: Processes, api: Api, site: string, variable: string, walls: readonly Wall[], seconds: number) => {
  const { stack, load } = processes;
  await wait(warmUpMs);
  for (const wall of walls) wall.take();
  const [loadBefore, stackBefore, ownBefore] = [
    await ask<LoadReport>(load, { do: 'report' }),
    await ask<StackReport>(stack, { do: 'report' }),
    usage(),
  ];
  const startedAt = performance.now();
  await wait(seconds * 1_000);
  const lasted = (performance.now() - startedAt) / 1_000;
  const taken = walls.map((wall) => wall.take());
  const [loadAfter, stackAfter, ownAfter] = [
    await ask<LoadReport>(load, { do: 'report' }),
    await ask<StackReport>(stack, { do: 'report' }),
    usage(),
  ];
  const changes: number[] = [];
  for (let i = 0; i < 5; i += 1) changes.push(await changeReachesAll(api, site, variable, walls));
  const latencies = latenciesOf(taken);
  const between = spreads(taken);
  const posts = (stackAfter.counts[connectionsPost] ?? 0) - (stackBefore.counts[connectionsPost] ?? 0);
  const sum = (of: (one: ReturnType<Wall['take']>) => number): number => taken.reduce((total, one) => total + of(one), 0);
  const cpu = (before: { readonly cpuSeconds: number }, after: { readonly cpuSeconds: number }): number =>
    rounded(((after.cpuSeconds - before.cpuSeconds) / lasted) * 100);
  return {
    boards: walls.length,
    seconds: rounded(lasted, 1),
    eventsPerSecond: rounded((loadAfter.sent - loadBefore.sent) / lasted),
    eventToBrowserMs: {
      p50: rounded(percentile(latencies, 0.5)),
      p95: rounded(percentile(latencies, 0.95)),
      p99: rounded(percentile(latencies, 0.99)),
      max: rounded(latencies.at(-1) ?? 0),
      samples: latencies.length,
    },
    firstToLastBoardMs: { p50: percentile(between, 0.5), p99: percentile(between, 0.99), changes: between.length },
    variableToAllBoardsMs: {
      median: percentile(
        [...changes].sort((a, b) => a - b),
        0.5,
      ),
      max: Math.max(...changes),
    },
    messagesPerSecond: rounded(sum(({ messages }) => messages) / lasted),
    bytesPerSecond: rounded(sum(({ bytes }) => bytes) / lasted),
    bytesPerMessage: rounded(
      sum(({ bytes }) => bytes) /
        Math.max(
          1,
          sum(({ messages }) => messages),
        ),
    ),
    postsPerBoardMinute: rounded((posts / walls.length / lasted) * 60, 1),
    faults: walls.reduce((total, wall) => total + wall.faults(), 0),
    stack: { cpuPercent: cpu(stackBefore, stackAfter), rssMiB: stackAfter.rssMiB },
    load: { cpuPercent: cpu(loadBefore, loadAfter) },
    browsers: { cpuPercent: cpu(ownBefore, ownAfter), rssMiB: ownAfter.rssMiB },
  };
};

const openWalls = async (count: number, open: (i: number) => Promise<Wall>, walls: Wall[]): Promise<void> => {
  while (walls.length < count) {
    const batch = Array.from({ length: Math.min(socketsAtOnce, count - walls.length) }, (_, i) => open(walls.length + i));
    walls.push(...(await Promise.all(batch)));
  }
};

/**
 * PBX line to the figures on many wallboards of one site, the hardest case: all of them hang on one stream of changes. A simulated PBX and a
 * real agent in one process, the stack with every handler in another, the boards' sockets here. First 10 boards, then all.
 */
export async function run(args: readonly string[] = []): Promise<Record<string, unknown>> {
  const { values } = parseArgs({ args: [...args], options: { seconds: { type: 'string' }, boards: { type: 'string' } } });
  const [seconds, boards] = [Number(values.seconds ?? 30), Number(values.boards ?? 1_000)];
  if (!(seconds > 0) || !(boards >= 10)) throw new Error(usageText);
  const dir = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
  const children: Parameters<typeof endProcesses>[0][number][] = [];
  const walls: Wall[] = [];
  const [loadAverageBefore = 0] = loadavg();
  try {
    const stack = startProcess('stack-process.ts', [join(dir, 'stack'), '1'], undefined);
    children.push(stack);
    const { api: address, ws, token, codes } = await answerOf<StackReady>(stack);
    const load = startProcess(
      'load-process.ts',
      [join(dir, 'agents'), address, ...Object.entries(codes).map((pair) => pair.join('='))],
      undefined,
    );
    children.push(load);
    await answerOf(load);
    while ((await ask<LoadReport>(load, { do: 'report' })).up < 1) await wait(200);
    const site = siteName(0);
    const api = createApi(address, token);
    const { id: variable } = (await api.ask('POST', `/v1/sites/${site}/variables`, { name: 'Target', value: '0' })) as {
      readonly id: string;
    };
    const ids: string[] = [];
    for (let i = 0; i < distinctBoards; i += 1) {
      const made = (await api.ask('POST', `/v1/sites/${site}/boards`, { content: boardOf(i, `variable:${variable}`) })) as {
        readonly id: string;
      };
      ids.push(made.id);
    }
    const open = (i: number): Promise<Wall> => openWall(ws, token, site, ids[i % ids.length] ?? '');
    await ask(load, { do: 'load', sites: 1, linesPerSecond: targets.eventsPerSecond * linesPerEvent });
    const processes = { stack, load };
    await openWalls(10, open, walls);
    const few = await measure(processes, api, site, variable, walls, seconds);
    const openedFrom = performance.now();
    await openWalls(boards, open, walls);
    const openSeconds = rounded((performance.now() - openedFrom) / 1_000, 1);
    const all = await measure(processes, api, site, variable, walls, seconds);
    return {
      targets,
      loadAverageBefore: rounded(loadAverageBefore, 1),
      tilesPerBoard: 12,
      distinctBoards,
      few,
      openSeconds,
      all,
      reached: {
        few: few.eventToBrowserMs.p99 < targets.p99MsOf10,
        all: all.eventToBrowserMs.p99 < targets.p99MsOf1000,
        change: all.variableToAllBoardsMs.max < targets.changeToAllMs,
      },
    };
  } finally {
    for (const wall of walls) wall.close();
    await endProcesses(children);
    rmSync(dir, { recursive: true, force: true });
  }
}
