import { createServer, type Server } from 'node:http';
import { agentSocketManagementPath } from '../local-environment.ts';
import { isConnectionsPath } from '../websocket/connections-service.ts';
import type { HttpHandler } from './json-service.ts';

export interface AwsServices {
  readonly dynamodb: HttpHandler;
  readonly kinesis: HttpHandler;
  readonly s3: HttpHandler;
  readonly scheduler: HttpHandler;
  readonly ses: HttpHandler;
  readonly sqs: HttpHandler;
  readonly ssm: HttpHandler;
  readonly sts: HttpHandler;
  readonly connections: HttpHandler;
  /** Of the agents' sockets. */
  readonly agentConnections: HttpHandler;
}

/** Service that a header signature is for; paths of S3 could be anybody's. */
const signedFor = (authorization: string | undefined): string | undefined =>
  /Credential=[^/]+\/\d{8}\/[^/]+\/(\w+)\//.exec(authorization ?? '')?.[1];

/** One port for all AWS emulators: which service is meant shows in the request's target header, signature, form body or path. */
export const createAwsServer = (services: AwsServices, log: (message: string, error: unknown) => void): Server => {
  const server = createServer((req, res) => {
    const target = String(req.headers['x-amz-target'] ?? '');
    const url = req.url ?? '/';
    const pick = (): HttpHandler => {
      if (target.startsWith('DynamoDB')) return services.dynamodb;
      if (target.startsWith('Kinesis_')) return services.kinesis;
      if (target.startsWith('AmazonSSM.')) return services.ssm;
      if (target.startsWith('AmazonSQS.')) return services.sqs;
      const signed = signedFor(req.headers.authorization);
      if (signed === 'scheduler') return services.scheduler;
      if (signed === 'ses') return services.ses;
      if (isConnectionsPath(url)) return services.connections;
      if (isConnectionsPath(url, agentSocketManagementPath)) return services.agentConnections;
      if (req.method === 'POST' && url === '/' && String(req.headers['content-type']).startsWith('application/x-www-form-urlencoded'))
        return services.sts;
      return services.s3;
    };
    pick()(req, res).catch((error: unknown) => {
      log(`${target} ${url} failed`, error);
      res.destroy();
    });
  });
  // Clients keep connections open; closing one between two calls of a client looks like a network fault to it.
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 0;
  return server;
};
