import { agentSocketPath } from '../../functions/domain/agent-command.ts';
import { agentKinesisEndpointVariable } from '../../functions/edge-agents/constants.ts';
import { variables } from '../../functions/runtime/constants.ts';
import type { RootCredentials } from './aws-wire/credentials.ts';
import { resources } from './resources.ts';

export const localRegion = 'eu-west-2';
export const webClientId = 'trunkline-web';
export const issuerPath = '/oidc';
export const socketPath = '/ws';
/** Where the management endpoint of the agents' sockets is, beside the one of the browsers'. */
export const agentSocketManagementPath = '/agent-ws';

export const localAccount = '000000000000';
export const queueUrl = (awsEndpoint: string, name: string): string => `${awsEndpoint}/${localAccount}/${name}`;
export const queueArn = (name: string): string => `arn:aws:sqs:${localRegion}:${localAccount}:${name}`;

/** Environment of the handlers, the same names they have in AWS plus the endpoints of the emulators. */
export const localEnvironment = (params: {
  readonly origin: string;
  readonly awsEndpoint: string;
  readonly credentials: RootCredentials;
}): Readonly<Record<string, string>> => ({
  AWS_REGION: localRegion,
  AWS_ACCESS_KEY_ID: params.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: params.credentials.secretAccessKey,
  AWS_ENDPOINT_URL_DYNAMODB: params.awsEndpoint,
  AWS_ENDPOINT_URL_DYNAMODB_STREAMS: params.awsEndpoint,
  AWS_ENDPOINT_URL_KINESIS: params.awsEndpoint,
  AWS_ENDPOINT_URL_S3: params.awsEndpoint,
  AWS_ENDPOINT_URL_SCHEDULER: params.awsEndpoint,
  AWS_ENDPOINT_URL_SESV2: params.awsEndpoint,
  AWS_ENDPOINT_URL_SQS: params.awsEndpoint,
  AWS_ENDPOINT_URL_SSM: params.awsEndpoint,
  AWS_ENDPOINT_URL_STS: params.awsEndpoint,
  AWS_EC2_METADATA_DISABLED: 'true',
  POWERTOOLS_SERVICE_NAME: 'trunkline',
  POWERTOOLS_METRICS_NAMESPACE: 'Trunkline',
  [variables.engineTable]: resources.engineTable,
  [variables.historyTable]: resources.historyTable,
  [variables.liveTable]: resources.liveTable,
  [variables.directoryTable]: resources.directoryTable,
  [variables.auditTable]: resources.auditTable,
  [variables.connectionsTable]: resources.connectionsTable,
  [variables.boardsTable]: resources.boardsTable,
  [variables.commandsTable]: resources.commandsTable,
  [variables.mediaBucket]: resources.mediaBucket,
  [variables.reportsTable]: resources.reportsTable,
  [variables.exportsBucket]: resources.exportsBucket,
  [variables.jobsQueueUrl]: queueUrl(params.awsEndpoint, resources.jobsQueue),
  [variables.jobsQueueArn]: queueArn(resources.jobsQueue),
  [variables.schedulerGroup]: resources.schedulerGroup,
  [variables.schedulerRoleArn]: `arn:aws:iam::${localAccount}:role/trunkline-scheduler`,
  [variables.deliveryRoleArn]: `arn:aws:iam::${localAccount}:role/trunkline-delivery`,
  [variables.mailFrom]: 'reports@trunkline.example',
  [variables.mailConfigurationSet]: resources.mailConfigurationSet,
  [variables.secretsKey]: 'alias/trunkline',
  [variables.lakeTable]: resources.lakeTable,
  [variables.lakeBucket]: resources.lakeBucket,
  [variables.eventsBucket]: resources.eventsBucket,
  [variables.eventsStream]: resources.eventsStream,
  [variables.issuer]: params.origin + issuerPath,
  [variables.jwksUrl]: `${params.origin + issuerPath}/.well-known/jwks.json`,
  [variables.clientId]: webClientId,
  [variables.wsEndpoint]: params.awsEndpoint,
  [variables.agentWsEndpoint]: params.awsEndpoint + agentSocketManagementPath,
  [variables.agentWsUrl]: `${params.origin.replace(/^http/, 'ws')}${agentSocketPath}`,
  [variables.agentRoleArn]: 'arn:aws:iam::000000000000:role/trunkline-edge-agent',
  [agentKinesisEndpointVariable]: params.awsEndpoint,
  [variables.webOrigin]: params.origin,
});
