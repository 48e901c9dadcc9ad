import {
  type AgentProof,
  agentProofPrefix,
  agentSocketPath,
  agentSocketProtocol,
  emptyBodySha256,
} from '../../functions/domain/agent-command.ts';
import { requestToSign } from '../../functions/domain/signed-request.ts';
import type { Sign } from '../identity/keys.ts';

/** Sub-protocols an agent offers when it opens its command socket: the one it speaks, and its proof. */
export const agentProtocols = (agent: string, sign: Sign, cloudNow: number): readonly [string, string] => {
  const timestamp = Math.round(cloudNow);
  const signature = sign(Buffer.from(requestToSign({ method: 'GET', path: agentSocketPath, timestamp, bodySha256: emptyBodySha256 })));
  const proof: AgentProof = { agent, timestamp: String(timestamp), signature: Buffer.from(signature).toString('base64') };
  return [agentSocketProtocol, agentProofPrefix + Buffer.from(JSON.stringify(proof)).toString('base64url')];
};
