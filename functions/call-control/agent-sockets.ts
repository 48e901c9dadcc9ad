import {
  type ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { ToAgent } from '../domain/agent-command.ts';
import { postTimeoutMs } from './constants.ts';

/** `gone`: the socket is closed, nothing arrived. `unknown`: it was not taken in time; it may have arrived. */
export type PostOutcome = 'sent' | 'gone' | 'unknown';

export interface AgentSockets {
  readonly post: (connectionId: string, message: ToAgent) => Promise<PostOutcome>;
  /** Never rejects: a socket that cannot be closed is found out by its silence. */
  readonly close: (connectionId: string) => Promise<void>;
}

const isGone = (error: unknown): boolean => error instanceof Error && error.name === 'GoneException';

/** Messages to agents over the management endpoint. A command is posted once and never again, whatever comes of it. */
export const createAgentSockets = (client: Pick<ApiGatewayManagementApiClient, 'send'>, timeoutMs = postTimeoutMs): AgentSockets => ({
  post: async (connectionId, message) => {
    try {
      await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: JSON.stringify(message) }), {
        abortSignal: AbortSignal.timeout(timeoutMs),
      });
      return 'sent';
    } catch (error) {
      return isGone(error) ? 'gone' : 'unknown';
    }
  },
  close: async (connectionId) => {
    await client
      .send(new DeleteConnectionCommand({ ConnectionId: connectionId }), { abortSignal: AbortSignal.timeout(timeoutMs) })
      .catch(() => {});
  },
});
