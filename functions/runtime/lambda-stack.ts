import middy, { type MiddyfiedHandler } from '@middy/core';
import { errorFields, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface LambdaTools {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Thrown by a handler whose caller must see an error, but which is nobody's fault here: not logged as one. */
export class ExpectedRefusal extends Error {
  override readonly name: string = 'ExpectedRefusal';
}

/**
 * The one stack of every event handler: failures are logged with their function and thrown on (the event source retries), metrics
 * leave at the end of each invocation whatever happened. HTTP errors are the API's own business (create-api.ts).
 */
export const lambdaStack = <Event, Result>(
  tools: () => LambdaTools,
  handle: (event: Event) => Promise<Result>,
): MiddyfiedHandler<Event, Result> =>
  middy<Event, Result>({ timeoutEarlyInMillis: 0 })
    .use({
      name: 'trunkline',
      after: () => tools().metrics.flush(),
      onError: ({ error }) => {
        if (!(error instanceof ExpectedRefusal)) tools().log.error('invocation failed', errorFields(error));
        tools().metrics.flush();
      },
    })
    .handler((event: Event) => handle(event));
