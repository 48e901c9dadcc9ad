import { existsSync, readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';

/** A batch given up on: what Lambda sends to an on-failure destination, without the records themselves. */
export interface FailedBatch {
  readonly at: string;
  readonly consumer: string;
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly attempts: number;
  readonly error: string;
  readonly shard: number;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  readonly batchSize: number;
  readonly streamArn: string;
}

/** The on-failure destination of all pumps: one NDJSON file that can be listed. */
export const openFailedBatches = (path: string) => ({
  add: (batch: FailedBatch): Promise<void> => appendFile(path, `${JSON.stringify(batch)}\n`, { mode: 0o600 }),
  list: (): readonly FailedBatch[] =>
    existsSync(path)
      ? readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as FailedBatch)
      : [],
});
export type FailedBatches = ReturnType<typeof openFailedBatches>;
