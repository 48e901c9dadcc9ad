import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { callColumns, segmentColumns, statusColumns } from '../functions/statistics/facts.ts';
import { runbookHeadings } from './monitoring/monitoring.ts';
import { duckDbBinding, repositoryRoot } from './shared/capability-function.ts';
import { TrunklineStack } from './trunkline-stack.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

interface GlueTable {
  readonly Name: 'calls' | 'segments' | 'status';
  readonly StorageDescriptor: { readonly Columns: unknown };
  readonly PartitionKeys: readonly { readonly Name: string }[];
  readonly Parameters: Readonly<Record<string, unknown>>;
}

let template: Template;
const resources = (type: string): Resource[] => Object.values(template.findResources(type)) as Resource[];
interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}
/** Own policies of roles, with what did not fit into them. */
const policies = (): Resource[] => [...resources('AWS::IAM::Policy'), ...resources('AWS::IAM::ManagedPolicy')];
const statementsOf = ({ Properties }: Resource): Statement[] => (Properties.PolicyDocument as { Statement: Statement[] }).Statement;
const rightsOf = (role: string): Statement[] =>
  policies()
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(`"${role}`))
    .flatMap(statementsOf);
const rightTo = (role: string, action: string): Statement[] => rightsOf(role).filter(({ Action }) => [Action].flat().includes(action));

beforeAll(() => {
  // Bundling is esbuild's business and takes seconds; the template does not depend on it.
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  template = Template.fromStack(
    new TrunklineStack(app, 'Trunkline', {
      webOrigin: 'https://app.trunkline.example',
      logInDomainPrefix: 'trunkline-test',
      mailFrom: 'reports@app.trunkline.example',
      runbookUrl: 'https://docs.trunkline.example/runbook',
    }),
  );
});

describe('functions', () => {
  it('run Node.js 24 on arm64, those with DuckDB on x86_64', () => {
    const ours = resources('AWS::Lambda::Function').filter((f) => JSON.stringify(f.Properties.Environment ?? '').includes('TRUNKLINE_'));
    expect(ours.length).toBeGreaterThanOrEqual(9);
    for (const { Properties } of ours) {
      expect(Properties.Runtime).toBe('nodejs24.x');
      const withDuckDb = JSON.stringify(Properties.EphemeralStorage ?? '').includes('Size');
      expect(Properties.Architectures).toEqual([withDuckDb ? 'x86_64' : 'arm64']);
    }
  });

  it('stay below what Lambda unpacks, with the native part of DuckDB', () => {
    const bytes = readdirSync(duckDbBinding).reduce((sum, name) => sum + statSync(join(duckDbBinding, name)).size, 0);
    expect(bytes).toBeGreaterThan(10_000_000);
    expect(bytes).toBeLessThan(240_000_000);
  });

  it('have no right on all resources but tracing and listing table streams, which AWS grants no narrower', () => {
    for (const policy of policies()) {
      if (JSON.stringify(policy.Properties.Roles).includes('CDKBucketDeployment')) continue;
      for (const statement of statementsOf(policy))
        if (statement.Resource === '*')
          expect([statement.Action].flat().every((action) => action.startsWith('xray:') || action === 'dynamodb:ListStreams')).toBe(true);
    }
  });
});

describe('the audit', () => {
  it('is added to and read, and in nobody’s role is the right to change or delete a row', () => {
    const granted = policies()
      .flatMap(statementsOf)
      .flatMap(({ Action, Resource }) => (JSON.stringify(Resource).includes('AuditLog') ? Action : []));
    expect([...new Set(granted)].sort()).toEqual(['dynamodb:PutItem', 'dynamodb:Query']);
  });
});

