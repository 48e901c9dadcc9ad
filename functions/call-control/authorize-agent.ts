import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import { z } from 'zod';
import { type AgentProof, agentProofPrefix, agentProofSchema, agentSocketPath, agentSocketProtocol } from '../domain/agent-command.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import type { AgentKeyStore } from '../edge-agents/agent-keys.ts';
import { refusalOf } from '../edge-agents/verify-request.ts';
import { ExpectedRefusal } from '../runtime/lambda-stack.ts';
import type { Log } from '../runtime/log.ts';

const eventSchema = z.object({ methodArn: z.string(), headers: z.record(z.string(), z.string().optional()).nullish() });

/** What the authoriser hands to all later events of the connection; tenant and site are those of the key. */
export const agentContextSchema = z.object({ agent: z.string().min(1), tenant: tenantIdSchema, site: siteIdSchema });
/** What `$connect` is told beside: the instant that the agent signed, with which nobody logs in a second time. */
export const agentLoginSchema = agentContextSchema.extend({ signedAt: z.string().regex(/^\d{1,15}$/) });
export type AgentContext = z.output<typeof agentContextSchema>;

/** The proof in `Sec-WebSocket-Protocol: trunkline.agent.v1, agent.<base64url>`; null without a well-formed one. */
export const proofOfProtocols = (header: string | undefined): AgentProof | null => {
  const offered = (header ?? '').split(',').map((protocol) => protocol.trim());
  const proof = offered.find((protocol) => protocol.startsWith(agentProofPrefix));
  if (!offered.includes(agentSocketProtocol) || proof === undefined) return null;
  try {
    const parsed = agentProofSchema.safeParse(JSON.parse(Buffer.from(proof.slice(agentProofPrefix.length), 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** API Gateway answers 401 to exactly this message. */
class Refused extends ExpectedRefusal {
  constructor() {
    super('Unauthorized');
  }
}

/**
 * REQUEST authoriser of `$connect` of the agents' sockets: the proof is a signature over `GET /agent-ws` and the time, as of any request of
 * an agent. @throws Error `Unauthorized`, the same whatever is wrong; the log says which.
 */
export const createAuthorizeAgent =
  (deps: { readonly keys: AgentKeyStore; readonly now: () => number; readonly log: Log }) =>
  async (event: unknown): Promise<APIGatewayAuthorizerResult> => {
    const { methodArn, headers } = eventSchema.parse(event);
    const protocols = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'sec-websocket-protocol')?.[1];
    const proof = proofOfProtocols(protocols);
    const key = proof === null ? null : await deps.keys.find(proof.agent);
    const refusal =
      proof === null
        ? 'noProof'
        : refusalOf(
            key,
            {
              method: 'GET',
              path: agentSocketPath,
              timestamp: proof.timestamp,
              signature: proof.signature,
              body: new Uint8Array(0),
            },
            deps.now(),
          );
    if (key === null || refusal !== null) {
      deps.log.warn('agent socket refused', { tenant: key?.tenant, site: key?.site, agent: proof?.agent, refusal });
      throw new Refused();
    }
    return {
      principalId: key.agent,
      policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }] },
      context: { agent: key.agent, tenant: key.tenant, site: key.site, signedAt: String(Number(proof?.timestamp)) },
    };
  };
