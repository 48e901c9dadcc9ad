import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeIngest } from './compose-ingest.ts';

const compose = perEnvironment(composeIngest);

/** Kinesis consumer of the events stream, with partial batch failure. */
export const handler = lambdaStack<KinesisStreamEvent, KinesisStreamBatchResponse>(compose, (event) => compose().ingest(event));
