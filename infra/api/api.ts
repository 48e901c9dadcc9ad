import { Duration } from 'aws-cdk-lib';
import { CfnStage, HttpApi, HttpMethod, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Monitoring } from '../monitoring/monitoring.ts';
import { CapabilityFunction } from '../shared/capability-function.ts';

export interface ApiProps {
  readonly environment: Record<string, string>;
  readonly monitoring: Monitoring;
}

/** Below a site: what asks DuckDB before it answers. */
const askedOfDuckDb: readonly (readonly [path: string, ...methods: HttpMethod[]])[] = [
  ['query', HttpMethod.POST],
  ['reports/{report}/query', HttpMethod.POST],
  ['explain', HttpMethod.GET],
  ['call-backs', HttpMethod.GET],
  ['call-backs/{proxy+}', HttpMethod.POST, HttpMethod.PUT],
  // Counts the rows of what is to become pages.
  ['exports', HttpMethod.POST],
  ['report-settings/preview', HttpMethod.POST],
  ['service-levels', HttpMethod.GET],
];

/** The REST interface under /v1. Tokens are checked in the function, by the same code as on one machine. */
export class Api extends Construct {
  readonly function: CapabilityFunction;
  /** Answers questions about figures: the same handler with DuckDB beside it, so that the rest of the API starts without its weight. */
  readonly reports: CapabilityFunction;
  /** Looks back: folds up to an hour of events and keeps a day of calls in memory. */
  readonly past: CapabilityFunction;
  readonly http: HttpApi;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const entry = 'api/api.lambda.ts';
    this.function = new CapabilityFunction(this, 'Function', { entry, environment: props.environment });
    this.reports = new CapabilityFunction(this, 'Reports', {
      entry,
      // DuckDB with two processors' worth of memory, and its cache of lake files on disk.
      duckDb: true,
      memoryMiB: 3008,
      diskMiB: 4096,
      environment: props.environment,
    });
    this.past = new CapabilityFunction(this, 'Past', { entry, memoryMiB: 1769, environment: props.environment });
    this.http = new HttpApi(this, 'Http', {
      defaultIntegration: new HttpLambdaIntegration('Integration', this.function),
      createDefaultStage: false,
    });
    const reports = new HttpLambdaIntegration('ReportsIntegration', this.reports);
    for (const [path, ...methods] of askedOfDuckDb)
      this.http.addRoutes({ path: `/v1/sites/{site}/${path}`, methods, integration: reports });
    this.http.addRoutes({
      path: '/v1/sites/{site}/boards/{board}/views/{view}/past',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('PastIntegration', this.past),
    });
    const logs = new LogGroup(this, 'AccessLogs', { retention: RetentionDays.ONE_YEAR });
    const stage = this.http.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: { destination: new LogGroupLogDestination(logs) },
    });
    if (!(stage.node.defaultChild instanceof CfnStage)) throw new Error('HTTP API stage has no CloudFormation resource');

    props.monitoring.alarm({
      runbook: 'api-answers-with-errors',
      metric: this.http.metricServerError({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 5,
      what: 'The API answers with 5xx.',
    });
    props.monitoring.alarm({
      runbook: 'api-is-slow',
      metric: this.http.metricLatency({ period: Duration.minutes(5), statistic: 'p99' }),
      threshold: 3000,
      what: 'One API answer in a hundred takes more than 3 s.',
    });
  }
}
