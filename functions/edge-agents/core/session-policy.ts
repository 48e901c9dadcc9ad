/**
 * What an agent's temporary credentials may do: put records on the one events stream, and use that stream's key by way of Kinesis
 * (an encrypted stream refuses records otherwise). The role's own policy bounds it further.
 * @param roleArn gives partition and account: the stream is in the same ones.
 */
export const sessionPolicy = (roleArn: string, region: string, stream: string): string => {
  const [, partition = 'aws', , , account = ''] = roleArn.split(':');
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['kinesis:PutRecord', 'kinesis:PutRecords'],
        Resource: `arn:${partition}:kinesis:${region}:${account}:stream/${stream}`,
      },
      {
        Effect: 'Allow',
        Action: 'kms:GenerateDataKey',
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': `kinesis.${region}.amazonaws.com` } },
      },
    ],
  });
};
