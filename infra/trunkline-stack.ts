import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { Api } from './api/api.ts';
import { Audit } from './audit/audit.ts';
import { Boards } from './boards/boards.ts';
import { BoardMedia } from './boards/media.ts';
import { BoardValues } from './boards/values.ts';
import { CallControl } from './call-control/call-control.ts';
import { CallEngine } from './call-engine/call-engine.ts';
import { CallEvents } from './call-events/call-events.ts';
import { CallHistory } from './call-history/call-history.ts';
import { EdgeAgents } from './edge-agents/edge-agents.ts';
import { Identity } from './identity/identity.ts';
import { Lake } from './lake/lake.ts';
import { Live } from './live/live.ts';
import { Mail } from './mail/mail.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { Reports } from './reports/reports.ts';
import { Tenants } from './tenants/tenants.ts';
import { WebSite } from './web-site/web-site.ts';

export interface TrunklineStackProps extends StackProps {
  /** Origin people open, e.g. `https://app.example.com`; its certificate when CloudFront is to serve that name. */
  readonly webOrigin: string;
  readonly certificateArn?: string;
  readonly logInDomainPrefix: string;
  /** Address that mails come from, e.g. `reports@app.example.com`. */
  readonly mailFrom: string;
  readonly runbookUrl: string;
}

