import { MetricUnit, Metrics as Powertools } from '@aws-lambda-powertools/metrics';
import { metricNamespace } from './constants.ts';
import type { Environment } from './env.ts';

/** Counters of one composition. A skip, a rejection or a retry always counts something, zero included, so that the graph is there before the fault. */
export interface Metrics {
  readonly count: (name: string, value: number) => void;
  readonly milliseconds: (name: string, value: number) => void;
  /** Writes what was collected; called once at the end of each invocation. */
  readonly flush: () => void;
}

const nothing = (): void => {};
export const silentMetrics: Metrics = { count: nothing, milliseconds: nothing, flush: nothing };

/** EMF lines on standard output, read by CloudWatch; outside Lambda nobody reads them, so none are written. */
export const createMetrics = (service: string, env: Environment): Metrics => {
  if (env.AWS_LAMBDA_FUNCTION_NAME === undefined) return silentMetrics;
  const metrics = new Powertools({ namespace: metricNamespace, serviceName: service });
  return {
    count: (name, value) => metrics.addMetric(name, MetricUnit.Count, value),
    milliseconds: (name, value) => metrics.addMetric(name, MetricUnit.Milliseconds, value),
    flush: () => metrics.publishStoredMetrics(),
  };
};
