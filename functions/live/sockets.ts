import {
  type ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { postTimeoutMs } from './constants.ts';

/** `gone`: the socket is closed. `slow`: it did not take the message in time, or the service throttles; nothing is known of its delivery. */
export type PostOutcome = 'sent' | 'gone' | 'slow';

export interface Sockets {
  readonly post: (connectionId: string, text: string) => Promise<PostOutcome>;
  readonly close: (connectionId: string) => Promise<void>;
}

const isGone = (error: unknown): boolean => error instanceof Error && error.name === 'GoneException';

export const createSockets = (client: Pick<ApiGatewayManagementApiClient, 'send'>, timeoutMs = postTimeoutMs): Sockets => ({
  post: async (connectionId, text) => {
    try {
      await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: text }), {
        abortSignal: AbortSignal.timeout(timeoutMs),
      });
      return 'sent';
    } catch (error) {
      return isGone(error) ? 'gone' : 'slow';
    }
  },
  close: async (connectionId) => {
    try {
      await client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }), { abortSignal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
});