describe('an agent', () => {
  it('may put records on the event stream and encrypt them, nothing else', () => {
    const actions = rightsOf('EdgeAgentsUplinkRole')
      .flatMap(({ Action }) => Action)
      .sort();
    expect(actions).toEqual(['kinesis:PutRecord', 'kinesis:PutRecords', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*']);
  });
});

const filtered = () => resources('AWS::Lambda::EventSourceMapping').filter((m) => m.Properties.FilterCriteria !== undefined);

describe('the agents’ sockets', () => {
  it('ask who connects, and are none of the browsers’', () => {
    const connects = resources('AWS::ApiGatewayV2::Route').filter((r) => r.Properties.RouteKey === '$connect');
    expect(connects.map((r) => r.Properties.AuthorizationType)).toEqual(['CUSTOM', 'CUSTOM']);
    expect(new Set(connects.map((r) => JSON.stringify(r.Properties.ApiId))).size).toBe(2);
    expect(new Set(connects.map((r) => JSON.stringify(r.Properties.AuthorizerId))).size).toBe(2);
  });

  it('are at the path that agents sign, which the API tells them', () => {
    const [api] = resources('AWS::Lambda::Function').filter((f) =>
      JSON.stringify(f.Properties.Environment ?? '').includes('TRUNKLINE_AGENT_WS_URL'),
    );
    expect(JSON.stringify(api?.Properties.Environment)).toMatch(
      /"TRUNKLINE_AGENT_WS_URL":\{"Fn::Join":\["",\["wss:\/\/".*"\/agent-ws"\]\]\}/,
    );
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', { StageName: 'agent-ws' });
  });

  it('may be posted to by the API, and by what answers agents', () => {
    const posting = resources('AWS::IAM::Policy').filter(({ Properties }) =>
      JSON.stringify(Properties.PolicyDocument).includes('/agent-ws/*/@connections/*'),
    );
    expect(posting.map(({ Properties }) => String(Properties.PolicyName).replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
      'ApiFunctionRoleDefaultPolicy',
      'CallControlConnectRoleDefaultPolicy',
      'CallControlMessageRoleDefaultPolicy',
    ]);
  });
});

describe('streams', () => {
  it('feed the engine by enhanced fan-out, with partial failures and a place for what is given up', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('FanOut'), 'ConsumerARN'] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: Match.anyValue() },
    });
  });

  it('feed three consumers from the outbox and from nothing else in that table', () => {
    const mappings = filtered().filter((m) => JSON.stringify(m.Properties.FilterCriteria).includes('OUTBOX#'));
    expect(mappings).toHaveLength(3);
    for (const { Properties } of mappings) expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('give one consumer the rows of boards that carry a notice', () => {
    const mappings = filtered().filter((m) => !JSON.stringify(m.Properties.FilterCriteria).includes('OUTBOX#'));
    expect(mappings.map((m) => m.Properties.FilterCriteria)).toEqual([
      { Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"notice":{"M":{"kind":{"S":[{"exists":true}]}}}}}}' }] },
    ]);
  });
});

describe('work of its own size', () => {
  it('has a function of its own: figures that of DuckDB, past boards theirs', () => {
    const routes = resources('AWS::ApiGatewayV2::Route').filter((r) => String(r.Properties.RouteKey).includes('/v1/'));
    const past = 'GET /v1/sites/{site}/boards/{board}/views/{view}/past';
    const carriedBy = (target: string): string | undefined => ['ReportsIntegration', 'PastIntegration'].find((one) => target.includes(one));
    expect(Object.fromEntries(routes.map((r) => [r.Properties.RouteKey, carriedBy(JSON.stringify(r.Properties.Target))]))).toEqual({
      'GET /v1/sites/{site}/call-backs': 'ReportsIntegration',
      'GET /v1/sites/{site}/explain': 'ReportsIntegration',
      'GET /v1/sites/{site}/service-levels': 'ReportsIntegration',
      'POST /v1/sites/{site}/call-backs/{proxy+}': 'ReportsIntegration',
      'POST /v1/sites/{site}/exports': 'ReportsIntegration',
      'POST /v1/sites/{site}/query': 'ReportsIntegration',
      'POST /v1/sites/{site}/report-settings/preview': 'ReportsIntegration',
      'POST /v1/sites/{site}/reports/{report}/query': 'ReportsIntegration',
      'PUT /v1/sites/{site}/call-backs/{proxy+}': 'ReportsIntegration',
      [past]: 'PastIntegration',
    });
  });
});

