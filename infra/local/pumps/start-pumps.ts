import { join } from 'node:path';
import { runLimitMs as fetchLimitMs } from '../../../functions/board-values/constants.ts';
import { runEveryMinutes, runLimitMs } from '../../../functions/lake/constants.ts';
import type { DynamoEngine } from '../dynamodb/engine.ts';
import type { Streams } from '../kinesis/streams.ts';
import type { HandlerName, Handlers } from '../lambda/handlers.ts';
import { createInvoke } from '../lambda/invoke.ts';
import { localRegion } from '../local-environment.ts';
import { resources } from '../resources.ts';
import { openCheckpointFile } from './checkpoint-file.ts';
import { dynamoSource } from './dynamo-source.ts';
import { type FailedBatch, openFailedBatches } from './failed-batches.ts';
import { kinesisSource } from './kinesis-source.ts';
import { defaultPumpOptions, type Pump, type PumpSource, startPump } from './pump.ts';
import { type Schedule, startSchedule } from './schedule.ts';

export interface PumpsParams {
  readonly dir: string;
  readonly dynamo: DynamoEngine;
  readonly streams: Streams;
  readonly handlers: Handlers;
  readonly now: () => number;
  readonly log: (message: string, error: unknown) => void;
}

const timeoutMs = 60_000;
const outbox = { sortKeyPrefix: 'OUTBOX#' };

/** What was not told for so long need not be any more: whoever connects reads it. */
const noticeAgeMs = 10 * 60_000;
const firstTickMs = 30_000;

/** The event source mappings and schedules of the product, with the batch sizes, ages and intervals they have in AWS. */
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
        options: { ...defaultPumpOptions, batchSize, maxRecordAgeMs },
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

  const schedule = (handler: HandlerName, everyMs: number, limitMs: number): Schedule[] => {
    const run = handlers[handler];
    if (run === undefined) return [];
    const invoke = createInvoke(handler, run, limitMs);
    return [startSchedule({ name: handler, invoke, everyMs, firstMs: firstTickMs, log: params.log })];
  };
  const schedules = [...schedule('lakeSeal', runEveryMinutes * 60_000, runLimitMs), ...schedule('fetchDue', 60_000, fetchLimitMs)];

  return {
    /** Runs what is on a schedule now. */
    tick: async (): Promise<void> => {
      await Promise.all(schedules.map((one) => one.tick()));
    },
    /** First what feeds the outbox, then what lives on it. */
    idle: async (): Promise<void> => {
      await Promise.all(first.map((p) => p.idle()));
      await Promise.all([...second, ...notices].map((p) => p.idle()));
    },
    failedBatches: (): readonly FailedBatch[] => failures.list(),
    stop: async (): Promise<void> => {
      await Promise.all([...first, ...second, ...notices, ...schedules].map((p) => p.stop()));
    },
  };
};
