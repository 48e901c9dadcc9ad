import { type Stack, Validations } from 'aws-cdk-lib';

/** Findings of cdk-nag that stand, each with its argument. A finding that is not in one of these lists fails the synthesis. */
const platform: readonly (readonly [finding: string, reason: string])[] = [
  ['SQS3', 'These queues are themselves the dead-letter queues; nothing consumes them but a person following the runbook.'],
  [
    'KDS3',
    'The customer-managed key is deliberate: call events rest under the same key as everything made of them, and access can be cut in one place.',
  ],
  [
    'APIG4',
    'Tokens are checked in the function, by the same code on one machine and in AWS; agents sign requests, which no gateway authorizer knows. The socket has an authorizer on $connect, the only route that can have one.',
  ],
  ['CFR1', 'Customers may open their boards from any country.'],
  [
    'CFR2',
    'The site is static files; the API behind it is throttled and every route demands a signed token. A web ACL is a choice of each deployment.',
  ],
  ['CFR4', 'Only without `certificateArn` in the context, when CloudFront answers under its own name; with it TLS 1.2 is the floor.'],
  ['IAM5[Resource::*]', 'X-Ray accepts trace segments only on resource *.'],
  ['IAM5[Action::kms:ReEncrypt*]', 'ReEncryptFrom and ReEncryptTo on the one key of the platform, as DynamoDB needs them.'],
  ['IAM5[Action::kms:GenerateDataKey*]', 'GenerateDataKey with and without plain text on the one key of the platform.'],
  ['IAM5[Action::s3:Abort*]', 'AbortMultipartUpload in the archive, which goes with the right to put.'],
  [
    'IAM5[Resource::<CallEventsArchive96F82D9C.Arn>/*]',
    'Ingest writes archive objects of every tenant; their prefixes begin with the tenant.',
  ],
  [
    'IAM5[Resource::<LakeBucketB1D32E10.Arn>/*]',
    'The sealer writes, and queries read, files of every tenant; their prefixes begin with the tenant, which comes from the principal.',
  ],
  [
    'IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<LiveSocketAA39F103>/live/*/@connections/*]',
    'Connection ids are not known beforehand; the right ends at the one socket API.',
  ],
  [
    'IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<CallControlSocketE766964A>/agent-ws/*/@connections/*]',
    'The same for the socket API of the agents.',
  ],
  [
    'IAM5[Resource::arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/trunkline/T/*]',
    'Secrets of external data of every tenant; their names begin with the tenant, which comes from the principal or the list of what is due.',
  ],
  [
    'IAM5[Resource::<BoardMediaBucketC9CD4E73.Arn>/*]',
    'The API signs addresses for files of every tenant; their keys begin with the tenant, which comes from the principal.',
  ],
  [
    'IAM5[Resource::<ReportsFiles32854003.Arn>/tenant=*/site=*/exports/*]',
    'Files of exports of every tenant; their keys begin with the tenant, which comes from the principal or from the row that a job names.',
  ],
  ['IAM5[Resource::<ReportsFiles32854003.Arn>/tenant=*/site=*/schedules/*]', 'The same for files of scheduled runs.'],
  [
    'IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/trunkline/*]',
    'Schedules of every tenant; their names are hashes that begin with the tenant. The right ends at the group of the platform.',
  ],
  [
    'IAM5[Resource::arn:aws:s3:::*/*]',
    'Reports are put into buckets that customers name and whose policies let the role in that delivers; a condition keeps all buckets of this account out.',
  ],
];

/** The CDK library's own function that copies the web files. It runs at deployment only, and never sees call data. */
const webDeployment = [
  'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  'IAM5[Action::s3:GetObject*]',
  'IAM5[Action::s3:GetBucket*]',
  'IAM5[Action::s3:List*]',
  'IAM5[Action::s3:DeleteObject*]',
  'IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
  'IAM5[Resource::<WebSiteFiles36A0949F.Arn>/*]',
  'L1',
];

export const acknowledgeFindings = (stack: Stack): void => {
  for (const [finding, reason] of platform) Validations.of(stack).acknowledge({ id: `AwsSolutions::AwsSolutions-${finding}`, reason });
  const copies = stack.node.children.filter((child) => child.node.id.startsWith('Custom::CDKBucketDeployment'));
  for (const copy of copies)
    for (const finding of webDeployment)
      Validations.of(copy).acknowledge({
        id: `AwsSolutions::AwsSolutions-${finding}`,
        reason: 'Library function of the web deployment; no right beyond copying those files.',
      });
};
