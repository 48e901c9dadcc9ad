/** Names of environment variables that the functions and the infrastructure must agree on. Imports nothing. */
export const variables = {
  engineTable: 'TRUNKLINE_ENGINE_TABLE',
  historyTable: 'TRUNKLINE_HISTORY_TABLE',
  liveTable: 'TRUNKLINE_LIVE_TABLE',
  directoryTable: 'TRUNKLINE_DIRECTORY_TABLE',
  auditTable: 'TRUNKLINE_AUDIT_TABLE',
  connectionsTable: 'TRUNKLINE_CONNECTIONS_TABLE',
  boardsTable: 'TRUNKLINE_BOARDS_TABLE',
  mediaBucket: 'TRUNKLINE_MEDIA_BUCKET',
  secretsKey: 'TRUNKLINE_SECRETS_KEY',
  commandsTable: 'TRUNKLINE_COMMANDS_TABLE',
  agentWsEndpoint: 'TRUNKLINE_AGENT_WS_ENDPOINT',
  agentWsUrl: 'TRUNKLINE_AGENT_WS_URL',
  lakeTable: 'TRUNKLINE_LAKE_TABLE',
  lakeBucket: 'TRUNKLINE_LAKE_BUCKET',
  eventsBucket: 'TRUNKLINE_EVENTS_BUCKET',
  eventsStream: 'TRUNKLINE_EVENTS_STREAM',
  issuer: 'TRUNKLINE_ISSUER',
  jwksUrl: 'TRUNKLINE_JWKS_URL',
  clientId: 'TRUNKLINE_CLIENT_ID',
  wsEndpoint: 'TRUNKLINE_WS_ENDPOINT',
  agentRoleArn: 'TRUNKLINE_AGENT_ROLE_ARN',
  webOrigin: 'TRUNKLINE_WEB_ORIGIN',
} as const;

/** Namespace of every metric. */
export const metricNamespace = 'Trunkline';