describe('long work', () => {
  it('goes through an encrypted queue, three tries each, ten jobs at once, each handed back on its own', () => {
    const [jobs] = resources('AWS::SQS::Queue').filter(({ Properties }) => Properties.RedrivePolicy !== undefined);
    expect(jobs?.Properties).toMatchObject({
      VisibilityTimeout: 900,
      RedrivePolicy: { maxReceiveCount: 3 },
      KmsMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('ReportsJobs'), 'Arn'] },
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 10 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    template.hasResourceProperties('AWS::Lambda::Function', { Timeout: 900, MemorySize: 3008, EphemeralStorage: { Size: 4096 } });
  });

  it('leaves files that age: a week those of exports, three months all', () => {
    const [bucket] = Object.entries(template.findResources('AWS::S3::Bucket')).filter(([id]) => id.startsWith('ReportsFiles'));
    expect(bucket?.[1]?.Properties).toMatchObject({
      LifecycleConfiguration: {
        Rules: [
          { ExpirationInDays: 8, TagFilters: [{ Key: 'kept', Value: 'week' }] },
          { ExpirationInDays: 93 },
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
        ],
      },
    });
    expect(bucket?.[1]?.Properties.VersioningConfiguration).toBeUndefined();
  });

  it('may set schedules of its own group only, and hand them the one role that may write to the queue', () => {
    for (const role of ['ReportsWorkerRole', 'ReportsSweepRole', 'ApiFunctionRole']) {
      const [set] = rightTo(role, 'scheduler:CreateSchedule');
      expect(JSON.stringify(set?.Resource)).toMatch(/:schedule\/trunkline\/\*"/);
      expect(rightTo(role, 'iam:PassRole')).toEqual([
        {
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: { 'Fn::GetAtt': [expect.stringMatching(/^ReportsSchedulerRole/), 'Arn'] },
          Condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
        },
      ]);
    }
    const actions = rightsOf('ReportsSchedulerRole').flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !action.startsWith('kms:')).sort()).toEqual([
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
    ]);
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          Match.objectLike({
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' }, 'aws:SourceArn': Match.anyValue() } },
          }),
        ],
      },
    });
  });

  it('puts objects into buckets of other accounts, and into ours only where reports lie', () => {
    expect(rightsOf('ReportsDeliveryRole')).toEqual([
      {
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:PutObjectAcl', 's3:AbortMultipartUpload'],
        Resource: 'arn:aws:s3:::*/*',
        Condition: { StringNotEquals: { 's3:ResourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
    for (const role of ['ReportsWorkerRole', 'ApiFunctionRole']) {
      expect(rightTo(role, 'sts:AssumeRole').filter(({ Resource }) => JSON.stringify(Resource).includes('DeliveryRole'))).toHaveLength(1);
      for (const { Condition } of rightTo(role, 's3:PutObject')) expect(Condition).toBeUndefined();
    }
    for (const { Resource } of rightTo('ReportsWorkerRole', 's3:PutObject')) expect(JSON.stringify(Resource)).toContain('ReportsFiles');
    const roles = Object.entries(template.findResources('AWS::IAM::Role'));
    const delivery = roles.filter(([name]) => name.startsWith('ReportsDeliveryRole'));
    expect(delivery).toHaveLength(1);
    expect(JSON.stringify(delivery)).not.toContain(':root');
  });

  it('sends mail over TLS from the verified domain, and hears what comes back', () => {
    expect(rightsOf('ReportsWorkerRole').filter(({ Action }) => [Action].flat().includes('ses:SendEmail'))).toHaveLength(1);
    expect(rightTo('ApiFunctionRole', 'ses:SendEmail')).toEqual([]);
    template.hasResourceProperties('AWS::SES::ConfigurationSet', { DeliveryOptions: { TlsPolicy: 'REQUIRE' } });
    template.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'app.trunkline.example' });
    template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: { MatchingEventTypes: ['bounce', 'complaint'], SnsDestination: Match.anyValue() },
    });
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'lambda', RedrivePolicy: Match.anyValue() });
  });
});

describe('what is open to the internet', () => {
  it('is throttled: the API, the sockets of browsers and those of agents', () => {
    const stages = resources('AWS::ApiGatewayV2::Stage');
    expect(stages).toHaveLength(3);
    for (const { Properties } of stages)
      expect(Properties.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 });
  });
});

