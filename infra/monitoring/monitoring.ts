import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Every alarm of the platform by its heading in docs/runbook.md; a test compares the two lists. */
export const runbookHeadings = [
  'ingest-is-behind',
  'ingest-fails',
  'ingest-gave-up-on-a-record',
  'batches-are-rejected',
  'numbers-were-declared-lost',
  'history-is-behind',
  'history-gave-up-on-a-record',
  'live-is-behind',
  'live-gave-up-on-a-record',
  'directory-import-gave-up-on-a-record',
  'lake-sealer-fails',
  'lake-site-fails',
  'lake-is-behind',
  'api-answers-with-errors',
  'api-is-slow',
  'sockets-cannot-be-reached',
  'agents-cannot-be-commanded',
  'commands-are-not-answered',
  'notices-were-not-told',
  'external-data-is-not-fetched',
  'jobs-were-given-up',
  'jobs-wait-too-long',
  'job-worker-fails',
  'scheduled-reports-fail',
  'schedules-are-not-looked-after',
  'schedules-cannot-be-read',
  'bounces-are-not-noted',
  'too-many-mails-bounce',
] as const;
export type RunbookHeading = (typeof runbookHeadings)[number];

export interface AlarmProps {
  readonly runbook: RunbookHeading;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly evaluationPeriods?: number;
  readonly what: string;
}

/** One registry for all alarms: each has a heading in the runbook and goes to the on-call topic. */
export class Monitoring extends Construct {
  readonly onCall: Topic;
  readonly #runbookUrl: string;

  constructor(scope: Construct, id: string, props: { readonly key: IKey; readonly runbookUrl: string }) {
    super(scope, id);
    this.#runbookUrl = props.runbookUrl;
    this.onCall = new Topic(this, 'OnCall', { masterKey: props.key, enforceSSL: true });
  }

  alarm(props: AlarmProps): Alarm {
    const alarm = new Alarm(this, props.runbook, {
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.evaluationPeriods ?? 3,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${props.what} What to do: ${this.#runbookUrl}#${props.runbook}`,
    });
    alarm.addAlarmAction(new SnsAction(this.onCall));
    alarm.addOkAction(new SnsAction(this.onCall));
    return alarm;
  }
}
