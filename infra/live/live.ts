import { Duration, Stack } from 'aws-cdk-lib';
import { CfnStage, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Boards } from '../boards/boards.ts';
import type { Monitoring } from '../monitoring/monitoring.ts';
import { CapabilityFunction } from '../shared/capability-function.ts';
import { createCapabilityTable } from '../shared/capability-table.ts';
import { createDeadLetterQueue } from '../shared/dead-letter-queue.ts';
import { feedFromNotices } from '../shared/notice-source.ts';
import { feedFromOutbox } from '../shared/outbox-source.ts';

export interface LiveProps {
  readonly key: IKey;
  readonly engineTable: Table;
  readonly directory: Table;
  /** Rows of calls, from which live figures begin. */
  readonly history: Table;
  /** Boards whose figures are shown; its stream says what to look at again. */
  readonly boards: Boards;
  readonly tokens: Record<'TRUNKLINE_ISSUER' | 'TRUNKLINE_JWKS_URL' | 'TRUNKLINE_CLIENT_ID', string>;
  readonly monitoring: Monitoring;
}

/** What happens now: the live state of each site, kept from the outbox and pushed to browsers over a WebSocket. */
export class Live extends Construct {
  readonly table: Table;
  readonly connections: Table;
  readonly socketUrl: string;

  constructor(scope: Construct, id: string, props: LiveProps) {
    super(scope, id);
    const { key, engineTable, directory, history, boards, monitoring } = props;
    this.table = createCapabilityTable(this, 'Table', { key });
    const connections = createCapabilityTable(this, 'Connections', { key });
    this.connections = connections;
    const tables = {
      TRUNKLINE_LIVE_TABLE: this.table.tableName,
      TRUNKLINE_CONNECTIONS_TABLE: connections.tableName,
      TRUNKLINE_DIRECTORY_TABLE: directory.tableName,
    };
    const figures = { TRUNKLINE_HISTORY_TABLE: history.tableName, TRUNKLINE_ENGINE_TABLE: engineTable.tableName };

    const authorize = new CapabilityFunction(this, 'Authorize', {
      entry: 'live/ws-authorize.lambda.ts',
      environment: { ...tables, ...props.tokens },
    });
    const connect = new CapabilityFunction(this, 'Connect', { entry: 'live/ws-connect.lambda.ts', environment: { ...tables } });
    const disconnect = new CapabilityFunction(this, 'Disconnect', { entry: 'live/ws-disconnect.lambda.ts', environment: { ...tables } });
    const message = new CapabilityFunction(this, 'Message', {
      entry: 'live/ws-message.lambda.ts',
      environment: { ...tables, ...figures, ...props.tokens },
      memoryMiB: 1024,
    });
    const socket = new WebSocketApi(this, 'Socket', {
      routeSelectionExpression: '$request.body.action',
      connectRouteOptions: {
        integration: new WebSocketLambdaIntegration('ConnectIntegration', connect),
        authorizer: new WebSocketLambdaAuthorizer('Authorizer', authorize, {
          identitySource: ['route.request.header.Sec-WebSocket-Protocol'],
        }),
        returnResponse: true,
      },
      disconnectRouteOptions: { integration: new WebSocketLambdaIntegration('DisconnectIntegration', disconnect) },
      defaultRouteOptions: { integration: new WebSocketLambdaIntegration('MessageIntegration', message) },
    });
    const stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: socket,
      stageName: 'live',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
    });
    const logs = new LogGroup(this, 'AccessLogs', { retention: RetentionDays.ONE_YEAR });
    if (!(stage.node.defaultChild instanceof CfnStage)) throw new Error('WebSocket stage has no CloudFormation resource');
    stage.node.defaultChild.accessLogSettings = {
      destinationArn: logs.logGroupArn,
      format: '$context.requestId $context.eventType $context.connectionId $context.status $context.error.message',
    };
    this.socketUrl = stage.url;

    const project = new CapabilityFunction(this, 'Project', {
      entry: 'live/project.lambda.ts',
      memoryMiB: 1769,
      environment: { ...tables, ...figures, TRUNKLINE_WS_ENDPOINT: stage.callbackUrl },
    });
    message.addEnvironment('TRUNKLINE_WS_ENDPOINT', stage.callbackUrl);
    for (const reader of [authorize, connect, message, project]) directory.grantReadData(reader);
    for (const writer of [connect, disconnect, message, project]) connections.grantReadWriteData(writer);
    this.table.grantReadWriteData(project);
    this.table.grantReadData(message);
    for (const reader of [message, project]) {
      engineTable.grantReadData(reader);
      history.grantReadData(reader);
    }
    stage.grantManagementApiAccess(message);
    stage.grantManagementApiAccess(project);
    const deadLetters = createDeadLetterQueue(this, 'DeadLetters', key);
    feedFromOutbox(project, engineTable, deadLetters);

    // Screens log in by what the boards table knows of them, and subscribe to boards by name.
    // The first use of a new token of a screen makes the old one invalid, and either of the two may see it first.
    boards.changedBy(authorize, message);
    const announce = new CapabilityFunction(this, 'Announce', {
      entry: 'live/announce.lambda.ts',
      environment: { TRUNKLINE_CONNECTIONS_TABLE: connections.tableName, TRUNKLINE_WS_ENDPOINT: stage.callbackUrl },
    });
    connections.grantReadWriteData(announce);
    stage.grantManagementApiAccess(announce);
    const untold = createDeadLetterQueue(this, 'Untold', key);
    feedFromNotices(announce, boards.table, untold);
    monitoring.alarm({
      runbook: 'notices-were-not-told',
      metric: untold.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'Open boards and screens were not told of a change.',
    });

    monitoring.alarm({
      runbook: 'live-is-behind',
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensionsMap: { FunctionName: project.functionName },
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 10_000,
      what: 'Boards are more than 10 s behind.',
    });
    monitoring.alarm({
      runbook: 'live-gave-up-on-a-record',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'A change was not brought into the live state.',
    });
    monitoring.alarm({
      runbook: 'sockets-cannot-be-reached',
      metric: new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: 'IntegrationError',
        dimensionsMap: { ApiId: socket.apiId, Stage: stage.stageName },
        period: Duration.minutes(5),
        statistic: 'Sum',
      }),
      threshold: 10,
      what: `Socket log-ins or messages fail in ${Stack.of(this).stackName}.`,
    });
  }
}
