import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeWorker } from './compose-worker.ts';

const compose = perEnvironment(composeWorker);

/** The queue of long work: exports, and runs of schedules. */
export const handler = lambdaStack<SQSEvent, SQSBatchResponse>(compose, (event) => compose().work(event));
