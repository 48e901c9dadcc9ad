import { type AgentAnswer, type FromAgent, fromAgentBytes, fromAgentSchema } from '../domain/agent-command.ts';
import type { AgentKeyStore } from '../edge-agents/agent-keys.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { AgentSockets } from './agent-sockets.ts';
import type { AgentContext } from './authorize-agent.ts';
import type { CommandStore, LinkStore } from './command-store.ts';
import { answerWords } from './core/answer-words.ts';

export interface HandleAgentMessageDeps {
  readonly store: Pick<CommandStore, 'find' | 'settle'>;
  readonly links: Pick<LinkStore, 'heard'>;
  readonly keys: AgentKeyStore;
  readonly sockets: AgentSockets;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => number;
}

/** The connection a message came over; agent, tenant and site as the authoriser found them. */
export interface AgentConnection extends AgentContext {
  readonly connectionId: string;
}

const parseMessage = (text: string): FromAgent | null => {
  if (Buffer.byteLength(text) > fromAgentBytes) return null;
  try {
    const parsed = fromAgentSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** One message of an agent. What is no message of ours is counted and dropped; it ends nothing. */
export const createHandleAgentMessage = (deps: HandleAgentMessageDeps) => {
  const { store, links, sockets, metrics, log, now } = deps;

  /** The first answer counts; late and double ones are counted and dropped. */
  const settle = async (connection: AgentConnection, answer: AgentAnswer): Promise<void> => {
    const { agent, tenant, site } = connection;
    const command = await store.find(connection, answer.id);
    const { result: state, outcome, reason } = answer;
    const won =
      command !== null &&
      command.settled === null &&
      (await store.settle(connection, answer.id, agent, {
        state,
        outcome,
        reason,
        words: answerWords(answer, command.doneWords),
        answeredAt: now(),
      }));
    metrics.count('answersDropped', won ? 0 : 1);
    if (!won) log.warn('answer of an agent dropped', { tenant, site, agent, id: answer.id, state, known: command !== null });
  };

  /** Whether the agent may go on: not revoked, and this its newest connection. */
  const isWelcome = async (connection: AgentConnection, offers: Parameters<LinkStore['heard']>[3]): Promise<boolean> => {
    const key = await deps.keys.find(connection.agent);
    const believed = key !== null && key.revokedAt === null;
    return believed && (await links.heard(connection, connection, now(), offers));
  };

  return async (connection: AgentConnection, text: string): Promise<void> => {
    const message = parseMessage(text);
    metrics.count('agentMessagesNotUnderstood', message === null ? 1 : 0);
    if (message === null) {
      const { tenant, site, agent } = connection;
      log.warn('message of an agent not understood', { tenant, site, agent, bytes: Buffer.byteLength(text) });
      return;
    }
    if ('answer' in message) return settle(connection, message.answer);
    if (!(await isWelcome(connection, 'offers' in message ? message.offers : null))) return sockets.close(connection.connectionId);
    if ('ping' in message) await sockets.post(connection.connectionId, { v: 1, pong: message.ping });
  };
};
