import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { variables } from '../../functions/runtime/constants.ts';
import type { Monitoring } from '../monitoring/monitoring.ts';
import { CapabilityFunction } from '../shared/capability-function.ts';
import { createDeadLetterQueue } from '../shared/dead-letter-queue.ts';

export interface MailProps {
  readonly key: Key;
  /** Address that mails come from; its domain is verified by the records that the deployment prints. */
  readonly from: string;
}

/** Mails to people: the sending domain, and what comes back of them. */
export class Mail extends Construct {
  readonly environment: Record<string, string>;
  readonly #identity: EmailIdentity;
  readonly #set: ConfigurationSet;
  readonly #topic: Topic;
  readonly #key: Key;

  constructor(scope: Construct, id: string, props: MailProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    this.#key = props.key;
    this.#topic = new Topic(this, 'Feedback', { masterKey: props.key, enforceSSL: true });
    this.#set = new ConfigurationSet(this, 'Set', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.#set.addEventDestination('Feedback', {
      destination: EventDestination.snsTopic(this.#topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
    this.#identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(props.from.split('@').at(-1) ?? props.from),
      configurationSet: this.#set,
    });
    // What is published to an encrypted topic needs the topic's key.
    props.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
    this.environment = {
      [variables.mailFrom]: props.from,
      [variables.mailConfigurationSet]: this.#set.configurationSetName,
    };
  }

  /** Lets a function send mails from the verified domain. */
  sentBy(sender: CapabilityFunction): void {
    const set = Stack.of(this).formatArn({ service: 'ses', resource: 'configuration-set', resourceName: this.#set.configurationSetName });
    sender.addToRolePolicy(
      new PolicyStatement({ actions: ['ses:SendEmail', 'ses:SendRawEmail'], resources: [this.#identity.emailIdentityArn, set] }),
    );
  }

  /** The function that notes who must not be written to any more, in the table of reports. */
  noteBounces(table: Table, environment: Record<string, string>, monitoring: Monitoring): CapabilityFunction {
    const bounced = new CapabilityFunction(this, 'Bounced', { entry: 'mail/bounced.lambda.ts', environment });
    table.grantReadWriteData(bounced);
    const deadLetters = createDeadLetterQueue(this, 'DeadLetters', this.#key);
    bounced.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(deadLetters) });
    this.#topic.addSubscription(new LambdaSubscription(bounced, { deadLetterQueue: deadLetters }));
    monitoring.alarm({
      runbook: 'bounces-are-not-noted',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'An address that does not exist, or complained, goes on being written to.',
    });
    // SES looks at an account from 5 % on; the metric is a fraction.
    monitoring.alarm({
      runbook: 'too-many-mails-bounce',
      metric: new Metric({ namespace: 'AWS/SES', metricName: 'Reputation.BounceRate', period: Duration.hours(1), statistic: 'Maximum' }),
      threshold: 0.04,
      evaluationPeriods: 1,
      what: 'So many mails bounce that AWS may stop the account from sending.',
    });
    return bounced;
  }
}
