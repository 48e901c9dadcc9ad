import { AssumeRoleCommand, type AssumeRoleCommandInput, type STSClient } from '@aws-sdk/client-sts';
import { epochMs } from '../domain/ids.ts';
import type { AssumeRole, AssumeRoleRequest } from './types.ts';

export const assumeRoleParams = (request: AssumeRoleRequest): AssumeRoleCommandInput => ({
  RoleArn: request.roleArn,
  RoleSessionName: request.sessionName,
  Policy: request.policy,
  DurationSeconds: request.durationSeconds,
});

export const createAssumeRole =
  (client: Pick<STSClient, 'send'>): AssumeRole =>
  async (request) => {
    const { Credentials } = await client.send(new AssumeRoleCommand(assumeRoleParams(request)));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined || Expiration === undefined)
      throw new Error(`STS gave incomplete credentials for ${request.roleArn}`);
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiresAt: epochMs(Expiration.getTime()),
    };
  };