/** The whole platform in one region: one construct a capability, wired by what they publish. */
export class TrunklineStack extends Stack {
  constructor(scope: Construct, id: string, props: TrunklineStackProps) {
    super(scope, id, props);
    const key = new Key(this, 'Key', { enableKeyRotation: true, pendingWindow: Duration.days(30), description: 'Call data at rest' });
    // Alarms reach the on-call topic only when CloudWatch may use its key.
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    const monitoring = new Monitoring(this, 'Monitoring', { key, runbookUrl: props.runbookUrl });
    const events = new CallEvents(this, 'CallEvents', { key });
    const audit = new Audit(this, 'Audit', { key });
    const tenants = new Tenants(this, 'Tenants', { key, audit });
    const engine = new CallEngine(this, 'CallEngine', { key, events, directory: tenants.directory, monitoring });
    tenants.importFrom(engine.table, key, monitoring);
    const history = new CallHistory(this, 'CallHistory', { key, engineTable: engine.table, monitoring });
    const lake = new Lake(this, 'Lake', { key, accessLogs: events.accessLogs, history: history.table, monitoring });
    const identity = new Identity(this, 'Identity', { domainPrefix: props.logInDomainPrefix, webOrigin: props.webOrigin });
    const tokens = {
      TRUNKLINE_ISSUER: identity.issuer,
      TRUNKLINE_JWKS_URL: `${identity.issuer}/.well-known/jwks.json`,
      TRUNKLINE_CLIENT_ID: identity.client.userPoolClientId,
    };
    const boards = new Boards(this, 'Boards', { key });
    const values = new BoardValues(this, 'BoardValues', { key, boards, monitoring });
    const media = new BoardMedia(this, 'BoardMedia', { key, accessLogs: events.accessLogs, webOrigin: props.webOrigin });
    const live = new Live(this, 'Live', {
      key,
      engineTable: engine.table,
      directory: tenants.directory,
      history: history.table,
      boards,
      tokens,
      monitoring,
    });
    const callControl = new CallControl(this, 'CallControl', { key, directory: tenants.directory, monitoring });
    const mail = new Mail(this, 'Mail', { key, from: props.mailFrom });
    const stored = {
      TRUNKLINE_DIRECTORY_TABLE: tenants.directory.tableName,
      TRUNKLINE_AUDIT_TABLE: audit.table.tableName,
      TRUNKLINE_LIVE_TABLE: live.table.tableName,
      TRUNKLINE_HISTORY_TABLE: history.table.tableName,
      TRUNKLINE_LAKE_TABLE: lake.table.tableName,
      TRUNKLINE_LAKE_BUCKET: lake.bucket.bucketName,
      TRUNKLINE_ENGINE_TABLE: engine.table.tableName,
      TRUNKLINE_BOARDS_TABLE: boards.table.tableName,
      TRUNKLINE_WEB_ORIGIN: props.webOrigin,
      ...media.environment,
    };
    const reports = new Reports(this, 'Reports', { key, accessLogs: events.accessLogs, mail, monitoring, environment: stored });
    mail.noteBounces(reports.table, { ...reports.environment }, monitoring);
    const api = new Api(this, 'Api', {
      monitoring,
      environment: {
        ...tokens,
        ...callControl.environment,
        ...values.environment,
        ...media.environment,
        ...reports.environment,
        ...mail.environment,
        TRUNKLINE_DIRECTORY_TABLE: tenants.directory.tableName,
        TRUNKLINE_AUDIT_TABLE: audit.table.tableName,
        TRUNKLINE_HISTORY_TABLE: history.table.tableName,
        TRUNKLINE_LIVE_TABLE: live.table.tableName,
        TRUNKLINE_CONNECTIONS_TABLE: live.connections.tableName,
        TRUNKLINE_LAKE_TABLE: lake.table.tableName,
        TRUNKLINE_LAKE_BUCKET: lake.bucket.bucketName,
        TRUNKLINE_ENGINE_TABLE: engine.table.tableName,
        TRUNKLINE_EVENTS_STREAM: events.stream.streamName,
        TRUNKLINE_EVENTS_BUCKET: events.archive.bucketName,
        TRUNKLINE_WEB_ORIGIN: props.webOrigin,
      },
    });
    tenants.directory.grantReadWriteData(api.function);
    callControl.commandedBy(api.function);
    audit.grantAdd(api.function);
    audit.grantRead(api.function);
    history.table.grantReadData(api.function);
    live.table.grantReadData(api.function);
    live.connections.grantReadData(api.function);
    boards.changedBy(api.function);
    values.changedBy(api.function);
    media.changedBy(api.function);
    // The same code asks there who a screen is; who calls back whom is noted there too.
    boards.changedBy(api.reports);
    audit.grantAdd(api.reports);
    for (const served of [api.function, api.reports]) reports.changedBy(served);
    // A bucket is tried as what will deliver into it.
    reports.deliveredBy(api.function);
    for (const served of [api.reports, api.past]) reports.deliveryToldTo(served);
    // What the worker reads is what questions about figures read, and the logo among the media.
    tenants.directory.grantReadData(reports.worker);
    boards.readBy(reports.worker);
    audit.grantAdd(reports.worker);
    lake.readBy(reports.worker);
    live.table.grantReadData(reports.worker);
    engine.table.grantReadData(reports.worker);
    media.readBy(reports.worker);
    lake.readBy(api.reports);
    tenants.directory.grantReadData(api.reports);
    live.table.grantReadData(api.reports);
    engine.table.grantReadData(api.function);
    // Looking back: archive and checkpoints, the engine's state, the rows of the day, today's boards.
    // The archive is listed by site, then read; the key of the platform opens it.
    key.grantDecrypt(api.past);
    api.past.addToRolePolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [events.archive.arnForObjects('*')] }));
    api.past.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [events.archive.bucketArn] }));
    for (const table of [engine.table, history.table, tenants.directory]) table.grantReadData(api.past);
    boards.readBy(api.past);
    if (api.function.role === undefined) throw new Error('the API function has no role');
    const agents = new EdgeAgents(this, 'EdgeAgents', { events, issuedBy: api.function.role });
    for (const served of [api.function, api.reports, api.past]) served.addEnvironment('TRUNKLINE_AGENT_ROLE_ARN', agents.role.roleArn);
    agents.role.grantAssumeRole(api.function.role);
    const site = new WebSite(this, 'WebSite', {
      api: api.http,
      socketUrl: live.socketUrl,
      logInOrigin: identity.logInOrigin,
      issuer: identity.issuer,
      clientId: identity.client.userPoolClientId,
      accessLogs: events.accessLogs,
      filesOrigin: `https://${media.bucket.bucketRegionalDomainName}`,
      ...(props.certificateArn === undefined
        ? {}
        : { host: { name: new URL(props.webOrigin).hostname, certificateArn: props.certificateArn } }),
    });
    new CfnOutput(this, 'WebAddress', { value: `https://${site.distribution.distributionDomainName}` });
    new CfnOutput(this, 'UserPoolId', { value: identity.pool.userPoolId });
  }
}
