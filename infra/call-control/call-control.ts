import { Duration } from 'aws-cdk-lib';
import { CfnStage, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { agentSocketPath } from '../../functions/domain/agent-command.ts';
import type { Monitoring } from '../monitoring/monitoring.ts';
import { CapabilityFunction } from '../shared/capability-function.ts';
import { createCapabilityTable } from '../shared/capability-table.ts';

export interface CallControlProps {
  readonly key: IKey;
  readonly directory: Table;
  readonly monitoring: Monitoring;
}

/** Commands to the agents: a WebSocket API of their own, so that browsers and agents share neither limits nor log-in, and the commands. */
export class CallControl extends Construct {
  readonly table: Table;
  readonly #stage: WebSocketStage;

  constructor(scope: Construct, id: string, props: CallControlProps) {
    super(scope, id);
    const { key, directory, monitoring } = props;
    this.table = createCapabilityTable(this, 'Commands', { key });
    const tables = { TRUNKLINE_COMMANDS_TABLE: this.table.tableName, TRUNKLINE_DIRECTORY_TABLE: directory.tableName };
    const handler = (name: string, entry: string): CapabilityFunction =>
      new CapabilityFunction(this, name, { entry: `call-control/agent-ws-${entry}.lambda.ts`, environment: { ...tables } });
    const authorize = handler('Authorize', 'authorize');
    const connect = handler('Connect', 'connect');
    const disconnect = handler('Disconnect', 'disconnect');
    const message = handler('Message', 'message');
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
    this.#stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: socket,
      // The path that agents sign is the one they open.
      stageName: agentSocketPath.slice(1),
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
    });
    const logs = new LogGroup(this, 'AccessLogs', { retention: RetentionDays.ONE_YEAR });
    if (!(this.#stage.node.defaultChild instanceof CfnStage)) throw new Error('WebSocket stage has no CloudFormation resource');
    this.#stage.node.defaultChild.accessLogSettings = {
      destinationArn: logs.logGroupArn,
      format: '$context.requestId $context.eventType $context.connectionId $context.status $context.error.message',
    };
    for (const reader of [authorize, message]) directory.grantReadData(reader);
    for (const writer of [connect, disconnect, message]) this.table.grantReadWriteData(writer);
    for (const sender of [connect, message]) {
      sender.addEnvironment('TRUNKLINE_AGENT_WS_ENDPOINT', this.#stage.callbackUrl);
      this.#stage.grantManagementApiAccess(sender);
    }

    monitoring.alarm({
      runbook: 'agents-cannot-be-commanded',
      metric: new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: 'IntegrationError',
        dimensionsMap: { ApiId: socket.apiId, Stage: this.#stage.stageName },
        period: Duration.minutes(5),
        statistic: 'Sum',
      }),
      threshold: 10,
      what: 'Log-in or messages of agents on their command sockets fail.',
    });
    monitoring.alarm({
      runbook: 'commands-are-not-answered',
      metric: new Metric({
        namespace: 'Trunkline',
        metricName: 'commandsUnanswered',
        dimensionsMap: { service: 'api' },
        period: Duration.minutes(5),
        statistic: 'Sum',
      }),
      threshold: 5,
      evaluationPeriods: 1,
      what: 'Commands reached agents and nobody knows what became of them.',
    });
  }

  /** What the API has to know of it. */
  get environment(): Record<string, string> {
    return {
      TRUNKLINE_COMMANDS_TABLE: this.table.tableName,
      TRUNKLINE_AGENT_WS_ENDPOINT: this.#stage.callbackUrl,
      TRUNKLINE_AGENT_WS_URL: this.#stage.url,
    };
  }

  /** Lets a function keep commands and post them to agents. */
  commandedBy(sender: IFunction): void {
    this.table.grantReadWriteData(sender);
    this.#stage.grantManagementApiAccess(sender);
  }
}
