import {
  DeleteParameterCommand,
  GetParameterCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { secretName } from './constants.ts';
import type { SourceSecrets } from './ports.ts';
import type { ValuesOwner } from './values-params.ts';

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'ParameterNotFound' || error.name === 'ParameterVersionNotFound');

export const secretPutParams = ({ tenant, site }: ValuesOwner, source: string, value: string, keyId: string): PutParameterCommandInput => ({
  Name: secretName(tenant, site, source),
  Value: value,
  Type: 'SecureString',
  KeyId: keyId,
  Overwrite: true,
});

/** Secrets in Parameter Store. Errors of the SDK name the parameter, never its value. */
export const createSourceSecrets = (deps: { readonly client: Pick<SSMClient, 'send'>; readonly keyId: string }): SourceSecrets => ({
  put: async (owner, source, value) => {
    const { Version } = await deps.client.send(new PutParameterCommand(secretPutParams(owner, source, value, deps.keyId)));
    if (Version === undefined) throw new Error(`Parameter Store gave no version for ${secretName(owner.tenant, owner.site, source)}`);
    return Version;
  },
  get: async ({ tenant, site }, source, version) => {
    try {
      const Name = `${secretName(tenant, site, source)}:${version}`;
      const { Parameter } = await deps.client.send(new GetParameterCommand({ Name, WithDecryption: true }));
      return Parameter?.Value ?? null;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
  forget: async ({ tenant, site }, source) => {
    try {
      await deps.client.send(new DeleteParameterCommand({ Name: secretName(tenant, site, source) }));
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  },
});
