import { KinesisClient, PutRecordCommand, type PutRecordCommandInput } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AgentApi, StreamCredentials } from './cloud-api.ts';

export interface RecordSender {
  /** Resolves when the stream has the record. Rejects otherwise; whether it has it all the same is then unknown. */
  readonly put: (frame: Uint8Array) => Promise<void>;
  readonly close: () => void;
}

export interface KinesisSenderDeps {
  readonly site: string;
  readonly credentials: AgentApi['credentials'];
  /** Goes before the endpoint the cloud names. */
  readonly endpoint: string | null;
  /** Cloud time as well as it is known. */
  readonly cloudNow: () => number;
  readonly wallNow: () => number;
  readonly requestTimeoutMs?: number;
}

/** Fresh ones are asked for this long before the end. */
const refreshBeforeMs = 300_000;

const credentialErrors = new Set([
  'AccessDeniedException',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
]);

export const recordParams = (stream: string, site: string, frame: Uint8Array): PutRecordCommandInput => ({
  StreamName: stream,
  PartitionKey: site,
  Data: frame,
});

/**
 * Puts frames on the events stream with the agent's temporary credentials, renewed before they end and at once when they are refused.
 * HTTP/1.1 throughout: the SDK's default for Kinesis, HTTP/2, cannot speak to a plain http endpoint.
 */
export const createKinesisSender = (deps: KinesisSenderDeps): RecordSender => {
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: 5_000,
    requestTimeout: deps.requestTimeoutMs ?? 15_000,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: true, maxSockets: 2 },
    httpsAgent: { keepAlive: true, maxSockets: 2 },
  });
  let current: { readonly client: KinesisClient; readonly credentials: StreamCredentials } | null = null;

  const connect = (credentials: StreamCredentials): KinesisClient => {
    const endpoint = deps.endpoint ?? credentials.endpoint;
    return new KinesisClient({
      region: credentials.region,
      credentials: {
        accessKeyId: credentials.accessKeyId,
        secretAccessKey: credentials.secretAccessKey,
        sessionToken: credentials.sessionToken,
      },
      requestHandler,
      // The uplink repeats by itself, with the same bytes and for ever.
      maxAttempts: 1,
      systemClockOffset: Math.round(deps.cloudNow() - deps.wallNow()),
      ...(endpoint === null ? {} : { endpoint }),
    });
  };

  const ready = async (): Promise<{ readonly client: KinesisClient; readonly credentials: StreamCredentials }> => {
    const left = current === null ? 0 : current.credentials.expiresAt - deps.cloudNow();
    if (current !== null && left > refreshBeforeMs) return current;
    try {
      const credentials = await deps.credentials();
      current = { client: connect(credentials), credentials };
    } catch (error) {
      // What is still valid serves on.
      if (current === null || left <= 0) throw error;
    }
    return current;
  };

  return {
    put: async (frame) => {
      const { client, credentials } = await ready();
      try {
        await client.send(new PutRecordCommand(recordParams(credentials.stream, deps.site, frame)));
      } catch (error) {
        if (error instanceof Error && credentialErrors.has(error.name)) current = null;
        throw error;
      }
    },
    close: () => requestHandler.destroy(),
  };
};
