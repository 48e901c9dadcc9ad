import type { Environment } from '../runtime/env.ts';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeSweep } from './compose-schedules.ts';
import { schedulesService } from './constants.ts';
import type { Swept } from './sweep.ts';

const compose = perEnvironment((env: Environment) => {
  const tools = { log: createLog(schedulesService, env), metrics: createMetrics(schedulesService, env) };
  return { ...tools, sweep: composeSweep(env, tools) };
});

/** Hourly, and when the workers start: nothing that is due is forgotten. */
export const handler = lambdaStack<unknown, Swept>(compose, () => compose().sweep());
