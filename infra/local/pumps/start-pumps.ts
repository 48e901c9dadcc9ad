import { join } from 'node:path';
import { runLimitMs as fetchLimitMs } from '../../../functions/board-values/constants.ts';
import { jobLimitMs } from '../../../functions/jobs/constants.ts';
import { runEveryMinutes, runLimitMs } from '../../../functions/lake/constants.ts';
import type { DynamoEngine } from '../dynamodb/engine.ts';
import type { Streams } from '../kinesis/streams.ts';
import type { HandlerName, Handlers } from '../lambda/handlers.ts';
import { createInvoke } from '../lambda/invoke.ts';
import { localRegion } from '../local-environment.ts';
import { resources } from '../resources.ts';
import type { Schedules } from '../scheduler/schedules.ts';
import type { Queues } from '../sqs/queues.ts';
import { openCheckpointFile } from './checkpoint-file.ts';
import { dynamoSource } from './dynamo-source.ts';
import { type FailedBatch, openFailedBatches } from './failed-batches.ts';
import { kinesisSource } from './kinesis-source.ts';
import { defaultPumpOptions, type Pump, type PumpSource, startPump } from './pump.ts';
import { startQueuePump } from './queue-pump.ts';
import { type Schedule, startSchedule } from './schedule.ts';

export interface PumpsParams {
  readonly dir: string;
  readonly dynamo: DynamoEngine;
  readonly streams: Streams;
  readonly queues: Queues;
  readonly schedules: Schedules;
  readonly handlers: Handlers;
  /** Rules run by the clock too, not only when somebody ticks them. */
  readonly byTheClock: boolean;
  /** Pause before attempt `n` (2, 3 …) at a batch of a stream, ms; as in AWS unless told. */
  readonly backOffMs?: ((attempt: number) => number) | undefined;
  readonly now: () => number;
  readonly log: (message: string, error: unknown) => void;
}

const timeoutMs = 60_000;
const outbox = { sortKeyPrefix: 'OUTBOX#' };

/** What was not told for so long need not be any more: whoever connects reads it. */
const noticeAgeMs = 10 * 60_000;
const firstTickMs = 30_000;
/** Looked after every hour, and soon after a start, which may come after a long time. */
const sweepEveryMs = 3_600_000;
const firstSweepMs = 3_000;
/** Two processors' worth, beside everything else on the machine. */
const jobsAtOnce = 2;
const jobHiddenMs = 30_000;
const stopGraceMs = 10_000;

/** The event source mappings and rules of the product, with the batch sizes, ages and intervals they have in AWS. */
export const startPumps = (params: PumpsParams) => {
  const { dynamo, streams, handlers } = params;
  const failures = openFailedBatches(join(params.dir, 'failed-batches.ndjson'));

  const pump = (handler: HandlerName, source: () => PumpSource, batchSize: number, maxRecordAgeMs: number): Pump[] => {
    const run = handlers[handler];
    if (run === undefined) return [];
    return [
      startPump({
        name: handler,
        source: source(),
        invoke: createInvoke(handler, run, timeoutMs),
        checkpoints: openCheckpointFile(join(params.dir, `${handler}.json`)),
        failures,
        options: { ...defaultPumpOptions, backOffMs: params.backOffMs ?? defaultPumpOptions.backOffMs, batchSize, maxRecordAgeMs },
        now: params.now,
        log: params.log,
      }),
    ];
  };
  const fromOutbox = (handler: HandlerName): Pump[] =>
    pump(handler, () => dynamoSource(dynamo, resources.engineTable, outbox), 100, 23 * 3_600_000);

  const first = pump('ingest', () => kinesisSource(streams, resources.eventsStream, localRegion), 200, 24 * 3_600_000);
  const second = [...fromOutbox('historyProject'), ...fromOutbox('liveProject'), ...fromOutbox('importDirectory')];
  const notices = pump('announce', () => dynamoSource(dynamo, resources.boardsTable, null), 100, noticeAgeMs);

  const jobs = (run: Handlers['jobs']): Pump[] =>
    run === undefined
      ? []
      : [
          startQueuePump({
            name: 'jobs',
            queues: params.queues,
            queue: resources.jobsQueue,
            invoke: createInvoke('jobs', run, jobLimitMs),
            failures,
            concurrency: jobsAtOnce,
            visibilityMs: jobHiddenMs,
            backOffMs: (attempt) => 500 * 4 ** (attempt - 2),
            graceMs: stopGraceMs,
            now: params.now,
            log: params.log,
          }),
        ];
  const long = jobs(handlers.jobs);

  const schedule = (handler: HandlerName, everyMs: number, limitMs: number, firstMs = firstTickMs): Schedule[] => {
    const run = handlers[handler];
    if (run === undefined) return [];
    const invoke = createInvoke(handler, run, limitMs);
    const clock = params.byTheClock ? { firstMs, everyMs } : null;
    return [startSchedule({ name: handler, invoke, clock, graceMs: stopGraceMs, log: params.log })];
  };
  const rules = [
    ...schedule('lakeSeal', runEveryMinutes * 60_000, runLimitMs),
    ...schedule('fetchDue', 60_000, fetchLimitMs),
    ...schedule('sweepSchedules', sweepEveryMs, jobLimitMs, firstSweepMs),
  ];

  return {
    /** Runs what is on a schedule now. */
    tick: async (): Promise<void> => {
      await params.schedules.fireDue();
      await Promise.all(rules.map((one) => one.tick()));
    },
    /** First what feeds the outbox, then what lives on it, then the long work. */
    idle: async (): Promise<void> => {
      await Promise.all(first.map((p) => p.idle()));
      await Promise.all(second.map((p) => p.idle()));
      await Promise.all(long.map((p) => p.idle()));
      await Promise.all(notices.map((p) => p.idle()));
    },
    failedBatches: (): readonly FailedBatch[] => failures.list(),
    stop: async (): Promise<void> => {
      await Promise.all([...first, ...second, ...notices, ...long, ...rules].map((p) => p.stop()));
    },
  };
};
