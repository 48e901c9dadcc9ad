import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { runLimitMs } from '../../functions/board-values/constants.ts';
import type { Monitoring } from '../monitoring/monitoring.ts';
import { CapabilityFunction } from '../shared/capability-function.ts';
import type { Boards } from './boards.ts';

export interface BoardValuesProps {
  readonly key: IKey;
  readonly boards: Boards;
  readonly monitoring: Monitoring;
}

/** External data: the function that fetches what is due, every minute, and the secrets of request headers in Parameter Store. */
export class BoardValues extends Construct {
  readonly environment: Record<string, string>;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, props: BoardValuesProps) {
    super(scope, id);
    this.#key = props.key;
    this.environment = { TRUNKLINE_SECRETS_KEY: props.key.keyArn };
    const fetchDue = new CapabilityFunction(this, 'FetchDue', {
      entry: 'board-values/fetch-due.lambda.ts',
      timeout: Duration.millis(runLimitMs),
      environment: { ...this.environment },
    });
    props.boards.changedBy(fetchDue);
    this.#grant(fetchDue, ['ssm:GetParameter', 'ssm:DeleteParameter']);
    // A tick that fails needs no second try and no dead letter: the next one does its work.
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(fetchDue, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    props.monitoring.alarm({
      runbook: 'external-data-is-not-fetched',
      metric: fetchDue.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      what: 'External data is not fetched; boards show the last values, marked as old.',
    });
  }

  /** Lets a function enter, use and delete secrets. */
  changedBy(writer: CapabilityFunction): void {
    this.#grant(writer, ['ssm:PutParameter', 'ssm:GetParameter', 'ssm:DeleteParameter']);
  }

  #grant(to: CapabilityFunction, actions: string[]): void {
    const resources = [Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName: 'trunkline/T/*' })];
    to.addToRolePolicy(new PolicyStatement({ actions, resources }));
    this.#key.grantEncryptDecrypt(to);
  }
}
