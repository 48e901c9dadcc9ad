import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import { z } from 'zod';
import type { Authenticate } from '../identity/principal.ts';
import { ExpectedRefusal } from '../runtime/lambda-stack.ts';
import { ProblemError } from '../runtime/problem.ts';
import { bearerProtocolPrefix, socketProtocol } from './constants.ts';

const eventSchema = z.object({
  methodArn: z.string(),
  headers: z.record(z.string(), z.string().optional()).nullish(),
});

/** The token in `Sec-WebSocket-Protocol: trunkline.v1, bearer.<token>`; null without either of the two. */
export const tokenOfProtocols = (header: string | undefined): string | null => {
  const offered = (header ?? '').split(',').map((protocol) => protocol.trim());
  if (!offered.includes(socketProtocol)) return null;
  return offered.find((protocol) => protocol.startsWith(bearerProtocolPrefix))?.slice(bearerProtocolPrefix.length) ?? null;
};

/** API Gateway answers 401 to exactly this message; any other error is a 500. */
class Refused extends ExpectedRefusal {
  constructor(cause: unknown) {
    super('Unauthorized', { cause });
  }
}

/** What the authoriser hands to `$connect` (all texts, as API Gateway passes them). */
export const connectContextSchema = z.object({ principalId: z.string().min(1), tokenExpiresAt: z.coerce.number().nonnegative() });

/** REQUEST authoriser of `$connect`. @throws Error `Unauthorized` for no or a bad token. */
export const createAuthorize =
  (authenticate: Authenticate) =>
  async (event: unknown): Promise<APIGatewayAuthorizerResult> => {
    const { methodArn, headers } = eventSchema.parse(event);
    const protocols = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'sec-websocket-protocol')?.[1];
    try {
      const { principal, expiresAt } = await authenticate(tokenOfProtocols(protocols));
      return {
        principalId: principal.id,
        policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }] },
        // 0 = credentials that do not end by themselves; contexts cannot carry null.
        context: { principalId: principal.id, tokenExpiresAt: String(expiresAt ?? 0) },
      };
    } catch (error) {
      throw error instanceof ProblemError && error.code === 'unauthorised' ? new Refused(error) : error;
    }
  };
