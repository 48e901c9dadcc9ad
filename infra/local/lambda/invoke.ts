import { randomUUID } from 'node:crypto';

/** A Lambda handler as our entry points export it. */
export type Handler = (event: unknown, context: unknown) => unknown;

export class LambdaTimeoutError extends Error {
  override readonly name = 'LambdaTimeoutError';
}

export type Invoke = (event: unknown) => Promise<unknown>;

/** Calls a handler as Lambda does: an own context, JSON in and out, and an error when it takes longer than `timeoutMs`. */
export const createInvoke = (functionName: string, handler: Handler, timeoutMs: number): Invoke => {
  return async (event) => {
    const deadline = Date.now() + timeoutMs;
    const context = {
      functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION ?? 'eu-west-1'}:000000000000:function:${functionName}`,
      memoryLimitInMB: '1024',
      awsRequestId: randomUUID(),
      logGroupName: `/aws/lambda/${functionName}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: false,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
      done: () => undefined,
      fail: () => undefined,
      succeed: () => undefined,
    };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new LambdaTimeoutError(`${functionName} did not finish within ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      return await Promise.race([Promise.resolve(handler(event, context)), late]);
    } finally {
      clearTimeout(timer);
    }
  };
};