describe('the page', () => {
  it('runs programs from here only, and may fetch streams and the log-in from where they are', () => {
    const [policy] = resources('AWS::CloudFront::ResponseHeadersPolicy');
    const text = JSON.stringify(policy?.Properties);
    for (const part of ["default-src 'self'; connect-src 'self' wss://", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(text).toContain(part);
    expect(text).not.toMatch(/script-src|unsafe/);
  });
});

describe('the ingest function', () => {
  it('may look at what the archive holds, which it does before it adds to it', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: Match.stringLikeRegexp('CallEngineIngest'),
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 's3:GetObject', Effect: 'Allow' })]) },
    });
  });
});

describe('the lake', () => {
  it('shows Athena the columns of the files, with partitions named by the question', () => {
    const tables = resources('AWS::Glue::Table').map(({ Properties }) => Properties.TableInput as GlueTable);
    expect(tables.map(({ Name }) => Name).sort()).toEqual(['calls', 'segments', 'status']);
    const columns = { calls: callColumns, segments: segmentColumns, status: statusColumns };
    const types = { VARCHAR: 'string', BIGINT: 'bigint', INTEGER: 'int', BOOLEAN: 'boolean' };
    for (const { Name, StorageDescriptor, PartitionKeys, Parameters } of tables) {
      expect(StorageDescriptor.Columns).toEqual(columns[Name].map(({ name, type }) => ({ Name: name.toLowerCase(), Type: types[type] })));
      expect(PartitionKeys.map((key) => key.Name)).toEqual(['tenant', 'site', 'date']);
      expect(Parameters['projection.tenant.type']).toBe('injected');
      expect(JSON.stringify(Parameters['storage.location.template'])).toContain(
        `/tenant=\${tenant}/site=\${site}/athena/${Name}/date=\${date}/`,
      );
    }
  });

  it('is written by the sealer alone, every five minutes, and forgets what is deleted', () => {
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)' });
    const writers = policies().filter((policy) =>
      statementsOf(policy).some(
        ({ Action, Resource }) => [Action].flat().includes('s3:PutObject') && JSON.stringify(Resource).includes('LakeBucket'),
      ),
    );
    expect(writers.map(({ Properties }) => String(Properties.PolicyName).replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'LakeSealRoleDefaultPolicy',
    ]);
    const [bucket] = Object.entries(template.findResources('AWS::S3::Bucket')).filter(([id]) => id.startsWith('LakeBucket'));
    expect(bucket?.[1]?.Properties.VersioningConfiguration).toBeUndefined();
  });
});

describe('data at rest', () => {
  it('is encrypted with the platform key, kept on deletion and recoverable to a point in time', () => {
    for (const { Properties } of resources('AWS::DynamoDB::Table')) {
      expect(Properties.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
      expect(Properties.PointInTimeRecoverySpecification).toMatchObject({ PointInTimeRecoveryEnabled: true });
      expect(Properties.DeletionProtectionEnabled).toBe(true);
      expect(Properties.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
    }
    for (const { Properties } of resources('AWS::S3::Bucket'))
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
  });
});

describe('alarms', () => {
  it('watch the metrics that the ingest function writes', () => {
    for (const MetricName of ['recordsRejected', 'batchesDeclaredLost'])
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        Namespace: 'Trunkline',
        MetricName,
        Dimensions: [{ Name: 'service', Value: 'ingest' }],
      });
  });

  it('each lead to a heading of the runbook, and each heading has its alarm', () => {
    const linked = resources('AWS::CloudWatch::Alarm').map((a) => /#([a-z-]+)$/.exec(String(a.Properties.AlarmDescription))?.[1]);
    expect([...linked].sort()).toEqual([...runbookHeadings].sort());
    const runbook = readFileSync(join(repositoryRoot, 'docs', 'runbook.md'), 'utf8');
    const headings = [...runbook.matchAll(/^## (.+)$/gm)].map((m) => (m[1] ?? '').toLowerCase().replaceAll(' ', '-'));
    for (const heading of runbookHeadings) expect(headings).toContain(heading);
  });
});
